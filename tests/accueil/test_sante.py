"""The health addresses, with each server present and absent."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from rameau.commun.tasks import battre

pytestmark = pytest.mark.django_db


def test_alive_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/sante/vivant")
    assert (response.status_code, response.json()) == (200, {"etat": "vivant"})


def test_ready_when_the_schema_is_the_codes(client):
    assert client.get("/sante/pret").json() == {"etat": "prêt"}
    MigrationRecorder(connection).record_unapplied("ressources", "0001_initial")
    response = client.get("/sante/pret")
    assert (response.status_code, response.json()) == (503, {"etat": "migrations en attente"})


def test_complete_tells_a_silent_worker_from_one_at_work(client):
    response = client.get("/sante/complet")
    assert response.status_code == 503
    assert response.json()["ouvrier"] == "silencieux"
    battre()
    response = client.get("/sante/complet")
    assert response.status_code == 200
    assert response.json()["ouvrier"] == "travaille"
    assert response.json()["plus_ancien_courriel"] is None


def test_without_redis_complete_says_so(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nulle-part.sock?db=0",
        }
    }
    response = client.get("/sante/complet")
    assert response.status_code == 503
    assert response.json()["redis"] == "muet"
    cache.close()
