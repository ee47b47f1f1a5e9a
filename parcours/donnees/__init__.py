"""The nature of each field of this app's models, room by room."""

from parcours.donnees import (
    alumni,
    binomes,
    candidatures,
    capitalisation,
    inscriptions,
    intervenants,
    journees,
    livrables,
    presences,
    programmes,
    promotions,
    rencontres,
    retours,
    sous_groupes,
    sujets,
    supports,
    visites,
    volontaires,
    webinaires,
)
from rameau.commun.registres import donnees_personnelles

PIECES = (
    alumni,
    binomes,
    candidatures,
    capitalisation,
    inscriptions,
    intervenants,
    journees,
    livrables,
    presences,
    programmes,
    promotions,
    rencontres,
    retours,
    sous_groupes,
    sujets,
    supports,
    visites,
    volontaires,
    webinaires,
)


def declarer() -> None:
    """Register the declarations of this app."""
    for piece in PIECES:
        for model, declaration in piece.DECLARATIONS.items():
            donnees_personnelles.inscrire(f"parcours.{model}", declaration)
