"""A bilatérale concerns one structure."""

from django.db.models import QuerySet

from parcours.promotions.models import Rencontre
from rameau.commun import registres
from rameau.comptes.models import Personne


def dite_de_vive_voix(rencontre: Rencontre) -> QuerySet[Personne]:
    """Nobody: the équipe tells the structure itself."""
    return Personne.objects.none()


def inscrire() -> None:
    """Register who is told of a bilatérale."""
    registres.audiences.inscrire(Rencontre.Nature.BILATERALE, dite_de_vive_voix)
