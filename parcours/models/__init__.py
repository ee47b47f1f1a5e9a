from parcours.models.binomes import (
    AffectationCoach,
    Binome,
    MembreComite,
    Participation,
)
from parcours.models.capitalisation import Citation, Rattachement, Regroupement
from parcours.models.codev import AtelierCodev, EtapeCodev, LigneCodev, PlaceCodev
from parcours.models.intervenants import Intervenant
from parcours.models.livrables import (
    Contribution,
    Element,
    Livrable,
    Section,
    Version,
)
from parcours.models.partages import (
    DestinataireDePartage,
    LienDePartage,
    PageAPartager,
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
from parcours.models.syntheses import Synthese

__all__ = [
    "AffectationCoach",
    "AtelierCodev",
    "Binome",
    "Citation",
    "Contribution",
    "DestinataireDePartage",
    "Element",
    "Etape",
    "EtapeCodev",
    "Intervenant",
    "LienDePartage",
    "LigneCodev",
    "Livrable",
    "MembreComite",
    "ModeleEtape",
    "ModeleLivrable",
    "ModeleRencontre",
    "ModeleTemps",
    "PageAPartager",
    "Parcours",
    "Participation",
    "PlaceCodev",
    "Programme",
    "Promotion",
    "Rattachement",
    "Regroupement",
    "Remarque",
    "Rencontre",
    "Retour",
    "Section",
    "Sequence",
    "Synthese",
    "TacheProgramme",
    "TempsProgramme",
    "Version",
]
