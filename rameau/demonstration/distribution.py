"""Who plays in the demonstration, and how far each binôme has come. Every person is invented.

Addresses are at demo.test; telephone numbers are of the ranges ARCEP keeps for fiction.
"""

import unicodedata
from dataclasses import dataclass

from django.utils.text import slugify

from parcours.travaux.models import Livrable
from parcours.travaux.models.livrables import Partage

A_FAIRE, EN_COURS, PARTAGE, REGARD, REMIS = Livrable.Etat


@dataclass(frozen=True)
class Figurant:
    """An invented person; one without an address gets hers from her name."""

    prenom: str
    nom: str
    fonction: str = ""
    adresse: str = ""

    @property
    def email(self) -> str:
        if self.adresse:
            return self.adresse
        nom = unicodedata.normalize("NFKD", f"{self.prenom}.{self.nom}".lower())
        return f"{'.'.join(slugify(part) for part in nom.split('.'))}@demo.test"


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A binôme: its members on the first day, its coach if any, where its works are, and whom
    a work handed in is shared with. Most ask for a regard before they hand in."""

    territoire: str
    membres: tuple[Figurant, ...]
    coach: str | None
    bilan: str = REMIS
    plan: str = A_FAIRE
    feuille_de_route: str = A_FAIRE
    partage: Partage = Partage.PROMOTION
    sans_regard: bool = False
    remis_par_l_equipe: bool = False


EQUIPE = (
    Figurant("Ophélie", "Marchais", adresse="equipe@demo.test"),
    Figurant("Gaspard", "Linières"),
)
COACH = "coach@demo.test"
AUTRE_COACH = "solene.abgrall@demo.test"
COACHS = (
    Figurant("Claire", "Vasseur", adresse=COACH),
    Figurant("Solène", "Abgrall"),
)
# The bodies are those of the programme's documents; the people are not.
COMITE = (
    (Figurant("Constance", "Rivoire", adresse="comite@demo.test"), "CGET"),
    (Figurant("Mehdi", "Sarraute"), "FNCE"),
    (Figurant("Bérengère", "Colas"), "CDC"),
)

_DIRECTRICE, _DIRECTEUR = "directrice", "directeur"
_CHARGEE, _CHARGE = "chargée de mission", "chargé de mission"

EN_COURS_DE_PROMOTION = (
    Scene(
        territoire="Hauts-de-France",
        membres=(
            Figurant("Nadège", "Lecomte", _DIRECTRICE),
            Figurant("Karim", "Belhadi", "responsable des partenariats"),
        ),
        coach=COACH,
        plan=REGARD,
        partage=Partage.COMITE,
    ),
    Scene(
        territoire="Grand Est",
        membres=(
            Figurant("Matthias", "Oberlin", "fondateur"),
            Figurant("Lucie", "Schaffner", _CHARGEE),
        ),
        coach=AUTRE_COACH,
        plan=EN_COURS,
    ),
    Scene(
        territoire="Centre-Val de Loire",
        membres=(
            Figurant("Delphine", "Aubry", _DIRECTRICE, "autre@demo.test"),
            Figurant("Yann", "Kerouredan", "animateur de réseau"),
        ),
        coach=COACH,
        plan=PARTAGE,
        partage=Partage.COMITE,
    ),
    Scene(
        territoire="Paris",
        membres=(
            Figurant("Fatoumata", "Diarra", "déléguée générale"),
            Figurant("Baptiste", "Jourdain", "responsable de l'engagement des salariés"),
        ),
        coach=AUTRE_COACH,
        plan=REMIS,
        feuille_de_route=EN_COURS,
        partage=Partage.COMITE,
    ),
    Scene(
        territoire="Les Sables-d'Olonne",
        membres=(Figurant("Gwenaëlle", "Retailleau", "cheffe de projet"),),
        coach=COACH,
        bilan=REGARD,
    ),
    Scene(
        territoire="Charenton (Val-de-Marne)",
        membres=(Figurant("Olivier", "Santerre", "directeur de la vie locale"),),
        coach=AUTRE_COACH,
        sans_regard=True,
    ),
    Scene(
        territoire="Yvelines - Les Mureaux",
        membres=(
            Figurant("Samira", "Ouali", "coordinatrice du pôle"),
            Figurant("Pascal", "Vignaud", "encadrant technique"),
        ),
        coach=COACH,
        plan=EN_COURS,
        partage=Partage.COMITE,
    ),
    Scene(
        territoire="Poitou-Charentes",
        membres=(
            Figurant("Hélène", "Guérineau", "cofondatrice"),
            Figurant("Thibault", "Moreau-Lacroix", _CHARGE),
        ),
        coach=AUTRE_COACH,
        plan=PARTAGE,
        remis_par_l_equipe=True,
    ),
    Scene(
        territoire="Lyon",
        membres=(
            Figurant("Amina", "Perrachon", "responsable des alliances", "catalyseur@demo.test"),
            Figurant("Bruno", "Chavanel", _CHARGE, "catalyseur2@demo.test"),
        ),
        coach=COACH,
        plan=EN_COURS,
        partage=Partage.COMITE,
    ),
    Scene(
        territoire="Toulouse",
        membres=(Figurant("Inès", "Castagnède", "enseignante-chercheuse"),),
        coach=AUTRE_COACH,
        partage=Partage.COACH,
        plan=EN_COURS,
    ),
    Scene(
        territoire="Aix",
        membres=(Figurant("Raphaël", "Giordano", _DIRECTEUR),),
        coach=COACH,
        bilan=PARTAGE,
    ),
    Scene(
        territoire="Midi-Pyrénées",
        membres=(Figurant("Marie-Laure", "Fabrègues", "responsable des engagements locaux"),),
        coach=None,
        bilan=EN_COURS,
    ),
)

PROMOTION_CLOSE = tuple(
    Scene(
        territoire=territoire,
        membres=membres,
        coach=AUTRE_COACH,
        plan=REMIS,
        feuille_de_route=REMIS,
        partage=Partage.COMITE,
    )
    for territoire, membres in (
        (
            "Grand Est",
            (
                Figurant("Fanny", "Wendling", _DIRECTRICE, "alumni@demo.test"),
                Figurant("Joris", "Haller", "architecte conseil"),
            ),
        ),
        (
            "Paris",
            (
                Figurant("Awa", "Traoré-Petit", "coordinatrice"),
                Figurant("Simon", "Lagarde", _CHARGE),
            ),
        ),
        ("Toulouse", (Figurant("Perrine", "Cazals", "directrice de la vie étudiante"),)),
        (
            "Les Sables-d'Olonne",
            (
                Figurant("Erwan", "Thibaud", "responsable du développement"),
                Figurant("Naïma", "Chauvet", _CHARGEE),
            ),
        ),
    )
)

# People around the works: one replaced, four invited.
REMPLACANT = Figurant("Franck", "Delorme", "responsable d'atelier")  # Les Mureaux
INVITEE_QUI_ARRIVE = Figurant("Coralie", "Mainguet", "chargée de l'accueil")  # Les Sables
INVITE_INJOIGNABLE = Figurant("Étienne", "Roquefeuil", "ingénieur pédagogique")  # Toulouse
INVITE_PARTI = Figurant("Ludovic", "Arnoux", "trésorier")  # Aix, withdrawn
INVITEE_QUI_LIT = Figurant("Magali", "Bressane", "chargée de vie associative")  # Aix
INVITEE_EN_RETARD = Figurant("Sylvie", "Delpech", "conseillère")  # Midi-Pyrénées, expired
