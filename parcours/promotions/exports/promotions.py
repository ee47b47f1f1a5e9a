"""The promotions."""

from typing import Any

from parcours.promotions.lectures.promotions import promotions_de
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def toutes(demande: Demande) -> Tableau[Any]:
    """The promotions, by state if asked."""
    return Tableau(
        titre="Promotions",
        objets=promotions_de(demande.personne, demande.filtre),
        colonnes={
            "Promotion": lambda p: p.nom,
            "Parcours": lambda p: p.parcours.titre,
            "État": lambda p: p.get_etat_display(),
            "Début": lambda p: p.debut,
            "Fin": lambda p: p.fin,
            "Structures": lambda p: p.nombre_de_binomes,
            "Places": lambda p: p.parcours.nombre_structures,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("plateforme/promotions", toutes)
