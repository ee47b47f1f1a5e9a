"""The charts of the page of the kit: each kind, then what strains it (nothing, one, long words)."""

from dataclasses import replace
from datetime import date

from rameau.commun.graphiques import Genre, Graphique, Serie

THEMES = Graphique(
    genre=Genre.BARRES,
    code="themes",
    titre="Les freins les plus partagés",
    legende="Chaque barre compte les structures qui ont rencontré ce frein.",
    entete="Frein",
    categories=[
        "Le temps d’animation n’est pas financé",
        "Les entreprises sont difficiles à joindre, et rares à revenir d’une réunion à l’autre",
        "Les élus changent",
        "Chacun parle sa langue",
    ],
    series=[Serie(libelle="Structures", valeurs=[11, 8, 5, 3])],
    maximum=12,
)
TRAVAUX = Graphique(
    genre=Genre.REPARTITION,
    code="travaux",
    titre="Les trois travaux, par état",
    legende="Chaque barre compte les binômes, des travaux remis à ceux qui restent à faire.",
    entete="Travail",
    categories=["Bilan", "Plan de mise en œuvre", "Feuille de route"],
    series=[
        Serie(libelle="remis", valeurs=[11, 3, 0], motif=1),
        Serie(libelle="regard reçu", valeurs=[1, 3, 0], motif=2),
        Serie(libelle="partagé au coach", valeurs=[0, 2, 1], motif=4),
        Serie(libelle="en cours", valeurs=[0, 3, 4], motif=3),
        Serie(libelle="à faire", valeurs=[0, 1, 7], motif=5),
    ],
)
PRESENCE = Graphique(
    genre=Genre.COURBE,
    code="presence",
    titre="La présence aux sessions",
    legende="Part des catalyseurs présents à chaque session, en présence et à distance.",
    entete="Session",
    categories=[date(2018, 1, 18), date(2018, 3, 29), date(2018, 6, 21), date(2018, 9, 13)],
    series=[
        Serie(libelle="Sur place", valeurs=[96, 88, 79, 92]),
        Serie(libelle="À distance", valeurs=[None, 8, 17, 4]),
    ],
    unite="%",
    maximum=100,
)
COMPETENCES = Graphique(
    genre=Genre.RADAR,
    code="competences",
    titre="Les compétences, avant et après",
    legende="Ce que douze personnes disent savoir faire, de 0 à 4, au début et à la fin.",
    entete="Compétence",
    categories=[
        "Écouter le territoire",
        "Réunir des acteurs différents",
        "Co-construire",
        "Évaluer",
        "Raconter",
        "Animer dans la durée",
    ],
    series=[
        Serie(libelle="Après", valeurs=[3.4, 3.1, 3.3, 2.4, 2.9, 2.7]),
        Serie(libelle="Avant", valeurs=[2.5, 1.9, 1.6, 0.8, 1.7, 1.4]),
    ],
    maximum=4,
)


def graphiques() -> list[Graphique]:
    """The four kinds, then the same without anything to show or with one value."""
    return [
        THEMES,
        TRAVAUX,
        PRESENCE,
        COMPETENCES,
        replace(
            THEMES,
            code="un-theme",
            titre="Un seul frein",
            categories=["Les élus changent"],
            series=[Serie(libelle="Structures", valeurs=[5])],
        ),
        replace(
            PRESENCE,
            code="une-session",
            titre="Une seule session",
            categories=[date(2018, 1, 18)],
            series=[Serie(libelle="Sur place", valeurs=[96])],
        ),
        replace(
            COMPETENCES,
            code="rien",
            titre="Pas encore de réponse",
            categories=[],
            series=[Serie(libelle="Après", valeurs=[])],
        ),
    ]
