"""Celery tasks of the ground: thin, by ids, harmless when run twice."""

from celery import shared_task
from django.core.cache import cache

from rameau.commun import courriels, documents, fichiers
from rameau.commun.locks import advisory_lock
from rameau.commun.models import Courriel, Document
from rameau.commun.models.documents import LONGEST
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


@shared_task(time_limit=LONGEST + 30)
def preparer_document(document_id: int) -> None:
    """Make one document; the rendering itself has its own limits, told to the person at once."""
    documents.preparer(document_id)


@shared_task
def balayer_documents() -> None:
    """Find the documents that wait, those whose worker died, those kept long enough."""
    with advisory_lock("balayer-documents") as taken:
        if not taken:
            return
        instant = maintenant()
        documents.constater_oublies(par=None, instant=instant)
        documents.retirer_perimes(par=None, instant=instant)
        waiting = Document.objects.filter(etat=Document.Etat.A_FAIRE).order_by("demande_le", "pk")
        for document_id in list(waiting.values_list("pk", flat=True)[:500]):
            documents.ring(document_id)


@shared_task
def balayer_fichiers() -> None:
    """Remove the contents of files whose deposit was never committed."""
    with advisory_lock("balayer-fichiers") as taken:
        if taken:
            fichiers.retirer_orphelins(instant=maintenant())


@shared_task
def battre() -> None:
    """Leave a sign of life that the monitoring address reads."""
    cache.set(HEARTBEAT_KEY, maintenant().isoformat(), timeout=None)
