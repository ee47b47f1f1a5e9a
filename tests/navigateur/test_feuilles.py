"""A roadmap taken away as a PDF by its binôme, and a room that answers a pitch on its phones."""

import io
import re

import pypdf
from playwright.sync_api import expect

from tests.navigateur.conftest import PHONE


def test_an_alumni_takes_her_roadmap_away_as_a_pdf(ouvrir):
    page = ouvrir("alumni")
    page.get_by_role("link", name="Nos travaux").click()
    page.get_by_role("link", name="Les feuilles de route").click()
    page.get_by_role("row", name=re.compile("Grand Est")).get_by_role("link", name="Lire").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feuille de route")
    page.get_by_role("button", name="En PDF").click()
    lien = page.get_by_role("link", name="Télécharger")
    expect(lien).to_be_visible(timeout=60_000)
    with page.expect_download() as attendu:
        lien.click()
    lu = pypdf.PdfReader(io.BytesIO(attendu.value.path().read_bytes()))
    assert len(lu.pages) >= 5
    assert "le fil, du frein" in lu.pages[1].extract_text()
    # Found again on the page of the roadmap, among what is ready.
    page.go_back()
    page.get_by_role("link", name="Accueil").click()
    page.get_by_role("link", name=re.compile("Suivi à")).first.click()
    page.get_by_role("link", name="Relire la feuille de route").click()
    expect(page.get_by_role("link", name="Feuille de route", exact=True)).to_be_visible()


def test_a_guest_answers_a_pitch_on_her_phone(ouvrir):
    equipe = ouvrir("equipe")
    equipe.get_by_role("link", name="Promotions").first.click()
    equipe.get_by_role("table").get_by_role("link", name=re.compile("Promotion")).first.click()
    equipe.get_by_role("link", name="Pitchs").click()
    equipe.get_by_role("button", name="Enregistrer l’heure").click()
    equipe.get_by_role("button", name="Ouvrir les réactions").click()
    code = equipe.locator(".tour__code").inner_text()
    equipe.get_by_role("link", name="Projeter l’écran").click()
    nom = equipe.get_by_role("heading", level=1).inner_text()
    equipe.get_by_role("button", name="Lancer les cinq minutes").click()
    expect(equipe.get_by_role("timer")).to_have_text(re.compile(r"4\s+min\s+5\d"))

    invitee = ouvrir(taille=PHONE)
    invitee.goto(f"{invitee.url}pitchs/")
    invitee.get_by_label("Le code affiché dans la salle").fill(code.lower())
    invitee.get_by_role("button", name="Entrer").click()
    choix = invitee.locator("option", has_text=nom).get_attribute("value")
    invitee.get_by_label("Vous réagissez à").select_option(choix)
    invitee.get_by_label("Votre réaction").fill("Un lieu existe chez nous.")
    invitee.get_by_role("button", name="Envoyer ma réaction").click()
    expect(invitee.get_by_role("status").first).to_contain_text("Merci")

    equipe.go_back()
    equipe.get_by_role("link", name="Voir le tour").click()
    equipe.get_by_role("link", name=nom, exact=True).click()
    expect(equipe.get_by_role("main")).to_contain_text("Un lieu existe chez nous.")
