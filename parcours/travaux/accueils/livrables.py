"""The works: the next thing to do, where each stands on the path, and their list."""

from django.utils.timezone import localdate

from parcours.promotions.lectures.accueils import son_binome
from parcours.travaux.lectures.accueils import prochaine_etape, ses_travaux, travaux_vecus
from parcours.travaux.lectures.binomes import chemin_de
from parcours.travaux.lectures.chemin import Chemin
from parcours.travaux.models import Livrable
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import Bloc, Place, Venue


def le_chemin(venue: Venue) -> Chemin:
    """The path of the nine months, with the works of the binôme."""
    return chemin_de(
        venue.promotion,
        venue.une_fois(son_binome),
        aujourdhui=localdate(venue.instant),
        travaux=venue.une_fois(ses_travaux),
    )


def nos_travaux(venue: Venue) -> list[Livrable]:
    """The works of the binôme."""
    return venue.une_fois(ses_travaux)


def inscrire() -> None:
    """Register the blocks."""
    for nom, rang, bloc in (
        (
            "catalyseur/prochaine",
            10,
            Bloc(
                chapeau=Chapeau.CATALYSEUR,
                place=Place.COTE_A_COTE,
                template="travaux/accueils/prochaine.html",
                composer=prochaine_etape,
            ),
        ),
        (
            "catalyseur/chemin",
            10,
            Bloc(
                chapeau=Chapeau.CATALYSEUR,
                place=Place.CORPS,
                template="travaux/accueils/chemin.html",
                composer=le_chemin,
            ),
        ),
        (
            "catalyseur/travaux",
            10,
            Bloc(
                chapeau=Chapeau.CATALYSEUR,
                place=Place.GRILLE,
                template="travaux/accueils/nos_travaux.html",
                composer=nos_travaux,
            ),
        ),
        (
            "alumni/travaux",
            10,
            Bloc(
                chapeau=Chapeau.ALUMNI,
                place=Place.CORPS,
                template="travaux/accueils/mes_travaux.html",
                composer=travaux_vecus,
            ),
        ),
    ):
        registres.accueils.inscrire(nom, bloc, rang=rang)
