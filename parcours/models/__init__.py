from parcours.models.agenda import FluxAgenda
from parcours.models.alumni import ChoixAlumni
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
from parcours.models.capitalisation import Citation, Rattachement, Regroupement
from parcours.models.codev import AtelierCodev, EtapeCodev, LigneCodev, PlaceCodev
from parcours.models.elements import Contribution, Element
from parcours.models.inscriptions import Inscription
from parcours.models.intervenants import Intervenant
from parcours.models.journees import InviteExterne, JourneeConclusive
from parcours.models.livrables import Livrable, Prolongation, Section, TexteGarde
from parcours.models.partages import (
    DestinataireDePartage,
    LienDePartage,
    PageAPartager,
)
from parcours.models.pieces_jointes import PieceJointe
from parcours.models.presences import Appel, Presence, Rattrapage
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
from parcours.models.rappels import (
    EnvoiRappels,
    RappelEcarte,
    RappelEnvoye,
    ReglageRappel,
)
from parcours.models.rencontres import Rencontre, Sequence
from parcours.models.retours import Merci, Remarque, Retour
from parcours.models.sous_groupes import MembreDeSousGroupe, SousGroupe
from parcours.models.sujets import Bulletin, Scrutin, Sujet
from parcours.models.supports import Support
from parcours.models.syntheses import Synthese
from parcours.models.versions import Publication, Version
from parcours.models.visites import RapportDeVisite, Visite
from parcours.models.volontaires import Volontaire
from parcours.models.webinaires import (
    AccordEnregistrement,
    Chapitre,
    QuestionPosee,
    Soutien,
    Webinaire,
)

__all__ = [
    "AccordEnregistrement",
    "AffectationCoach",
    "Annonce",
    "Appel",
    "AppelACandidatures",
    "AtelierCodev",
    "AvisDuComite",
    "Binome",
    "Bulletin",
    "Candidature",
    "Chapitre",
    "ChoixAlumni",
    "Citation",
    "Contribution",
    "DestinataireDePartage",
    "Echeance",
    "Element",
    "EnvoiRappels",
    "Etape",
    "EtapeCodev",
    "FluxAgenda",
    "Inscription",
    "Intervenant",
    "InviteExterne",
    "JourneeConclusive",
    "LienDePartage",
    "LigneCodev",
    "Livrable",
    "MembreComite",
    "MembreDeSousGroupe",
    "Merci",
    "ModeleEcheance",
    "ModeleEtape",
    "ModeleLivrable",
    "ModeleRencontre",
    "ModeleSequence",
    "ModeleTemps",
    "PageAPartager",
    "Parcours",
    "Participation",
    "PieceJointe",
    "PlaceCodev",
    "Presence",
    "Programme",
    "Prolongation",
    "Promotion",
    "Publication",
    "QuestionPosee",
    "RappelEcarte",
    "RappelEnvoye",
    "RapportDeVisite",
    "Rattachement",
    "Rattrapage",
    "ReglageRappel",
    "Regroupement",
    "Remarque",
    "Rencontre",
    "Retour",
    "Scrutin",
    "Section",
    "Sequence",
    "SousGroupe",
    "Soutien",
    "Sujet",
    "Support",
    "Synthese",
    "TacheProgramme",
    "TempsProgramme",
    "TexteGarde",
    "Version",
    "Visite",
    "Volontaire",
    "Webinaire",
]
