"""The follow-ups that an alumni may write."""

from django.utils.timezone import localdate

from parcours.promotions.lectures.accueils import binomes_vecus
from parcours.travaux.lectures.suivis import SuiviAFaire, suivis_a_faire
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import Bloc, Place, Venue


def a_faire(venue: Venue) -> list[SuiviAFaire]:
    """Those that are open."""
    return suivis_a_faire(
        venue.une_fois(binomes_vecus),
        personne=venue.personne,
        aujourdhui=localdate(venue.instant),
    )


def inscrire() -> None:
    """Register the block."""
    registres.accueils.inscrire(
        "alumni/suivis",
        Bloc(
            chapeau=Chapeau.ALUMNI,
            place=Place.TETE,
            template="travaux/accueils/suivis.html",
            composer=a_faire,
        ),
    )
