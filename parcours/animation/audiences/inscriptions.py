"""What has a list of places concerns those who are on it."""

from django.db.models import Exists, OuterRef, QuerySet

from parcours.animation.models import Inscription
from parcours.promotions.lectures.destinataires import joignables
from parcours.promotions.models import Rencontre
from rameau.commun import registres
from rameau.comptes.models import Personne


def inscrites(rencontre: Rencontre) -> QuerySet[Personne]:
    """Those who hold a place, are offered one, or wait for one."""
    vivantes = Inscription.objects.vivantes().filter(rencontre=rencontre, personne=OuterRef("pk"))
    return joignables().filter(Exists(vivantes.order_by()))


def inscrire() -> None:
    """Register who is told of a visit or of a webinaire."""
    for nature in (Rencontre.Nature.VISITE, Rencontre.Nature.WEBINAIRE):
        registres.audiences.inscrire(nature, inscrites)
