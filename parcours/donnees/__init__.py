"""The nature of each field of this app's models, room by room."""

from parcours.donnees import (
    agenda,
    alumni,
    binomes,
    candidatures,
    capitalisation,
    codev,
    inscriptions,
    intervenants,
    journees,
    livrables,
    partages,
    pieces_jointes,
    presences,
    programmes,
    promotions,
    rappels,
    rencontres,
    retours,
    sous_groupes,
    sujets,
    supports,
    syntheses,
    visites,
    volontaires,
    webinaires,
)
from rameau.commun.registres import donnees_personnelles

PIECES = (
    agenda,
    alumni,
    binomes,
    candidatures,
    capitalisation,
    codev,
    inscriptions,
    intervenants,
    journees,
    livrables,
    partages,
    pieces_jointes,
    presences,
    programmes,
    promotions,
    rappels,
    rencontres,
    retours,
    sous_groupes,
    sujets,
    supports,
    syntheses,
    visites,
    volontaires,
    webinaires,
)


def declarer() -> None:
    """Register the declarations of this app."""
    for piece in PIECES:
        for model, declaration in piece.DECLARATIONS.items():
            donnees_personnelles.inscrire(f"parcours.{model}", declaration)
