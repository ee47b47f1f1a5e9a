"""The nature of each field of this app's models, room by room."""

from parcours.donnees import (
    agenda,
    binomes,
    capitalisation,
    intervenants,
    livrables,
    programmes,
    promotions,
    rappels,
    rencontres,
    retours,
)
from rameau.commun.registres import donnees_personnelles

PIECES = (
    programmes,
    promotions,
    binomes,
    rencontres,
    intervenants,
    livrables,
    retours,
    agenda,
    rappels,
    capitalisation,
)


def declarer() -> None:
    """Register the declarations of this app."""
    for piece in PIECES:
        for model, declaration in piece.DECLARATIONS.items():
            donnees_personnelles.inscrire(f"parcours.{model}", declaration)
