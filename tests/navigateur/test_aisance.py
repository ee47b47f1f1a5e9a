"""Counts of ease of the équipe: a session prepared from one page; what may be changed, two clicks
away; a presence list held on a phone."""

import re

from playwright.sync_api import Page, expect

from tests.navigateur.conftest import PHONE
from tests.navigateur.pages import Geste

PREPARER = re.compile(r"^Préparer la session \d$")


def ouvrir_la_promotion(geste: Geste) -> None:
    geste.cliquer("link", "Promotions")
    geste.cliquer("link", re.compile(r"^Promotion \d+$"))


def test_a_session_is_prepared_from_one_page(ouvrir):
    page: Page = ouvrir("equipe")
    geste = Geste(page)
    ouvrir_la_promotion(geste)
    # The main act is the next session; what ends the sessions is not at hand by mistake.
    principal = page.locator(".entete-page .bouton--principal")
    expect(principal).to_have_text(PREPARER)
    geste.cliquer("link", PREPARER)
    assert geste.nombre == 3
    for nom in ("Diapositives de la session", "Trombinoscope en PDF", "Feuille de présence"):
        expect(page.get_by_role("button", name=nom)).to_be_visible()
    for nom in ("Le déroulé", "Les sous-groupes", "Les supports", "La liste de présence"):
        expect(page.get_by_role("link", name=nom, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("groupes de codev")).first).to_be_visible()


def test_the_questions_of_a_work_are_changed_from_the_settings(ouvrir):
    page: Page = ouvrir("equipe")
    page.get_by_role("link", name="Réglages", exact=True).click()
    brouillon = page.get_by_role("listitem").filter(has_text="en cours d’écriture")
    brouillon.get_by_role("link").click()
    page.get_by_role("link", name=re.compile("^Changer ses questions.*étape 1")).click()
    question = page.get_by_label(re.compile("^Enseignements"))
    question.fill("Que diriez-vous à qui commence demain ?")
    page.get_by_role("button", name="Enregistrer").click()
    page.locator("summary", has_text="leurs questions").first.click()
    expect(page.get_by_text("à qui commence demain").first).to_be_visible()


def test_an_excuse_is_noted_on_a_phone(ouvrir):
    page: Page = ouvrir("equipe", taille=PHONE)
    geste = Geste(page)
    ouvrir_la_promotion(geste)
    geste.cliquer("link", PREPARER)
    geste.cliquer("link", "La liste de présence")
    ligne = page.locator("tbody tr").first
    motif = ligne.get_by_label(re.compile("^Motif de l’excuse de"))
    # Before the day only an excuse may be said; its reason is asked once it is chosen.
    expect(ligne.get_by_role("radio")).to_have_count(1)
    expect(motif).to_be_hidden()
    ligne.get_by_text("excuse", exact=True).click()
    motif.fill("Réunion du conseil")
    page.get_by_role("button", name="Enregistrer la liste").click()
    expect(page.get_by_role("status").first).to_contain_text("ligne enregistrée")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
