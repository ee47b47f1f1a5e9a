from parcours.models.binomes import (
    AffectationCoach,
    Binome,
    MembreComite,
    Participation,
)
from parcours.models.capitalisation import Citation, Rattachement, Regroupement
from parcours.models.elements import Contribution, Element
from parcours.models.intervenants import Intervenant
from parcours.models.livrables import Livrable, Prolongation, Section, TexteGarde
from parcours.models.pieces_jointes import PieceJointe
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
from parcours.models.retours import Merci, Remarque, Retour
from parcours.models.versions import Publication, Version

__all__ = [
    "AffectationCoach",
    "Binome",
    "Citation",
    "Contribution",
    "Element",
    "Etape",
    "Intervenant",
    "Livrable",
    "MembreComite",
    "Merci",
    "ModeleEtape",
    "ModeleLivrable",
    "ModeleRencontre",
    "ModeleTemps",
    "Parcours",
    "Participation",
    "PieceJointe",
    "Programme",
    "Prolongation",
    "Promotion",
    "Publication",
    "Rattachement",
    "Regroupement",
    "Remarque",
    "Rencontre",
    "Retour",
    "Section",
    "Sequence",
    "TacheProgramme",
    "TempsProgramme",
    "TexteGarde",
    "Version",
]
