from parcours.models.alumni import ChoixAlumni
from parcours.models.binomes import (
    AffectationCoach,
    Binome,
    MembreComite,
    Participation,
)
from parcours.models.intervenants import Intervenant
from parcours.models.livrables import (
    Contribution,
    Element,
    Livrable,
    Section,
    Version,
)
from parcours.models.programmes import (
    ModeleEcheance,
    ModeleEtape,
    ModeleLivrable,
    ModeleRencontre,
    ModeleSequence,
    ModeleTemps,
    Parcours,
    Programme,
    TacheProgramme,
    TempsProgramme,
)
from parcours.models.promotions import Echeance, Etape, Promotion
from parcours.models.rencontres import Rencontre, Sequence
from parcours.models.retours import Remarque, Retour

__all__ = [
    "AffectationCoach",
    "Binome",
    "ChoixAlumni",
    "Contribution",
    "Echeance",
    "Element",
    "Etape",
    "Intervenant",
    "Livrable",
    "MembreComite",
    "ModeleEcheance",
    "ModeleEtape",
    "ModeleLivrable",
    "ModeleRencontre",
    "ModeleSequence",
    "ModeleTemps",
    "Parcours",
    "Participation",
    "Programme",
    "Promotion",
    "Remarque",
    "Rencontre",
    "Retour",
    "Section",
    "Sequence",
    "TacheProgramme",
    "TempsProgramme",
    "Version",
]
