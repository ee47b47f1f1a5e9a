"""The start of the product: what is missing is named, what is dangerous is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PRODUCTION = {
    "PATH": os.environ["PATH"],
    "DATABASE_URL": "postgres://rameau@base.exemple.fr/rameau",
    "REDIS_URL": "redis://redis.exemple.fr:6379/0",
    "SECRET_KEY": "une-cle-inventee-pour-la-verification-seulement-0123456789-abcdef",
    "CLES_CHIFFREMENT": "dGVzdHMtc2V1bGVtZW50LXBhcy1lbi1zZXJ2aWNlISE=",
    "URL_PUBLIQUE": "https://parcours.exemple.fr",
    "ALLOWED_HOSTS": "parcours.exemple.fr",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "parcours@exemple.fr",
}


def start(code: str = "", **changes: str | None) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in {**PRODUCTION, **changes}.items() if v is not None}
    return subprocess.run(
        [sys.executable, "-c", f"import rameau.settings as s; {code}"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_production_starts_with_what_the_table_requires():
    shown = start(
        "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_NAME, "
        "s.SECURE_HSTS_SECONDS, s.DEBUG)"
    )
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.split() == [
        "__Host-sessionid",
        "True",
        "__Host-csrftoken",
        "31536000",
        "False",
    ]


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"PATH"}))
def test_a_missing_variable_stops_the_start_with_its_name(name):
    stopped = start(**{name: None})
    assert stopped.returncode != 0
    assert f"Il manque {name}" in stopped.stderr


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"ALLOWED_HOSTS": "localhost"}, "base embarquée"),
        ({"DATABASE_URL": "postgres:///rameau?host=/tmp"}, "ALLOWED_HOSTS"),
    ],
)
def test_the_demo_refuses_a_real_base_or_a_public_name(changes, word):
    refused = start(DEMO="1", **changes)
    assert refused.returncode != 0
    assert word in refused.stderr
    assert "DEMO_PUBLIQUE" in refused.stderr


def test_the_demo_starts_on_this_machine_or_when_told_it_is_public():
    at_home = {"ALLOWED_HOSTS": "localhost", "DATABASE_URL": "postgres:///rameau?host=/tmp"}
    assert start(DEMO="1", **at_home).returncode == 0
    assert start(DEMO="1", DEMO_PUBLIQUE="1").returncode == 0


def test_files_are_kept_where_the_address_says():
    said = "print(s.STORAGES['default'])"
    assert "var/fichiers" in start(said).stdout
    assert "PosixPath('/srv/rameau')" in start(said, STOCKAGE_URL="file:///srv/rameau").stdout
    bucket = start(said, STOCKAGE_URL="s3://cle:un%2Fsecret@s3.exemple.fr/rameau?region=fr-par")
    assert bucket.returncode == 0, bucket.stderr
    for word in ("un/secret", "https://s3.exemple.fr'", "'rameau'", "fr-par"):
        assert word in bucket.stdout


@pytest.mark.parametrize(
    "url",
    [
        "gs://seau",
        "/srv/rameau",
        "file://srv/rameau",
        "file:///",
        "s3://s3.exemple.fr/rameau",
        "s3://cle@s3.exemple.fr/rameau",
        "s3://cle:tres-secret@/rameau",
        "s3://cle:tres-secret@s3.exemple.fr",
        "s3://cle:tres-secret@s3.exemple.fr/rameau/plus-loin",
        "s3://cle:tres-secret@s3.exemple.fr:abc/rameau",
        "s3://cle:tres-secret@s3.exemple.fr/rameau?acl=public-read",
        "s3://cle:tres-secret@s3.exemple.fr/rameau?https=non",
        "s3://cle:tres-secret@s3.exemple.fr/rameau?region",
    ],
)
def test_an_address_of_files_that_is_not_understood_stops_the_start_without_its_secret(url):
    stopped = start(STOCKAGE_URL=url)
    assert stopped.returncode != 0
    assert "STOCKAGE_URL" in stopped.stderr
    assert "tres-secret" not in stopped.stderr.replace("Traceback", "")


def test_the_demo_keeps_its_files_on_this_machine():
    at_home = {"ALLOWED_HOSTS": "localhost", "DATABASE_URL": "postgres:///rameau?host=/tmp"}
    bucket = {"STOCKAGE_URL": "s3://cle:secret@s3.exemple.fr/rameau"}
    refused = start(DEMO="1", **at_home, **bucket)
    assert refused.returncode != 0
    assert "STOCKAGE_URL" in refused.stderr
    assert start(DEMO="1", DEMO_PUBLIQUE="1", **at_home, **bucket).returncode == 0


def test_settings_start_nothing_and_manage_says_what_is_missing():
    stopped = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={"PATH": os.environ["PATH"]},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert stopped.returncode != 0
    assert "make demo" in stopped.stderr
