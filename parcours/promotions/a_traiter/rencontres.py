"""Sessions that do not say where they take place."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.promotions.a_traiter.sources import inscrire_source, lues, source
from parcours.promotions.models import Promotion, Rencontre
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait

LIEU_AVANT = timedelta(days=30)
LIEU_URGENT = timedelta(days=7)


@source
def sessions_sans_lieu(*, promotion: Promotion | None, maintenant: datetime) -> list[Fait]:
    """Sessions of the thirty days to come that say neither a place nor a link."""
    return [
        _lieu(session, maintenant)
        for session in _sans_lieu(promotion, maintenant, maintenant + LIEU_AVANT)
    ]


@compiled
def _sans_lieu(
    promotion: Promotion | None, maintenant: datetime, jusque: datetime
) -> QuerySet[Rencontre]:
    return (
        Rencontre.objects.sessions()
        .maintenues()
        .filter(
            lieu="",
            lien="",
            debut__gte=maintenant,
            debut__lt=jusque,
            promotion__in=lues(promotion),
        )
        .select_related("promotion")
        .order_by("debut", "pk")
    )


def _lieu(session: Rencontre, maintenant: datetime) -> Fait:
    return Fait(
        texte=f"{session.promotion.nom} : « {session.titre} » n'a pas encore de lieu.",
        url=f"{reverse('equipe:rencontre', args=[session.promotion.code, session.pk])}#id_lieu",
        acte="Dire le lieu",
        echeance=localdate(session.debut),
        urgent=session.debut < maintenant + LIEU_URGENT,
    )


def inscrire() -> None:
    """Register the sources of this room."""
    inscrire_source("rencontres", sessions_sans_lieu)
