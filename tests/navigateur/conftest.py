"""A real site for the browser: its own database, gunicorn, a Celery worker, and Chromium.

The site is a demo like that of `make demo`, loaded once per session through the product's own
commands; mails land in its folder as .eml files. Each xdist process has a site of its own.
"""

import email.policy
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import psycopg2
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from rameau.commun.demonstration import PASSWORD
from rameau.commun.processus import spawn, stop
from tests.attente import attendre
from tests.boite import free_port

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "navigateur" in item.path.parts:
            item.add_marker(pytest.mark.navigateur)


@dataclass
class Site:
    """A running demo."""

    adresse: str
    dossier: Path
    environnement: dict[str, str]

    def courriels(self, a: str) -> list[EmailMessage]:
        """The mails kept for one address, oldest first."""
        parser = BytesParser(EmailMessage, policy=email.policy.default)
        found = [
            parser.parsebytes(path.read_bytes())
            for path in sorted((self.dossier / "courriels").glob("*.eml"))
        ]
        return [message for message in found if str(message["to"]) == a]

    def attendre_courriel(self, a: str, objet: str) -> str:
        """Wait for a mail whose subject contains `objet`; return its text."""

        def text() -> str | None:
            for message in reversed(self.courriels(a)):
                body = message.get_body(("plain",))
                if objet in str(message["subject"]) and body is not None:
                    return body.get_content()
            return None

        return attendre(text, 60)


def _create_database(url: str, name: str) -> str:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
    finally:
        connection.close()
    head, _, query = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Load the demo in a database of its own and serve it until the end of the session."""
    folder = tmp_path_factory.mktemp("site")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": _create_database(os.environ["DATABASE_URL"], f"navigateur_{worker}"),
        # A number of its own: a worker must not take the tasks of another's site.
        "REDIS_URL": f"{os.environ['REDIS_URL'].split('?')[0]}?db={15 - int(worker[2:])}",
        "VAR": str(folder),
        "DEMO": "1",
        "DEBUG": "0",
        "HTTPS": "0",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "URL_PUBLIQUE": f"http://localhost:{port}",
        "DJANGO_SETTINGS_MODULE": "rameau.settings",
    }
    for words in (
        ["migrate", "--verbosity", "0"],
        ["charger_reference"],
        ["charger_demo"],
        ["collectstatic", "--noinput", "--verbosity", "0"],
    ):
        subprocess.run([sys.executable, "manage.py", *words], env=environment, check=True, cwd=ROOT)
    log = (folder / "site.log").open("wb")
    processes = [
        spawn(
            [
                *(sys.executable, "-m", "gunicorn", "rameau.wsgi:application"),
                *("--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4"),
            ],
            env=environment,
            output=log,
        ),
        spawn(
            [sys.executable, "-m", "celery", "-A", "rameau", "worker", "--concurrency", "1"],
            env=environment,
            output=log,
        ),
    ]
    running = Site(f"http://localhost:{port}", folder, environment)
    try:
        attendre(lambda: _answers(f"{running.adresse}/sante/pret"), 30)
        yield running
    finally:
        for process in reversed(processes):
            stop(process)
        log.close()


def _answers(url: str) -> bool:
    with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(url, timeout=5) as answer:
        return answer.status == 200
    return False


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; a machine without one skips, unless CI=true.

    Closed after each module: while Playwright's loop lives, the ORM refuses to work beside it.
    """
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium manque sur cette machine")
        pytest.skip("Chromium manque sur cette machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def ouvrir(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a context of its own; any console error fails the test."""
    contexts = []
    errors: list[str] = []

    def open_page(compte: str = "", *, taille: dict[str, int] | None = None, **options: object):
        context = chromium.new_context(
            viewport=taille or DESK, locale="fr-FR", timezone_id="Europe/Paris", **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: errors.append(message.text) if message.type == "error" else None,
        )
        page.erreurs = errors  # a test that provokes a refusal clears it
        page.goto(site.adresse)
        if compte:
            se_connecter(page, compte)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def se_connecter(page: Page, compte: str) -> None:
    """Sign in with a demo account: one form, one step."""
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/connexion/")
    page.get_by_label("Adresse électronique").first.fill(f"{compte}@demo.test")
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").first.click()
    page.wait_for_url(lambda url: "/connexion/" not in url)
