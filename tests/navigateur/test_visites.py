"""A visite that is full: on a phone one waits, the équipe picks, the one picked is told."""

import re

from playwright.sync_api import Page, expect

from tests.navigateur.conftest import PHONE


def ouvrir_la_visite(page: Page) -> None:
    page.get_by_role("link", name="La promotion", exact=True).first.click()
    page.get_by_role("link", name="Les rencontres", exact=True).click()
    page.get_by_role("link", name="décider autrement").click()


def test_a_catalyseur_waits_on_a_phone_and_the_equipe_picks_her(ouvrir, site):
    page = ouvrir("catalyseur", taille=PHONE)
    ouvrir_la_visite(page)
    place = page.locator("#ma-place")
    expect(place).to_contain_text("6 / 6 + 1 en attente")
    place.get_by_text("Signaler un besoin particulier").click()
    place.get_by_label("Un besoin particulier").fill("Je viens en fauteuil")
    place.get_by_role("button", name="Me mettre sur la liste d’attente").click()
    expect(place).to_contain_text("6 / 6 + 2 en attente")
    expect(place).to_contain_text("Votre rang : 2")

    equipe = ouvrir("equipe")
    equipe.goto(page.url.split("#")[0])
    equipe.get_by_role("link", name="Tenir les inscriptions").click()
    attente = equipe.locator("section", has=equipe.get_by_role("heading", name="liste d’attente"))
    elle = attente.get_by_role("listitem").filter(has_text="Je viens en fauteuil")
    expect(elle).to_contain_text("2")
    expect(equipe.get_by_role("button", name="Donner une place")).to_have_count(0)
    equipe.get_by_role("button", name=re.compile("^Retirer")).first.click()
    equipe.get_by_role("dialog").get_by_role("button", name="Confirmer").click()
    elle.get_by_role("button", name="Donner une place").click()
    expect(equipe.get_by_role("main")).to_contain_text("a une place")
    expect(equipe.get_by_role("main")).to_contain_text("6 / 6 + 1 en attente")

    page.reload()
    expect(place).to_contain_text("Vous avez une place")
    assert "rendez-la" in site.attendre_courriel("catalyseur@demo.test", "Votre place")
