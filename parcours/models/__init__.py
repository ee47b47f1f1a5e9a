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
from parcours.models.pitchs import Pitch, Reaction, TourDePitchs
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
from parcours.models.suivis import Suivi

__all__ = [
    "AffectationCoach",
    "Binome",
    "Contribution",
    "Element",
    "Etape",
    "Intervenant",
    "Livrable",
    "MembreComite",
    "ModeleEtape",
    "ModeleLivrable",
    "ModeleRencontre",
    "ModeleTemps",
    "Parcours",
    "Participation",
    "Pitch",
    "Programme",
    "Promotion",
    "Reaction",
    "Remarque",
    "Rencontre",
    "Retour",
    "Section",
    "Sequence",
    "Suivi",
    "TacheProgramme",
    "TempsProgramme",
    "TourDePitchs",
    "Version",
]
