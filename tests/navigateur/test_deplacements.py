"""A session moved: one looks, one confirms, and everyone's dates have followed."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.navigateur.conftest import PHONE
from tests.navigateur.pages import Geste


def test_une_session_se_deplace_avec_ce_qui_en_depend(ouvrir):
    page = ouvrir("equipe")
    page.get_by_role("link", name="Promotions").first.click()
    page.get_by_role("link", name=re.compile(r"^Promotion \d+$")).first.click()
    promotion = page.url
    page.get_by_role("table").get_by_role("link", name=re.compile("^Session 4")).first.click()
    geste = Geste(page)
    geste.cliquer("link", "Déplacer")
    avant = date.fromisoformat(page.get_by_label("Nouveau jour").input_value())
    apres = avant + timedelta(days=14)
    geste.remplir("Nouveau jour", apres.isoformat())
    page.get_by_label("Nouveau jour").press("Enter")  # looks, never moves

    suite = page.get_by_role("table", name=re.compile("avant et après"))
    expect(suite.get_by_role("row", name=re.compile("Feuille de route : attendu"))).to_be_visible()
    expect(suite.get_by_role("row", name=re.compile("fermeture"))).to_be_visible()
    expect(
        page.get_by_role("heading", name=re.compile("personnes seront prévenues"))
    ).to_be_visible()
    geste.cliquer("button", "Tout déplacer")  # the one confirmation
    expect(page.get_by_text("tout ce qui en dépend a suivi")).to_be_visible()
    assert geste.nombre == 3

    # Sur un téléphone, la catalyseuse lit la nouvelle date.
    telephone = ouvrir("catalyseur", taille=PHONE)
    telephone.goto(page.url)
    expect(telephone.locator(".chapo")).to_contain_text(str(apres.day))
    assert telephone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    # On revient : la démonstration garde ses dates.
    page.goto(promotion)
    page.get_by_role("table").get_by_role("link", name=re.compile("^Session 4")).first.click()
    page.get_by_role("link", name="Déplacer").click()
    page.get_by_label("Nouveau jour").fill(avant.isoformat())
    page.get_by_role("button", name="Voir ce qui suit").click()
    page.get_by_role("button", name="Tout déplacer").click()
    expect(page.get_by_text("tout ce qui en dépend a suivi")).to_be_visible()
