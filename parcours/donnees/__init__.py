"""The nature of each field of this app's models, room by room."""

from parcours.donnees import (
    binomes,
    capitalisation,
    intervenants,
    livrables,
    pieces_jointes,
    programmes,
    promotions,
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
    pieces_jointes,
    capitalisation,
)


def declarer() -> None:
    """Register the declarations of this app."""
    for piece in PIECES:
        for model, declaration in piece.DECLARATIONS.items():
            donnees_personnelles.inscrire(f"parcours.{model}", declaration)
