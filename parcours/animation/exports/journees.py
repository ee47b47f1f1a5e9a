"""The guests of a journée conclusive."""

from typing import Any

from parcours.animation.models import InviteExterne
from parcours.promotions.models import Rencontre
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def invites(rencontre: Rencontre, demande: Demande) -> Tableau[Any]:
    """Those without account who come, by name."""
    return Tableau(
        titre="Invités",
        de=f"{rencontre.titre} {rencontre.promotion.nom}",
        objets=InviteExterne.objects.filter(journee__rencontre=rencontre).order_by("nom", "pk"),
        colonnes={
            "Nom": lambda invite: invite.nom,
            "Organisme": lambda invite: invite.organisme,
            "Adresse électronique": lambda invite: invite.email,
            "Inscrit le": lambda invite: invite.inscrit_le,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("rencontre/invites", invites)
