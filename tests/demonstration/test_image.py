"""The production image holds neither the demonstration nor the examples, and does without them."""

import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DEBUG": "0",
    "DEMO": "0",
    "MESURES": "0",
    "HTTPS": "1",
    "PROXIES": "1",
    "URL_PUBLIQUE": "https://parcours.exemple.fr",
    "ALLOWED_HOSTS": "parcours.exemple.fr",
    "SECRET_KEY": "une-cle-inventee-pour-la-verification-seulement-0123456789-abcdef",
    "CLES_CHIFFREMENT": "dGVzdHMtc2V1bGVtZW50LXBhcy1lbi1zZXJ2aWNlISE=",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "parcours@exemple.fr",
    "DJANGO_SETTINGS_MODULE": "rameau.settings",
}


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """What the image copies, less what `.dockerignore` leaves out."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    kept = {line.removeprefix("!") for line in lines if line.startswith("!")}
    left_out = [line.removeprefix("**/") for line in lines if line and line[0] not in "#!"]

    def ignored(folder: str, names: list[str]) -> list[str]:
        here = Path(folder).relative_to(ROOT)
        return [
            name
            for name in names
            if str(here / name) not in kept
            and not any(str(here).startswith(folder) for folder in kept)
            and any(fnmatch(str(here / name), p) or name == p for p in left_out)
        ]

    for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines():
        copied = re.fullmatch(r"COPY (\w+) \./\1", line)
        if copied:
            shutil.copytree(ROOT / copied[1], tmp_path / copied[1], ignore=ignored)
    shutil.copy(ROOT / "manage.py", tmp_path)
    return tmp_path


def manage(image: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the image, on the tests' servers."""
    given = {name: os.environ[name] for name in ("PATH", "DATABASE_URL", "REDIS_URL")}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=image,
        env={**given, **PRODUCTION, "VAR": str(image / "var"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_image_leaves_the_demonstration_out_and_starts(image):
    assert not (image / "rameau" / "demonstration").exists()
    assert not list(image.rglob("exemples"))
    assert (image / "parcours" / "promotions" / "models").is_dir()
    assert list((image / "docs" / "guides").glob("*.md"))  # the help reads them
    for words in (("check", "--deploy", "--fail-level", "WARNING"), ("migrate", "--plan")):
        run = manage(image, *words)
        assert run.returncode == 0, run.stderr
    run = manage(image, "check", DEMO="1", ALLOWED_HOSTS="localhost")
    assert run.returncode != 0
    assert "cette image ne contient pas" in run.stderr
