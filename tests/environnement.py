"""What the settings want from the environment, for tests; loaded by pytest before Django.

Nothing here is secret. The databases' addresses come from `make test`, which starts its own.
"""

import os
import sys

DEFAULTS = {
    "SECRET_KEY": "une-cle-pour-les-tests-seulement-jamais-en-service-0123456789",
    "CLES_CHIFFREMENT": "dGVzdHMtc2V1bGVtZW50LXBhcy1lbi1zZXJ2aWNlISE=",
    "URL_PUBLIQUE": "http://localhost:8000",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "HTTPS": "0",
    "DEMO": "0",
    "DEBUG": "0",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "Le RAMEAU <parcours@rameau.test>",
    "VAR": "var/tests/fichiers",
}

for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)

if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
    sys.exit(
        "Il manque DATABASE_URL et REDIS_URL. Lancez « make test », ou :\n"
        "  .venv/bin/python -m rameau.commun.serveurs --var var/tests --sans-fsync -- "
        ".venv/bin/python -m pytest …"
    )
