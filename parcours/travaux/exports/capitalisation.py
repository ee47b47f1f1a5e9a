"""What the 12 have in common: the elements that are shared, and their groups."""

from typing import Any

from parcours.promotions.models import Promotion
from parcours.travaux.exports.binomes import lieu
from parcours.travaux.forms.capitalisation import elements_de
from parcours.travaux.lectures.capitalisation import groupes_de
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def elements(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """The elements shared with the person, as the page filters them."""
    choix = elements_de(promotion, demande.personne, demande.filtre)
    return Tableau(
        titre="Éléments",
        de=promotion.nom,
        objets=choix.gardes,
        colonnes={
            **lieu(lambda partage: partage.binome),
            "Travail": lambda partage: partage.version.livrable.titre,
            "Version": lambda partage: partage.version.numero,
            "Genre": lambda partage: partage.nature,
            "En une phrase": lambda partage: partage.element.titre,
            "Ce qu’il faut en savoir": lambda partage: partage.element.detail,
            "Étiquettes": lambda partage: ", ".join(partage.etiquettes),
            "Regroupement": lambda partage: choix.titres.get(partage.regroupement, ""),
        },
    )


def regroupements(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """The groups, the most widely met first, with the structures that meet each."""
    choix = elements_de(promotion, demande.personne, {})
    return Tableau(
        titre="Regroupements",
        de=promotion.nom,
        objets=groupes_de(choix.regroupements, choix.partages),
        colonnes={
            "Regroupement": lambda groupe: groupe.regroupement.titre,
            "Ce que nous en retenons": lambda groupe: groupe.regroupement.constat,
            "Structures": lambda groupe: groupe.structures,
            "Éléments": lambda groupe: len(groupe.elements),
            "Lesquelles": lambda groupe: ", ".join(b.nom for b, _ in groupe.par_structure),
            "Publié le": lambda groupe: groupe.regroupement.publie_le,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("promotion/elements", elements)
    registres.exports.inscrire("promotion/regroupements", regroupements)
