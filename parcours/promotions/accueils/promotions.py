"""The promotions that are open."""

from parcours.promotions.lectures.accueils import promotions_ouvertes
from parcours.promotions.models import Promotion
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import Bloc, Place, Venue

MONTREES = 6


def les_premieres(venue: Venue) -> list[Promotion]:
    """Those that the home names."""
    return venue.une_fois(promotions_ouvertes)[:MONTREES]


def inscrire() -> None:
    """Register the block."""
    registres.accueils.inscrire(
        "equipe/promotions",
        Bloc(
            chapeau=Chapeau.EQUIPE,
            place=Place.GRILLE,
            template="promotions/accueils/promotions_ouvertes.html",
            composer=les_premieres,
        ),
        rang=10,
    )
