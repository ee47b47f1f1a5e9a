"""The binômes of a promotion, and the people in them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from parcours.promotions.exports.personnes import telephone
from parcours.promotions.models import Binome, Promotion
from parcours.travaux.lectures.binomes import LigneBinome, lignes_des_binomes
from parcours.travaux.models.livrables import Nature
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau, Valeur
from rameau.comptes.models import Personne
from territoires.models.insee import REGIONS


def lieu(binome_de: Callable[[Any], Binome]) -> dict[str, Callable[[Any], Valeur]]:
    """What names a binôme in every list: its structure, and the territory it animates."""
    return {
        "Structure": lambda objet: str(binome_de(objet).structure),
        "Territoire": lambda objet: str(binome_de(objet).territoire or ""),
    }


def binomes(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """The structures of a promotion, their people, their coach, and where their works are."""
    return Tableau(
        titre="Binômes",
        de=promotion.nom,
        objets=lignes_des_binomes(promotion, maintenant=demande.instant),
        colonnes={
            "Place": lambda ligne: ligne.binome.rang,
            **lieu(lambda ligne: ligne.binome),
            "Profil": lambda ligne: ligne.binome.structure.profil,
            "Région": lambda ligne: _region(ligne.binome),
            "Départements": lambda ligne: _departements(ligne.binome),
            "Binôme": lambda ligne: ", ".join(str(membre.personne) for membre in ligne.membres),
            "Coach": lambda ligne: str(ligne.coach or ""),
            **{str(nature.label).capitalize(): _etat_du_travail(nature) for nature in Nature},
        },
    )


def _region(binome: Binome) -> str:
    return REGIONS.get(binome.territoire.region, "") if binome.territoire else ""


def _departements(binome: Binome) -> str:
    return ", ".join(binome.territoire.departements) if binome.territoire else ""


def _etat_du_travail(nature: Nature) -> Callable[[LigneBinome], str]:
    return lambda ligne: next(
        (travail.libelle_etat for travail in ligne.travaux if travail.nature == nature), ""
    )


@dataclass(frozen=True)
class _Contact:
    """A person of a binôme and what one needs to reach her."""

    binome: Binome
    personne: Personne
    role: str
    fonction: str = ""
    depuis: date | None = None
    invitation: str = ""


def personnes(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """The catalyseurs of a promotion, then their coachs, with how to reach them."""
    lignes = lignes_des_binomes(promotion, maintenant=demande.instant)
    catalyseurs = [
        _Contact(
            ligne.binome,
            membre.personne,
            "catalyseur",
            membre.participation.fonction,
            membre.participation.depuis,
            membre.libelle,
        )
        for ligne in lignes
        for membre in ligne.membres
    ]
    coachs = [_Contact(ligne.binome, ligne.coach, "coach") for ligne in lignes if ligne.coach]
    return Tableau(
        titre="Personnes",
        de=promotion.nom,
        objets=[*catalyseurs, *coachs],
        colonnes={
            **lieu(lambda contact: contact.binome),
            "Rôle": lambda contact: contact.role,
            "Nom": lambda contact: contact.personne.nom,
            "Prénom": lambda contact: contact.personne.prenom,
            "Fonction": lambda contact: contact.fonction,
            "Adresse électronique": lambda contact: contact.personne.email,
            "Téléphone": lambda contact: telephone(contact.personne.telephone),
            "Depuis": lambda contact: contact.depuis,
            "Invitation": lambda contact: contact.invitation,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("promotion/binomes", binomes)
    registres.exports.inscrire("promotion/personnes", personnes)
