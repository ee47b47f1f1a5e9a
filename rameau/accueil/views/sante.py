"""Health addresses: alive (no dependency), ready (database, migrations), complete (monitoring)."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from redis.exceptions import RedisError

from rameau.commun.erreurs import StockageMuet
from rameau.commun.models import Courriel
from rameau.commun.models.fichiers import FOLDER
from rameau.commun.routes import TOUS, ouvert_a
from rameau.commun.tasks import HEARTBEAT_KEY
from rameau.commun.temps import maintenant

WORKER_SILENCE = timedelta(minutes=3)


@ouvert_a(TOUS, lecture_gardee=False)
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return _uncached({"etat": "vivant"})


@ouvert_a(TOUS, lecture_gardee=False)
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and its schema is the code's; 503 otherwise."""
    etat = _database()
    return _uncached({"etat": etat}, status=200 if etat == "prêt" else 503)


@ouvert_a(TOUS, lecture_gardee=False)
def complete(request: HttpRequest) -> JsonResponse:
    """Everything the monitoring watches: Redis, worker, files, oldest waiting mail, backup."""
    base = _database()
    facts: dict[str, Any] = {"base": base, **_redis()}
    if base == "prêt":
        oldest = Courriel.objects.a_envoyer(maintenant=maintenant()).order_by("cree_le").first()
        facts["plus_ancien_courriel"] = oldest.cree_le.isoformat() if oldest else None
        facts["courriels_au_sort_inconnu"] = Courriel.objects.filter(
            etat=Courriel.Etat.INCONNU
        ).count()
    facts["stockage"] = _storage()
    facts["derniere_sauvegarde"] = _last_backup()
    healthy = base == "prêt" and facts["ouvrier"] == "travaille" and facts["stockage"] == "répond"
    return _uncached(facts, status=200 if healthy else 503)


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "base muette"
    return "migrations en attente" if pending else "prêt"


def _redis() -> dict[str, str | None]:
    try:
        beat = cache.get(HEARTBEAT_KEY)
    except RedisError:
        return {"redis": "muet", "ouvrier": "inconnu", "dernier_battement": None}
    silent = beat is None or maintenant() - datetime.fromisoformat(beat) > WORKER_SILENCE
    return {
        "redis": "répond",
        "ouvrier": "silencieux" if silent else "travaille",
        "dernier_battement": beat,
    }


def _storage() -> str:
    try:
        default_storage.exists(FOLDER)
    except StockageMuet:
        return "muet"
    return "répond"


def _last_backup() -> str | None:
    copies = sorted(Path(settings.VAR, "sauvegardes").glob("*"), key=lambda p: p.stat().st_mtime)
    if not copies:
        return None
    return datetime.fromtimestamp(copies[-1].stat().st_mtime).astimezone().isoformat()


def _uncached(facts: dict[str, Any], status: int = 200) -> JsonResponse:
    response = JsonResponse(facts, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response
