"""What becomes of the actions, after the end of a promotion."""

from typing import Any

from django.utils.timezone import localdate

from parcours.promotions.models import Promotion
from parcours.travaux.exports.binomes import lieu
from parcours.travaux.lectures.suivis import avancement
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def suivis(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """Each structure at each moment: how many of its actions are said, and how they are."""
    rangees = avancement(
        promotion, personne=demande.personne, aujourdhui=localdate(demande.instant)
    )
    return Tableau(
        titre="Suivi des actions",
        de=promotion.nom,
        objets=[(rangee, case) for rangee in rangees for case in rangee.cases],
        colonnes={
            **lieu(lambda couple: couple[0].binome),
            "Échéance": lambda couple: couple[1].moment.libelle,
            "Le": lambda couple: couple[1].moment.le,
            "Actions dites": lambda couple: couple[1].dites,
            "Actions": lambda couple: couple[1].total,
            "Où elles en sont": lambda couple: ", ".join(
                f"{combien} {libelle}" for _, libelle, combien in couple[1].etats
            ),
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("promotion/suivis", suivis)
