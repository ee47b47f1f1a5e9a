"""Celery tasks of promotions: thin, harmless when run twice."""

from celery import shared_task

from parcours.promotions.actions.rappels import envoyer_rappels
from rameau.commun.locks import advisory_lock
from rameau.commun.temps import aujourdhui, maintenant


@shared_task
def envoyer_rappels_du_jour() -> None:
    """Prepare this morning's reminders; those of people already told today are left alone."""
    with advisory_lock("rappels-du-jour") as taken:
        if taken:
            envoyer_rappels(jour=aujourdhui(), instant=maintenant())
