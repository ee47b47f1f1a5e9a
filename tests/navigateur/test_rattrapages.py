"""Catching up: excused by the équipe, she finds what she missed, says so, and both see it."""

import re

from playwright.sync_api import expect

from tests.navigateur.conftest import PHONE
from tests.navigateur.pages import Equipe

TITRE = "Petit matin d’essai"
A_FAIRE = "Lire les deux pages du compte rendu"


def test_what_was_missed_is_read_and_said_on_a_phone(ouvrir):
    equipe = ouvrir("equipe")
    Equipe(equipe).prevoir_une_journee(TITRE, debut="00:01", fin="00:02")
    equipe.locator("#id_texte").fill(A_FAIRE)
    equipe.get_by_role("button", name="Enregistrer ce texte").click()

    page = ouvrir("catalyseur", taille=PHONE)
    page.goto(
        equipe.url.replace("/equipe/promotions/", "/parcours/").replace("presences", "presence")
    )
    page.get_by_text("Je ne peux pas venir").click()
    page.get_by_label("Pourquoi").fill("Un conseil municipal")
    page.get_by_role("button", name="Prévenir l’équipe").click()
    page.get_by_role("link", name="Rattraper cette rencontre").click()
    expect(page.get_by_text(A_FAIRE)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="J’ai rattrapé").click()
    expect(page.get_by_role("listitem").filter(has_text=TITRE)).to_contain_text("rattrapée")

    equipe.reload()
    expect(equipe.get_by_role("row", name=re.compile("rattrapée le"))).to_be_visible()
