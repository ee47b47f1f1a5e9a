"""Each role, at a desk and on a phone: from sign-in to what one comes for, in one click; and
nothing on the page jumps when a fragment arrives."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.navigateur.conftest import DESK, PHONE

# Who, what the home is called, the one click, what it opens.
JOURNEES = [
    ("catalyseur", "Ma prochaine étape", "Continuer le plan", "Plan de mise en œuvre"),
    ("equipe", "À traiter", "Choisir un coach", "Caisse d’Épargne"),
    ("coach", "Ma journée", "Lire et répondre", "."),
    ("comite", "Promotion", "remis", "."),
    ("alumni", "alumni", "Feuille de route", "Feuille de route"),
]
SHIFTS = """
window.sauts = 0;
new PerformanceObserver((liste) => {
  for (const saut of liste.getEntries()) window.sauts += saut.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("taille", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(("compte", "accueil", "acte", "page"), JOURNEES, ids=lambda v: v)
def test_one_click_from_sign_in_to_the_thing_to_do(ouvrir, compte, accueil, acte, page, taille):
    ouverte: Page = ouvrir(compte, taille=taille)
    expect(ouverte.get_by_role("heading", level=1)).to_contain_text(accueil)
    depart = ouverte.url
    ouverte.get_by_role("link", name=re.compile(acte)).first.click()
    ouverte.wait_for_url(lambda url: url != depart)
    expect(ouverte.get_by_role("heading", level=1)).to_have_text(re.compile(page))
    assert ouverte.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_nothing_jumps_when_a_save_is_said(ouvrir):
    page: Page = ouvrir("catalyseur2")
    page.get_by_role("link", name="Nos travaux").click()
    page.get_by_role("link", name="Feuille de route").first.click()
    page.evaluate(SHIFTS)
    page.locator("#texte-enjeux").fill("Relier la gare et les zones d’activité.")
    expect(page.locator("#etat-enjeux")).to_have_text(re.compile(r"Enregistré\s+à"))
    assert page.evaluate("window.sauts") < 0.01
