"""The tasks of the 18 months."""

from typing import Any

from django.utils.timezone import localdate

from parcours.promotions.models import Programme, TacheProgramme
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau

STATUTS = {"fait": "faite", "en-cours": "en cours", "a-venir": "à venir"}


def taches(programme: Programme, demande: Demande) -> Tableau[Any]:
    """The tasks of each temps, in their order, with where each stands."""
    jour = localdate(demande.instant)
    return Tableau(
        titre="Tâches",
        de=programme.titre,
        objets=TacheProgramme.objects.filter(temps__programme=programme)
        .select_related("temps")
        .order_by("temps__ordre", "ordre"),
        colonnes={
            "Temps": lambda tache: tache.temps.titre,
            "Début": lambda tache: tache.temps.debut,
            "Fin": lambda tache: tache.temps.fin,
            "Tâche": lambda tache: tache.titre,
            "État": lambda tache: STATUTS[tache.statut(jour)],
            "Faite le": lambda tache: tache.faite_le,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("programme/taches", taches)
