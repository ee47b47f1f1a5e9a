"""Databases the tests copy instead of making: PostgreSQL clones one in a fraction of the time its
migrations take.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parents[1]
ONE_AT_A_TIME = 20_180_301  # the key of a lock of the server: any number no one else takes


def address(name: str) -> str:
    """Return the address of another database of the tests' server."""
    server, _, query = os.environ["DATABASE_URL"].partition("?")
    return f"{server.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def manage(*words: str, **environment: str) -> None:
    """Run a command of the product, on the addresses given."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.reglages", **environment}
    subprocess.run([sys.executable, "manage.py", *words], env=environment, check=True, cwd=ROOT)


def migrated() -> str:
    """Return a database only migrations have touched; it serves as long as they are the same."""
    files = [ROOT / "requirements" / "base.txt"]
    for folder in ("*", "rameau/*", "parcours/*"):
        files += sorted(ROOT.glob(f"{folder}/migrations/*.py"))
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
    return model(
        f"modele_migre_{digest}",
        lambda name: manage("migrate", "--verbosity", "0", DATABASE_URL=address(name)),
    )


def model(name: str, fill: Callable[[str], None], *, template: str = "template1") -> str:
    """Return the database to copy of this name, made and filled by the first who asks.

    Its name is `family_version`: one of another version is of no more use, and is dropped.
    """
    family = name.rpartition("_")[0]
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
            cursor.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [family]
            )
            there = {found for (found,) in cursor.fetchall()}
            for old in there - {name}:
                cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            if name not in there:
                unfinished = f"{name}_en_cours"
                cursor.execute(f'CREATE DATABASE "{unfinished}" TEMPLATE "{template}"')
                fill(unfinished)
                cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
    return name


def copy(template: str, name: str) -> str:
    """Copy a model under a name of one's own, in place of what bore it; return its address."""
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return address(name)
