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
