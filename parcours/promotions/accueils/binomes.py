"""One's binôme, or those one follows or has lived."""

from dataclasses import dataclass

from parcours.promotions.lectures.accueils import (
    binomes_suivis,
    binomes_vecus,
    coach_de,
    membres_de,
    son_binome,
)
from parcours.promotions.models import Binome
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import Bloc, Place, Venue
from rameau.comptes.models import Personne


@dataclass(frozen=True, kw_only=True)
class MonBinome:
    """A binôme and its people."""

    binome: Binome
    membres: list[Personne]
    coach: Personne | None


def mon_binome(venue: Venue) -> MonBinome:
    """The binôme of the person."""
    binome = venue.une_fois(son_binome)
    return MonBinome(binome=binome, membres=membres_de(binome), coach=coach_de(binome))


def suivis(venue: Venue) -> list[Binome]:
    """Those a coach follows."""
    return venue.une_fois(binomes_suivis)


def vecus(venue: Venue) -> list[Binome]:
    """Those an alumni was of."""
    return venue.une_fois(binomes_vecus)


def inscrire() -> None:
    """Register the blocks."""
    for nom, bloc in {
        "catalyseur/entete": Bloc(
            chapeau=Chapeau.CATALYSEUR,
            place=Place.ENTETE,
            template="promotions/accueils/entete_du_catalyseur.html",
            composer=lambda venue: venue.une_fois(son_binome),
        ),
        "catalyseur/binome": Bloc(
            chapeau=Chapeau.CATALYSEUR,
            place=Place.GRILLE,
            template="promotions/accueils/mon_binome.html",
            composer=mon_binome,
        ),
        "coach/binomes": Bloc(
            chapeau=Chapeau.COACH,
            place=Place.GRILLE,
            template="promotions/accueils/mes_binomes.html",
            composer=suivis,
        ),
        "alumni/entete": Bloc(
            chapeau=Chapeau.ALUMNI,
            place=Place.ENTETE,
            template="promotions/accueils/entete_de_l_alumni.html",
            composer=lambda venue: venue.personne,
        ),
        "alumni/promotions": Bloc(
            chapeau=Chapeau.ALUMNI,
            place=Place.CORPS,
            template="promotions/accueils/mes_promotions.html",
            composer=vecus,
        ),
    }.items():
        rang = 10 if bloc.chapeau is Chapeau.COACH else 30
        registres.accueils.inscrire(nom, bloc, rang=rang)
