from parcours.promotions.models.agenda import FluxAgenda
from parcours.promotions.models.binomes import AffectationCoach, Binome, MembreComite, Participation
from parcours.promotions.models.candidatures import (
    Annonce,
    AppelACandidatures,
    AvisDuComite,
    Candidature,
)
from parcours.promotions.models.intervenants import Intervenant
from parcours.promotions.models.programmes import (
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
from parcours.promotions.models.promotions import Echeance, Etape, Promotion
from parcours.promotions.models.rappels import (
    EnvoiRappels,
    RappelEcarte,
    RappelEnvoye,
    ReglageRappel,
)
from parcours.promotions.models.rencontres import Rencontre, Sequence

__all__ = [
    "AffectationCoach",
    "Annonce",
    "AppelACandidatures",
    "AvisDuComite",
    "Binome",
    "Candidature",
    "Echeance",
    "EnvoiRappels",
    "Etape",
    "FluxAgenda",
    "Intervenant",
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
    "RappelEcarte",
    "RappelEnvoye",
    "ReglageRappel",
    "Rencontre",
    "Sequence",
    "TacheProgramme",
    "TempsProgramme",
]
