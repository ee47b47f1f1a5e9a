"""A real site for the browser: its own database, gunicorn, a Celery worker, and Chromium.

The site is a demo like that of `make demo`, loaded once per session through the product's own
commands; mails land in its folder as .eml files. Each xdist process has a copy of its own.
"""

import email.policy
import os
import re
import shutil
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from rameau.commun.processus import spawn, stop
from rameau.demonstration.lancement import PASSWORD
from tests import databases
from tests.attente import DELAI, attendre
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


expect.set_options(timeout=DELAI * 1000)


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

        return attendre(text)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a copy of the demo, which the first process has loaded, until the session ends."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    folder = tmp_path_factory.mktemp("site") / "var"
    shared = tmp_path_factory.getbasetemp()
    if worker:
        shared = shared.parent
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    number = int(worker.removeprefix("gw") or 0)
    port = free_port()
    environment = {
        # A number of its own: a worker must not take the tasks of another's site.
        "REDIS_URL": f"{os.environ['REDIS_URL'].split('?')[0]}?db={15 - number}",
        "DEMO": "1",
        "DEBUG": "0",
        "HTTPS": "0",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "URL_PUBLIQUE": f"http://localhost:{port}",
        "DJANGO_SETTINGS_MODULE": "rameau.settings",
    }

    def load(name: str) -> None:
        for words in (
            ["charger_reference"],
            ["charger_demo"],
            ["collectstatic", "--noinput", "--verbosity", "0"],
        ):
            loading = {"DATABASE_URL": databases.address(name), "VAR": str(shared / "demo")}
            databases.manage(*words, **environment, **loading)

    demo = databases.model(f"modele_demo_{run}", load, template=databases.migrated())
    shutil.copytree(shared / "demo", folder)
    environment = {
        **os.environ,
        **environment,
        "DATABASE_URL": databases.copy(demo, f"navigateur_{number}"),
        "VAR": str(folder),
    }
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
        attendre(lambda: _answers(f"{running.adresse}/sante/pret"))
        yield running
    finally:
        for process in reversed(processes):
            stop(process)
        log.close()


def _answers(url: str) -> bool:
    with (
        suppress(urllib.error.URLError, OSError),
        urllib.request.urlopen(url, timeout=DELAI) as answer,
    ):
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
        context.set_default_timeout(DELAI * 1000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: errors.append(message.text) if message.type == "error" else None,
        )
        page.erreurs = errors  # a test that provokes a refusal clears it
        if compte:
            _sign_in(context, site.adresse, compte)
        page.goto(site.adresse)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def _sign_in(context: BrowserContext, adresse: str, compte: str) -> None:
    """Post the form of the sign-in page without drawing it: `se_connecter` is what people see."""
    form = context.request.get(f"{adresse}/connexion/").text()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    answer = context.request.post(
        f"{adresse}/connexion/",
        form={
            "csrfmiddlewaretoken": token[1],
            "login": f"{compte}@demo.test",
            "password": PASSWORD,
        },
        headers={"Referer": adresse},
        max_redirects=0,
    )
    assert answer.status == 303


def se_connecter(page: Page, compte: str) -> None:
    """Sign in with a demo account: one form, one step."""
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/connexion/")
    page.get_by_label("Adresse électronique").first.fill(f"{compte}@demo.test")
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").first.click()
    page.wait_for_url(lambda url: "/connexion/" not in url)
