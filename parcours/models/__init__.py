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
from parcours.models.rencontres import Rencontre, Sequence
from parcours.models.retours import Remarque, Retour
from parcours.models.sous_groupes import MembreDeSousGroupe, SousGroupe
from parcours.models.sujets import Bulletin, Scrutin, Sujet
from parcours.models.supports import Support
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
    "AvisDuComite",
    "Binome",
    "Bulletin",
    "Candidature",
    "Chapitre",
    "ChoixAlumni",
    "Citation",
    "Contribution",
    "Echeance",
    "Element",
    "Etape",
    "Inscription",
    "Intervenant",
    "InviteExterne",
    "JourneeConclusive",
    "Livrable",
    "MembreComite",
    "MembreDeSousGroupe",
    "ModeleEcheance",
    "ModeleEtape",
    "ModeleLivrable",
    "ModeleRencontre",
    "ModeleSequence",
    "ModeleTemps",
    "Parcours",
    "Participation",
    "Presence",
    "Programme",
    "Promotion",
    "QuestionPosee",
    "RapportDeVisite",
    "Rattachement",
    "Rattrapage",
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
    "TacheProgramme",
    "TempsProgramme",
    "Version",
    "Visite",
    "Volontaire",
    "Webinaire",
]
