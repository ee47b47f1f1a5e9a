"""Celery tasks of what happens when people meet: thin, harmless when run twice."""

from celery import shared_task

from parcours.animation.actions.inscriptions import expirer_offres
from rameau.commun.locks import advisory_lock
from rameau.commun.temps import maintenant


@shared_task
def balayer_offres() -> None:
    """End the offers of places whose delay is over, and pass the places on."""
    with advisory_lock("balayer-offres") as taken:
        if taken:
            expirer_offres(instant=maintenant())
