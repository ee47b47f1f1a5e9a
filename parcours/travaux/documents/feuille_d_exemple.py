"""An invented roadmap of about ten pages: for the preview page, the tests and the benchmark."""

from datetime import date

from django.utils import timezone

from parcours.travaux.lectures.feuilles_de_route import (
    Action,
    Axe,
    FeuilleDeRoute,
    Fil,
    Ligne,
    Partenaire,
    Partie,
)
from parcours.travaux.models import Element

_PAIRS = ("la mission locale", "le club d’entreprises", "la chambre de métiers", "trois centres")
_AXES = (
    ("Ouvrir les entreprises aux jeunes", "Les suites d’une rencontre ne se voient pas"),
    ("Tenir un récit commun des parcours", "Chaque institution tient son propre fichier"),
    ("Faire vivre une maison des alliances", "Aucun lieu n’est à tous"),
    ("Reconnaître le temps d’animation", "Le temps d’animation n’est financé par personne"),
)
_ACTIONS = (
    "Afficher les engagements et leurs suites dans un tableau tenu à jour",
    "Essayer un carnet commun avec vingt personnes et quatre structures",
    "Réunir les employeurs autour d’un poste partagé",
    "Raconter chaque trimestre ce qui a changé",
)
_ETATS = (
    Element.Etat.FAITE,
    Element.Etat.EN_COURS,
    Element.Etat.A_LANCER,
    Element.Etat.A_LANCER,
)
_TEXTE = (
    "La vallée s’est donné un cap que chacun peut redire : **faire ensemble ce que nul ne peut "
    "faire seul**. Trois rencontres l’ont éprouvé, deux ont montré qu’il fallait le préciser.\n\n"
    "- des lieux où l’on se parle sans ordre du jour ;\n"
    "- des engagements nommés, repris au début de la rencontre suivante ;\n"
    "- un récit commun, *écrit à plusieurs mains*.\n\n"
    "Les habitants y trouvent des interlocuteurs, les entreprises des partenaires, les élus une "
    "vue d’ensemble. Ce qui reste à trouver est dit aussi clairement que ce qui est acquis."
)
_SECTIONS = (
    ("vision", "Vision", ""),
    ("enjeux", "Enjeux", ""),
    ("axes", "Axes", Element.Nature.OBJECTIF.value),
    ("actions", "Actions", Element.Nature.ACTION_PREVUE.value),
    ("jalons", "Jalons", Element.Nature.JALON.value),
    ("gouvernance", "Gouvernance", ""),
    ("modele-economique", "Modèle économique", ""),
)


def feuille_d_exemple(rang: int = 1) -> FeuilleDeRoute:
    """An invented roadmap; its `rang` tells it from the others of a collection."""
    axes = tuple(_axe(numero) for numero in range(1, len(_AXES) + 1))
    jalons = tuple(
        Ligne(titre=f"À {mois} mois : le tableau est lu par {mois} structures", le=jour)
        for mois, jour in ((6, date(2019, 3, 31)), (12, date(2019, 9, 30)), (24, date(2020, 9, 30)))
    )
    return FeuilleDeRoute(
        cle=f"exemple{rang}",
        titre="Feuille de route",
        structure=f"Agence des alliances de la vallée {rang}",
        territoire=f"Vallée de l’Exemple {rang}",
        promotion="Promotion d’exemple",
        membres=("Amina Exemple", "Bruno Modèle"),
        numero=3,
        empreinte="5f2c" * 16,
        figee_le=timezone.now(),
        parties=tuple(
            Partie(
                code=code,
                titre=titre,
                texte="\n\n".join([_TEXTE] * (2 if not elements else 1)),
                elements=elements,
                lignes=jalons if elements == Element.Nature.JALON else (),
            )
            for code, titre, elements in _SECTIONS
        ),
        axes=axes,
        jalons=jalons,
        fils=tuple(
            Fil(
                frein=frein,
                objectif=axe.titre,
                action=f"{action.numero} {action.titre}",
                indicateur=action.indicateur,
            )
            for axe, (_, frein) in zip(axes, _AXES, strict=True)
            for action in axe.actions
        ),
    )


def _axe(numero: int) -> Axe:
    titre, _ = _AXES[numero - 1]
    return Axe(
        numero=numero,
        titre=titre,
        detail="Une phrase pour dire ce que cet axe prolonge du plan de mise en œuvre.",
        actions=tuple(_action(numero, place) for place in range(1, len(_ACTIONS) + 1)),
    )


def _action(axe: int, place: int) -> Action:
    debut = date(2018, 10, 1).replace(month=1 + (axe * 3 + place * 2) % 12)
    return Action(
        id=axe * 10 + place,
        numero=f"{axe}.{place}",
        titre=_ACTIONS[(place + axe) % 4],
        detail="Tenu par la mission locale, lu à voix haute pendant cinq minutes.",
        axe=_AXES[axe - 1][0],
        porteur="l’agence, avec une personne nommée",
        partenaires=(
            Partenaire(_PAIRS[place - 1], "deux jours par mois", "une vue d’ensemble"),
            Partenaire(_PAIRS[axe % 4], "une salle", "des rencontres"),
        ),
        debut=debut,
        fin=debut.replace(year=debut.year + 1 + place % 2),
        moyens="Un quart de poste, une salle, un budget de 4 000 € par an.",
        indicateur=f"{place * 6} engagements tenus sur {place * 8}",
        etat=_ETATS[place - 1].value,
    )
