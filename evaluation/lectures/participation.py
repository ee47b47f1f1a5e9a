"""The participation of a promotion, in counts: structures, never people."""

from datetime import datetime

from parcours.animation.lectures.presences import tableau_des_presences
from parcours.promotions.models import Binome, Promotion, Rencontre
from rameau.commun.graphiques import Genre, Graphique, Serie


def participation_aux_sessions(
    promotion: Promotion, instant: datetime, *, binomes: list[Binome] | None = None
) -> Graphique:
    """At how many of the sessions held each structure was represented, by one of its binôme at
    least. In the order of the seats (`binomes`, when they are already read): it is no ranking."""
    tableau = tableau_des_presences(
        promotion, instant=instant, natures=(Rencontre.Nature.SESSION,), binomes=binomes
    )
    tenues = len(tableau.rencontres)
    return Graphique(
        genre=Genre.BARRES,
        code="participation",
        titre="La participation aux sessions",
        legende="À combien de sessions chaque structure était représentée, par au moins une "
        "personne de son binôme.",
        entete="Structure",
        categories=[ligne.binome.nom for ligne in tableau.lignes] if tenues else [],
        series=[
            Serie(
                libelle="sessions",
                valeurs=[ligne.representee for ligne in tableau.lignes] if tenues else [],
            )
        ],
        maximum=max(tenues, 1),
    )
