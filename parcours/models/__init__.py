from parcours.models.binomes import (
    AffectationCoach,
    Binome,
    MembreComite,
    Participation,
)
from parcours.models.capitalisation import Citation, Rattachement, Regroupement
from parcours.models.inscriptions import Inscription
from parcours.models.intervenants import Intervenant
from parcours.models.journees import InviteExterne, JourneeConclusive
from parcours.models.livrables import (
    Contribution,
    Element,
    Livrable,
    Section,
    Version,
)
from parcours.models.programmes import (
    ModeleEtape,
    ModeleLivrable,
    ModeleRencontre,
    ModeleTemps,
    Parcours,
    Programme,
    TacheProgramme,
    TempsProgramme,
)
from parcours.models.promotions import Etape, Promotion
from parcours.models.rencontres import Rencontre, Sequence
from parcours.models.retours import Remarque, Retour
from parcours.models.visites import RapportDeVisite, Visite

__all__ = [
    "AffectationCoach",
    "Binome",
    "Citation",
    "Contribution",
    "Element",
    "Etape",
    "Inscription",
    "Intervenant",
    "InviteExterne",
    "JourneeConclusive",
    "Livrable",
    "MembreComite",
    "ModeleEtape",
    "ModeleLivrable",
    "ModeleRencontre",
    "ModeleTemps",
    "Parcours",
    "Participation",
    "Programme",
    "Promotion",
    "Rattachement",
    "Regroupement",
    "RapportDeVisite",
    "Remarque",
    "Rencontre",
    "Retour",
    "Section",
    "Sequence",
    "TacheProgramme",
    "TempsProgramme",
    "Version",
    "Visite",
]
