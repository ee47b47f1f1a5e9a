"""Those who sit on the committee of a programme."""

from typing import Any

from parcours.promotions.models import Programme
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def membres(programme: Programme, demande: Demande) -> Tableau[Any]:
    """The seats of today, by body."""
    return Tableau(
        titre="Comité de pilotage",
        de=programme.titre,
        objets=programme.comite.filter(jusqua=None)
        .select_related("personne")
        .order_by("organisme", "pk"),
        colonnes={
            "Organisme": lambda siege: siege.organisme,
            "Nom": lambda siege: siege.personne.nom,
            "Prénom": lambda siege: siege.personne.prenom,
            "Adresse électronique": lambda siege: siege.personne.email,
            "Depuis": lambda siege: siege.depuis,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("programme/comite", membres)
