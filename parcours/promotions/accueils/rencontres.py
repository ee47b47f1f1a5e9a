"""What takes place next."""

from dataclasses import dataclass

from parcours.promotions.lectures.accueils import prochaines, rencontres_a_venir
from parcours.promotions.models import Rencontre
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import Bloc, Place, Venue


@dataclass(frozen=True, kw_only=True)
class ProchainesRencontres:
    """The rencontres to come; each names its promotion where there may be several."""

    rencontres: list[Rencontre]
    avec_promotion: bool


def de_la_promotion(venue: Venue) -> ProchainesRencontres:
    """Those of the promotion one lives."""
    rencontres = venue.une_fois(rencontres_a_venir)
    return ProchainesRencontres(rencontres=rencontres, avec_promotion=False)


def de_toutes(venue: Venue) -> ProchainesRencontres:
    """Those of all the promotions one sees."""
    return ProchainesRencontres(rencontres=venue.une_fois(prochaines), avec_promotion=True)


def inscrire() -> None:
    """Register the block, for those who attend and those who organise."""
    for chapeau, composer in (
        (Chapeau.CATALYSEUR, de_la_promotion),
        (Chapeau.EQUIPE, de_toutes),
        (Chapeau.COACH, de_toutes),
    ):
        registres.accueils.inscrire(
            f"{chapeau.value}/rencontres",
            Bloc(
                chapeau=chapeau,
                place=Place.GRILLE,
                template="promotions/accueils/rencontres.html",
                composer=composer,
            ),
            rang=20,
        )
