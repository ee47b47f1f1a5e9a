"""What the invented elements say besides their sentence: who, with whom, when, how one will know.

Invented, and drawn from the rank of the line alone: the same day gives the same rows.
"""

from datetime import date, timedelta

from parcours.travaux.actions.livrables import Apport, Precisions
from parcours.travaux.exemples.redaction import Dossier
from parcours.travaux.models import Element

_N = Element.Nature
_PORTEURS = (
    "La mission locale",
    "Le club d’entreprises",
    "La communauté d’agglomération",
    "Un centre social",
)
_INDICATEURS = (
    "Trois rencontres tenues, avec au moins huit structures",
    "Vingt personnes accompagnées d’ici l’été",
    "Une convention signée par trois employeurs",
    "La moitié des participants reviennent d’eux-mêmes",
)
_MOYENS = (
    "Une demi-journée d’animation par semaine, une salle prêtée.",
    "2 000 € pour l’essai, et le temps de deux bénévoles.",
    "Un poste partagé, à confirmer avec les employeurs.",
)
_APPORTS = (
    Apport("Une fondation d’entreprise", "2 000 € et un regard extérieur", "un récit de l’essai"),
    Apport("La ville", "une salle et du temps d’agent", "une action visible avant l’été"),
    Apport("Une association d’habitants", "sa connaissance des familles", "un lieu pour agir"),
    Apport("L’université", "deux étudiants en stage", "un terrain d’étude"),
)
_FRAGILITES = (
    "fragilite:emploi-et-insertion",
    "fragilite:isolement-et-lien-social",
    "fragilite:mobilite-et-transports",
    "fragilite:developpement-economique",
    "fragilite:transition-energetique",
)
_AUTRES = (
    "dynamique:dialogue",
    "mode:cooperation-economique",
    "sphere:entreprises",
    "dynamique:partenariats",
    "mode:mecenat",
)


def precisions(dossier: Dossier, nature: str, rang: int, jour: date) -> Precisions:
    """Return what the line of this kind and rank says, on a day of its promotion."""
    tour = rang + len(dossier.lieu)

    def choix(liste: tuple) -> object:
        return liste[tour % len(liste)]

    etiquettes = (str(choix(_FRAGILITES)), str(_AUTRES[rang % len(_AUTRES)]))
    if nature in (_N.FREIN, _N.ACTION_ENTREPRISE):
        return Precisions(etiquettes=etiquettes)
    if nature == _N.OBJECTIF:
        return Precisions(indicateur=str(choix(_INDICATEURS)), etiquettes=etiquettes)
    if nature == _N.JALON:
        fin = jour + timedelta(days=(180, 365, 730)[rang % 3])
        return Precisions(fin=fin, indicateur=str(choix(_INDICATEURS)))
    if nature != _N.ACTION_PREVUE:
        return Precisions()
    apport = _APPORTS[tour % len(_APPORTS)], _APPORTS[(tour + 1) % len(_APPORTS)]
    return Precisions(
        porteur=str(choix(_PORTEURS)),
        debut=jour + timedelta(days=30 * rang),
        fin=jour + timedelta(days=30 * rang + 150),
        moyens=str(choix(_MOYENS)),
        indicateur="" if rang == 1 else str(choix(_INDICATEURS)),
        etat=(Element.Etat.EN_COURS, Element.Etat.A_LANCER, Element.Etat.A_LANCER)[rang % 3],
        etiquettes=etiquettes,
        contributions=apport[: 1 + rang % 2],
    )
