"""The blocks that gather what all rooms say: « À traiter », and what has changed for a binôme."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from parcours.promotions.lectures.accueils import au_dela_des_suivies
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import Bloc, Fait, Place, Venue


@dataclass(frozen=True, kw_only=True)
class ATraiter:
    """The facts that wait for the équipe, urgent first, then by date; `partiel` when there are
    more open promotions than those whose facts are told."""

    jour: date
    faits: list[Fait]
    urgents: int
    partiel: bool


def a_traiter(venue: Venue) -> ATraiter:
    """Gather the facts of every registered source."""
    faits = [
        fait
        for source in registres.a_traiter
        for fait in source(personne=venue.personne, maintenant=venue.instant)
    ]
    faits.sort(key=lambda f: (not f.urgent, f.echeance or date.max, f.texte))
    return ATraiter(
        jour=localdate(venue.instant),
        faits=faits,
        urgents=sum(f.urgent for f in faits),
        partiel=venue.une_fois(au_dela_des_suivies),
    )


def nouvelles(venue: Venue) -> list[Fait]:
    """Gather what is new for the binôme of the person."""
    return [fait for source in registres.nouvelles for fait in source(venue)]


def inscrire() -> None:
    """Register the blocks."""
    for nom, place, template in (
        ("equipe/entete", Place.ENTETE, "accueil/entete_de_l_equipe.html"),
        ("equipe/a-traiter", Place.CORPS, "accueil/a_traiter.html"),
    ):
        registres.accueils.inscrire(
            nom,
            Bloc(
                chapeau=Chapeau.EQUIPE,
                place=place,
                template=template,
                composer=lambda venue: venue.une_fois(a_traiter),
            ),
        )
    registres.accueils.inscrire(
        "catalyseur/nouvelles",
        Bloc(
            chapeau=Chapeau.CATALYSEUR,
            place=Place.COTE_A_COTE,
            template="accueil/nouvelles.html",
            composer=nouvelles,
        ),
        rang=20,
    )
