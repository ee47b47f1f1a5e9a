"""Writing together in a real browser: nothing typed is ever lost."""

import re

from playwright.sync_api import Page, expect


def ouvrir_la_feuille_de_route(page: Page) -> None:
    page.get_by_role("link", name="Nos travaux").click()
    page.get_by_role("link", name="Feuille de route").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Feuille de route")


def etat(page: Page):
    return page.locator("#etat-vision")


def test_two_people_on_one_section_keep_both_texts(ouvrir):
    amina, bruno = ouvrir("catalyseur"), ouvrir("catalyseur2")
    ouvrir_la_feuille_de_route(amina)
    ouvrir_la_feuille_de_route(bruno)
    amina.locator("#texte-vision").fill("La vision de l'une")
    expect(etat(amina)).to_have_text(re.compile(r"Enregistré\s+à \d+\sh"))

    bruno.locator("#texte-vision").fill("La vision de l'autre")
    expect(etat(bruno)).to_contain_text("a enregistré un autre texte")
    expect(bruno.locator("[data-autre]")).to_have_value("La vision de l'une")
    expect(bruno.locator("#texte-vision")).to_have_value("La vision de l'autre")
    bruno.get_by_role("button", name="Garder mon texte").click()
    expect(etat(bruno)).to_have_text(re.compile(r"Enregistré\s+à"))
    amina.reload()
    expect(amina.locator("#texte-vision")).to_have_value("La vision de l'autre")
    # The refusal is the browser's to log, and the only error of the page.
    assert len(bruno.erreurs) == 1
    assert "409" in bruno.erreurs[0]
    bruno.erreurs.clear()


def test_a_cut_network_and_an_expired_session_lose_nothing(ouvrir):
    page = ouvrir("autre")
    ouvrir_la_feuille_de_route(page)
    adresse, champ, avis = page.url, page.locator("#texte-vision"), page.locator("[data-avis]")

    page.context.set_offline(True)
    champ.fill("Écrit dans un train")
    champ.blur()
    expect(avis).to_contain_text("gardé sur cet appareil")
    page.context.set_offline(False)
    expect(etat(page)).to_have_text(re.compile(r"Enregistré\s+à"))
    expect(avis).to_be_hidden()

    sauves = page.context.cookies()
    page.context.clear_cookies(name=re.compile("sessionid"))
    champ.fill("Écrit après la fin de la session")
    champ.blur()
    expect(avis).to_contain_text("Votre session est terminée")
    expect(avis.get_by_role("link", name="Se connecter")).to_be_visible()

    page.context.add_cookies(sauves)
    page.on("dialog", lambda dialogue: dialogue.accept())
    page.goto(adresse)
    expect(avis).to_contain_text("a été retrouvé sur cet appareil")
    expect(champ).to_have_value("Écrit après la fin de la session")
    expect(etat(page)).to_have_text(re.compile(r"Enregistré\s+à"))
    assert (
        page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('brouillon')).length")
        == 0
    )
    page.erreurs.clear()


def test_without_javascript_one_button_keeps_all_and_adds(ouvrir):
    page = ouvrir("autre", java_script_enabled=False)
    ouvrir_la_feuille_de_route(page)
    page.locator("#texte-gouvernance").fill("Un comité par trimestre")
    page.get_by_label("Ajouter un jalon").fill("Une convention signée")
    page.get_by_label("Ajouter un jalon").press("Enter")
    expect(page.locator("#texte-gouvernance")).to_have_value("Un comité par trimestre")
    expect(page.locator("#jalons")).to_contain_text("Une convention signée")
