"""The rencontres of a person's agenda."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from parcours.promotions.lectures.rencontres import en_rendez_vous
from parcours.promotions.models import Promotion, Rencontre
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.registres import RendezVous
from rameau.commun.temps import instant_de_paris
from rameau.comptes.models import Personne


def source(*, personne: Personne, du: date, au: date) -> list[RendezVous]:
    """Those of the promotions she lives or coaches; for the équipe, of the latest open ones; for
    the committee, the journées conclusives of the programmes it follows."""
    debut, fin = instant_de_paris(du, time()), instant_de_paris(au + timedelta(days=1), time())
    return [en_rendez_vous(rencontre) for rencontre in _entre(personne, debut, fin)]


@compiled
def _entre(personne: Personne, debut: datetime, fin: datetime) -> QuerySet[Rencontre]:
    return (
        Rencontre.objects.visibles_par(personne)
        .filter(_les_siennes(personne), debut__lt=fin, fin__gte=debut)
        .select_related("promotion", "etape")
        .order_by("debut", "pk")
    )


def _les_siennes(personne: Personne) -> Q:
    miennes = Q(
        promotion__in=personne.participations.filter(jusqua=None).values("binome__promotion")
    ) | Q(promotion__in=personne.binomes_suivis.filter(jusqua=None).values("binome__promotion"))
    miennes |= Q(
        nature=Rencontre.Nature.JOURNEE,
        promotion__programme__in=personne.sieges.filter(jusqua=None).values("programme"),
    )
    if personne.porte(Chapeau.EQUIPE):
        suivies = Promotion.objects.suivies()
        miennes |= Q(promotion__in=suivies.values("pk"))
    return miennes


def inscrire() -> None:
    """Register the source of this room."""
    registres.agenda.inscrire("rencontres", source)
