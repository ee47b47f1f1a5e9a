from parcours.animation.models.codev import AtelierCodev, EtapeCodev, LigneCodev, PlaceCodev
from parcours.animation.models.inscriptions import Inscription
from parcours.animation.models.journees import InviteExterne, JourneeConclusive
from parcours.animation.models.partages import DestinataireDePartage, LienDePartage, PageAPartager
from parcours.animation.models.pitchs import Pitch, Reaction, TourDePitchs
from parcours.animation.models.presences import Appel, Presence, Rattrapage
from parcours.animation.models.sous_groupes import MembreDeSousGroupe, SousGroupe
from parcours.animation.models.sujets import Bulletin, Scrutin, Sujet
from parcours.animation.models.supports import Support
from parcours.animation.models.syntheses import Synthese
from parcours.animation.models.visites import RapportDeVisite, Visite
from parcours.animation.models.volontaires import Volontaire
from parcours.animation.models.webinaires import (
    AccordEnregistrement,
    Chapitre,
    QuestionPosee,
    Soutien,
    Webinaire,
)

__all__ = [
    "AccordEnregistrement",
    "Appel",
    "AtelierCodev",
    "Bulletin",
    "Chapitre",
    "DestinataireDePartage",
    "EtapeCodev",
    "Inscription",
    "InviteExterne",
    "JourneeConclusive",
    "LienDePartage",
    "LigneCodev",
    "MembreDeSousGroupe",
    "PageAPartager",
    "Pitch",
    "PlaceCodev",
    "Presence",
    "QuestionPosee",
    "RapportDeVisite",
    "Rattrapage",
    "Reaction",
    "Scrutin",
    "SousGroupe",
    "Soutien",
    "Sujet",
    "Support",
    "Synthese",
    "TourDePitchs",
    "Visite",
    "Volontaire",
    "Webinaire",
]
