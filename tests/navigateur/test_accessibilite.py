"""Every page that can be reached by its links: no axe violation, no console error, nothing from
elsewhere, and light.

`make test` looks once at each route, at desk size; `make audit` looks at each route of each role,
light and dark, phone and desk.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.navigateur.conftest import DESK, PHONE

COMPTES = ["", "catalyseur", "equipe", "coach", "comite", "alumni"]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes is not told node by node
}
# Not pages: files, a mail, and the address that ends the session.
PASSED_OVER = {
    "apercus:courriel_html",
    *("account_logout", "mfa_download_recovery_codes"),
    *("documents:fichier", "parcours:diapositive_de_pitch"),
    *("parcours:rencontre_ics", "equipe:fiche_a_garder", "parcours:support"),
    *("parcours:piece", "parcours:piece_de_version"),
    "partages:diapositives",
    *("equipe:exporter", "equipe:exporter_de_la_promotion", "equipe:exporter_du_programme"),
    *("equipe:exporter_de_la_rencontre", "pilotage:exporter", "territoires:exporter"),
}
FIRST_VISIT, LATER = 100_000, 30_000


def routes(page: Page, adresse: str, vues: set[str]) -> Iterator[str]:
    """Follow the links from the home page; stop once on each route not in `vues`."""
    waiting, known = [adresse + "/"], set()
    while waiting:
        url = waiting.pop(0)
        path = urlsplit(url).path
        try:
            route = resolve(path).view_name
        except Resolver404:
            continue
        if route in vues or route in PASSED_OVER:
            continue
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == 200, f"{url} : {answer.status}"
        landed = resolve(urlsplit(page.url).path).view_name
        vues |= {route, landed}
        yield landed
        # Those of the drawings too, whose `href` is not a string.
        links = page.locator("a[href]").evaluate_all(
            "links => links.map(link => new URL(link.getAttribute('href'), location).href)"
        )
        for link in links:
            bare = link.split("#")[0]
            if bare.startswith(adresse) and bare not in known:
                known.add(bare)
                waiting.append(bare)


def violations(page: Page) -> list[str]:
    """What axe finds on the page, one line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{page.url} {rule['id']} ({rule['help']}) : {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


def foreign(page: Page, adresse: str) -> list[str]:
    """Collect the requests that leave the site, from now on."""
    found: list[str] = []
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((adresse, "data:")) else found.append(request.url)
        ),
    )
    return found


@pytest.mark.parametrize(
    "comptes", [("", "catalyseur", "alumni"), ("equipe",), ("coach", "comite")]
)
def test_each_page_once(ouvrir, site, comptes):
    wrong, vues = [], set()
    for compte in comptes:
        page = ouvrir(compte)
        elsewhere = foreign(page, site.adresse)
        # The home is another page for each role.
        vues.discard("accueil:accueil")
        for _ in routes(page, site.adresse, vues):
            wrong += violations(page)
        assert elsewhere == []
    assert wrong == []
    assert len(vues) >= 12


@pytest.mark.audit
@pytest.mark.parametrize("taille", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("couleurs", ["light", "dark"])
@pytest.mark.parametrize("compte", COMPTES)
def test_each_page_of_each_role(ouvrir, site, compte, couleurs, taille):
    page = ouvrir(compte, taille=taille, color_scheme=couleurs)
    wrong = []
    for _ in routes(page, site.adresse, set()):
        wrong += violations(page)
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if width > 0:
            wrong.append(f"{page.url} dépasse de {width} px")
    assert wrong == []


@pytest.mark.parametrize("compte", ["catalyseur", "equipe", "comite"])
def test_a_page_is_light(ouvrir, site, compte):
    """Over the wire, everything included: first visit, then the same page again."""
    page = ouvrir()
    received: list[int] = []
    page.on(
        "requestfinished",
        lambda request: received.append(
            request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"]
        ),
    )
    page.goto(site.adresse + "/connexion/")
    page.get_by_label("Adresse électronique").first.fill(f"{compte}@demo.test")
    page.get_by_label("Mot de passe", exact=True).fill("parcours-demo-2018")
    page.get_by_role("button", name="Se connecter").first.click()
    page.wait_for_load_state("networkidle")
    assert sum(received) < FIRST_VISIT
    received.clear()
    page.goto(site.adresse + "/")
    page.wait_for_load_state("networkidle")
    assert sum(received) < LATER


def test_axe_sees_what_is_wrong(ouvrir):
    """The tests above can fail: a page made worse on purpose is seen as such."""
    page = ouvrir()
    assert violations(page) == []
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert {line.split()[1] for line in violations(page)} >= {"html-has-lang", "button-name"}
