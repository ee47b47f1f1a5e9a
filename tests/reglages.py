"""The settings of the tests: those of production, with keys of their own and mail kept in memory.

PostgreSQL and Valkey are real (`python -m rameau.commun.serveurs` gives their addresses); each
xdist process has its own database and its own Valkey number.
"""

import os

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")

# A worker started by a test is given the address of its mail sink.
os.environ.setdefault("EMAIL_URL", "memory:")
os.environ.update(
    SECRET_KEY="une-cle-de-test-assez-longue-pour-que-django-ne-dise-rien-du-tout",
    CLES_CHIFFREMENT="MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    URL_PUBLIQUE="http://testserver",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    DEFAULT_FROM_EMAIL="Le RAMEAU <parcours@rameau.test>",
    HTTPS="0",
    DEMO="0",
    VAR=os.path.join(os.environ.get("VAR", "var"), "tests", "essais", _WORKER),
)

from rameau.settings import *  # noqa: E402, F403
from rameau.settings import (  # noqa: E402
    CACHES,
    INSTALLED_APPS,
    REDIS_URL,
    STATIC_ROOT,
    STORAGES,
)

INSTALLED_APPS.append("rameau.demonstration")

CACHES["default"]["LOCATION"] = f"{REDIS_URL.split('?')[0]}?db={int(_WORKER) + 1}"
CELERY_BROKER_URL = (
    CACHES["default"]["LOCATION"]
    .replace("unix://", "redis+socket://")
    .replace("?db=", "?virtual_host=")
)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of its absence
