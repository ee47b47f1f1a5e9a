"""Celery tasks of the ground: thin, by ids, harmless when run twice."""

from celery import shared_task
from django.core.cache import cache

from rameau.commun import courriels
from rameau.commun.locks import advisory_lock
from rameau.commun.models import Courriel
from rameau.commun.temps import maintenant

HEARTBEAT_KEY = "battement"


@shared_task
def envoyer_courriel(courriel_id: int) -> None:
    """Send one mail of the queue."""
    courriels.envoyer(courriel_id)


@shared_task
def balayer_courriels() -> None:
    """Find the mails that wait although no bell rang for them, and those whose worker died."""
    with advisory_lock("balayer-courriels") as taken:
        if not taken:
            return
        instant = maintenant()
        courriels.constater_oublies(par=None, instant=instant)
        waiting = Courriel.objects.a_envoyer(maintenant=instant).order_by("prochain_essai", "pk")
        for courriel_id in list(waiting.values_list("pk", flat=True)[:500]):
            courriels.ring(courriel_id)


@shared_task
def battre() -> None:
    """Leave a sign of life that the monitoring address reads."""
    cache.set(HEARTBEAT_KEY, maintenant().isoformat(), timeout=None)
