"""Celery tasks of the parcours: thin, harmless when run twice."""

from celery import shared_task

from parcours.actions.inscriptions import expirer_offres
from parcours.actions.rappels import envoyer_rappels
from rameau.commun.locks import advisory_lock
from rameau.commun.temps import aujourdhui, maintenant


@shared_task
def balayer_offres() -> None:
    """End the offers of places whose delay is over, and pass the places on."""
    with advisory_lock("balayer-offres") as taken:
        if taken:
            expirer_offres(instant=maintenant())


@shared_task
def envoyer_rappels_du_jour() -> None:
    """Prepare this morning's reminders; those of people already told today are left alone."""
    with advisory_lock("rappels-du-jour") as taken:
        if taken:
            envoyer_rappels(jour=aujourdhui(), instant=maintenant())
