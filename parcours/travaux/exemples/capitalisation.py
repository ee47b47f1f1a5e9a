"""What the 12 of the demonstration have in common: groups of freins, and words quoted."""

from dataclasses import dataclass

from parcours.travaux.actions.capitalisation import (
    demander_citation,
    modifier_regroupement,
    publier_regroupement,
    regrouper,
    repondre_citation,
)
from parcours.travaux.lectures.capitalisation import ElementPartage, elements_partages
from parcours.travaux.models import Citation, Regroupement
from rameau.commun import registres
from rameau.commun.registres import Recit


@dataclass(frozen=True)
class Ensemble:
    """A group of the demonstration: its name, the freins it holds, what is learnt from them."""

    titre: str
    freins: tuple[str, ...]
    constat: str = ""
    publie: bool = True


ENSEMBLES = (
    Ensemble(
        "Le temps d’animation repose sur trop peu de monde",
        (
            "Le temps d’animation n’est financé par personne",
            "Le lieu repose sur une ou deux personnes qui s’épuisent",
            "Personne n’anime l’accueil entre deux saisons",
            "Les dirigeants bénévoles manquent de temps en journée",
        ),
        "Animer est un **métier**, rarement un poste. Là où cela tient, le temps d’animation est "
        "écrit quelque part : dans une fiche de poste, une convention, un budget partagé.",
    ),
    Ensemble(
        "L’élan des entreprises s’essouffle sans suite visible",
        (
            "Les entreprises se lassent des réunions sans suite visible",
            "L’engagement d’un jour ne devient pas une relation",
            "L’association demande, l’entreprise donne, et la relation s’arrête là",
            "Les entreprises du numérique regardent de loin",
        ),
        "Ce qui fait revenir : dire, avant la rencontre suivante, ce que la précédente a changé.",
    ),
    Ensemble(
        "L’économie de l’action ne tient pas encore seule",
        (
            "La légumerie n’a pas d’équilibre sous quinze cantines",
            "La réponse commune coûte plus de temps qu’elle n’en rapporte",
            "Le financement de la ligne s’arrête à la fin de l’essai",
        ),
        "Un essai se finance ; ce qui suit l’essai, rarement. Compter tôt ce que chacun donne et "
        "reçoit aide à nommer qui peut payer la suite.",
    ),
    Ensemble(
        "La décision se prend loin du territoire",
        (
            "Les décisions se prennent au siège, loin du quartier",
            "La décision d’ouvrir un lieu remonte trois étages",
            "Les services d’une même ville ne parlent pas d’une seule voix",
        ),
        publie=False,
    ),
)
REPONSES = (Citation.Reponse.OUI, Citation.Reponse.ANONYME, None)


def capitaliser(recit: Recit) -> None:
    """The équipe gathers what the bilans have in common, and asks three binômes to be quoted."""
    passe = recit.passe
    partages = elements_partages(recit.promotion, recit.equipe)
    par_titre = {partage.element.titre: partage for partage in partages}
    for rang, ensemble in enumerate(ENSEMBLES):
        reunis = [par_titre[titre] for titre in ensemble.freins if titre in par_titre]
        if len(reunis) < 2:
            continue
        regroupement = regrouper(
            par=recit.equipe,
            promotion=recit.promotion,
            elements=[partage.pk for partage in reunis],
            titre=ensemble.titre,
            instant=recit.le(56 + rang, 15),
        )
        modifier_regroupement(
            par=recit.equipe,
            regroupement=regroupement,
            titre=ensemble.titre,
            constat=ensemble.constat,
        )
        if not ensemble.publie:
            continue
        publier_regroupement(
            par=recit.equipe,
            regroupement=regroupement,
            publier=True,
            instant=recit.le(58 + rang, 11),
        )
        for partage, reponse in zip(reunis, REPONSES, strict=False):
            _citer(recit, regroupement, partage, reponse, passe=passe - rang)


def _citer(
    recit: Recit,
    regroupement: Regroupement,
    partage: ElementPartage,
    reponse: Citation.Reponse | None,
    *,
    passe: int,
) -> None:
    citation = demander_citation(
        par=recit.equipe,
        regroupement=regroupement,
        version=partage.version,
        texte=partage.element.titre,
        instant=recit.le(passe - 4, 10),
    )
    membres = recit.membres[partage.binome.nom]
    if reponse and membres:
        repondre_citation(
            par=membres[0],
            citation=citation,
            reponse=reponse,
            instant=recit.le(passe - 3, 12),
        )


def inscrire() -> None:
    """Register the chapters of this room."""
    registres.exemples.inscrire(
        "en-cours/capitalisation",
        capitaliser,
        rang=140,
    )
