from parcours.models.agenda import FluxAgenda
from parcours.models.binomes import (
    AffectationCoach,
    Binome,
    MembreComite,
    Participation,
)
from parcours.models.capitalisation import Citation, Rattachement, Regroupement
from parcours.models.intervenants import Intervenant
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
from parcours.models.rappels import (
    EnvoiRappels,
    RappelEcarte,
    RappelEnvoye,
    ReglageRappel,
)
from parcours.models.rencontres import Rencontre, Sequence
from parcours.models.retours import Remarque, Retour

__all__ = [
    "AffectationCoach",
    "Binome",
    "Citation",
    "Contribution",
    "Element",
    "EnvoiRappels",
    "Etape",
    "FluxAgenda",
    "Intervenant",
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
    "RappelEcarte",
    "RappelEnvoye",
    "Rattachement",
    "ReglageRappel",
    "Regroupement",
    "Remarque",
    "Rencontre",
    "Retour",
    "Section",
    "Sequence",
    "TacheProgramme",
    "TempsProgramme",
    "Version",
]
