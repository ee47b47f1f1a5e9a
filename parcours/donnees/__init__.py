"""The nature of each field of this app's models, room by room."""

from parcours.donnees import (
    binomes,
    intervenants,
    livrables,
    pitchs,
    programmes,
    promotions,
    rencontres,
    retours,
    suivis,
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
    suivis,
    pitchs,
)


def declarer() -> None:
    """Register the declarations of this app."""
    for piece in PIECES:
        for model, declaration in piece.DECLARATIONS.items():
            donnees_personnelles.inscrire(f"parcours.{model}", declaration)
