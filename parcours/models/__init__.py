from parcours.models.binomes import (
    AffectationCoach,
    Binome,
    MembreComite,
    Participation,
)
from parcours.models.candidatures import (
    Annonce,
    AppelACandidatures,
    AvisDuComite,
    Candidature,
)
from parcours.models.intervenants import Intervenant
from parcours.models.livrables import (
    Contribution,
    Element,
    Livrable,
    Section,
    Version,
)
from parcours.models.presences import Appel, Presence, Rattrapage
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

__all__ = [
    "AffectationCoach",
    "Annonce",
    "Appel",
    "AppelACandidatures",
    "AvisDuComite",
    "Binome",
    "Candidature",
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
    "Presence",
    "Programme",
    "Promotion",
    "Rattrapage",
    "Remarque",
    "Rencontre",
    "Retour",
    "Section",
    "Sequence",
    "TacheProgramme",
    "TempsProgramme",
    "Version",
]
