"""The équipe writes an agenda; a question asked on a phone reaches another's page by itself."""

import re

from playwright.sync_api import Page, expect

from tests.navigateur.conftest import PHONE

WEBINAIRE = re.compile("mobiliser les entreprises")


def test_the_equipe_writes_an_agenda_and_a_catalyseur_reads_it(ouvrir):
    page: Page = ouvrir("equipe")
    page.get_by_role("link", name="Promotions").click()
    page.get_by_role("link", name=re.compile("Promotion 20")).first.click()
    page.get_by_role("table").get_by_role("link", name=re.compile("Session 3")).first.click()
    page.get_by_role("link", name="Écrire le déroulé").click()
    rangs = page.get_by_label(re.compile("^Rang"))
    nouvelle = rangs.count() - 2
    page.get_by_label("Titre", exact=True).nth(nouvelle).fill("Le témoignage d’une élue")
    page.get_by_label("Durée en minutes").nth(nouvelle).fill("30")
    page.get_by_role("button", name="Enregistrer le déroulé").click()
    refus = page.get_by_role("alert")
    expect(refus).to_contain_text("finirait après la fin")
    page.erreurs.clear()  # the browser says the 409 too
    expect(page.get_by_label("Titre", exact=True).nth(nouvelle)).to_have_value(
        "Le témoignage d’une élue"
    )
    page.get_by_label("Retirer cette séquence").nth(nouvelle - 1).check()
    page.get_by_role("button", name="Enregistrer le déroulé").click()
    expect(page.get_by_role("heading", name="Le déroulé")).to_be_visible()
    lectrice: Page = ouvrir("catalyseur", taille=PHONE)
    lectrice.goto(page.url)
    expect(lectrice.get_by_text("Le témoignage d’une élue")).to_be_visible()
    assert lectrice.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_question_asked_on_a_phone_reaches_another_page_by_itself(ouvrir):
    autre, membre = ouvrir("autre"), ouvrir("catalyseur", taille=PHONE)
    for page in (autre, membre):
        page.get_by_role("link", name="La promotion", exact=True).first.click()
        page.get_by_role("link", name="Les rencontres", exact=True).click()
        page.get_by_role("link", name=WEBINAIRE).first.click()
        page.get_by_role("link", name="Suivre le webinaire").click()
    # Rather than half a minute between two looks: what htmx asks is the same.
    questions = autre.locator("#questions")
    avant = questions.get_attribute("hx-get")
    membre.get_by_label("Votre question").fill("Qui invite les entreprises, la première fois ?")
    membre.get_by_role("button", name="Poser ma question").click()
    expect(membre.locator("#questions")).to_contain_text("la première fois")
    autre.get_by_label("Votre question").fill("Un texte commencé")
    autre.evaluate(
        "htmx.ajax('GET', document.getElementById('questions').getAttribute('hx-get'),"
        " {target: '#questions', swap: 'outerHTML'})"
    )
    expect(questions).to_contain_text("Qui invite les entreprises")
    expect(autre.get_by_label("Votre question")).to_have_value("Un texte commencé")
    assert questions.get_attribute("hx-get") != avant
    autre.get_by_role("button", name=re.compile("Moi aussi.*Qui invite")).click()
    soutien = autre.get_by_role("button", name=re.compile("Moi aussi.*Qui invite"))
    expect(soutien).to_have_attribute("aria-pressed", "true")
    assert "webinaire" in autre.url
