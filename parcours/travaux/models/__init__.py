from parcours.travaux.models.alumni import ChoixAlumni
from parcours.travaux.models.capitalisation import Citation, Rattachement, Regroupement
from parcours.travaux.models.elements import Contribution, Element
from parcours.travaux.models.livrables import Livrable, Prolongation, Section, TexteGarde
from parcours.travaux.models.pieces_jointes import PieceJointe
from parcours.travaux.models.retours import Merci, Remarque, Retour
from parcours.travaux.models.suivis import Suivi
from parcours.travaux.models.versions import Publication, Version

__all__ = [
    "ChoixAlumni",
    "Citation",
    "Contribution",
    "Element",
    "Livrable",
    "Merci",
    "PieceJointe",
    "Prolongation",
    "Publication",
    "Rattachement",
    "Regroupement",
    "Remarque",
    "Retour",
    "Section",
    "Suivi",
    "TexteGarde",
    "Version",
]
