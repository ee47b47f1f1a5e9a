"""The presence, in the room: a code on the wall, two taps and a code on a phone."""

import re

from playwright.sync_api import expect

from tests.navigateur.conftest import PHONE
from tests.navigateur.pages import Equipe, Geste

TITRE = "Journée d’essai de la présence"


def test_two_taps_and_a_code_sign_the_presence_on_a_phone(ouvrir):
    equipe = ouvrir("equipe")
    Equipe(equipe).prevoir_une_journee(TITRE, debut="00:05", fin="23:55")
    liste = equipe.url
    equipe.get_by_role("link", name="Afficher le code").click()
    equipe.get_by_role("button", name=re.compile("Afficher le code")).click()
    code = equipe.locator(".code-salle__code").inner_text()

    page = ouvrir("catalyseur", taille=PHONE)
    geste = Geste(page)
    geste.cliquer("link", "Signer ma présence")
    geste.remplir("Code affiché dans la salle", code.lower())
    geste.cliquer("button", "Signer")
    expect(page.get_by_text("Votre présence est notée")).to_be_visible()
    assert geste.nombre == 3, "two taps and a code"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    # The wall says that someone has signed, without being reloaded.
    expect(equipe.locator("#code")).to_contain_text("1\u00a0présence signée")

    equipe.goto(liste)
    ligne = equipe.get_by_role("row", name=re.compile("par le code de la salle"))
    expect(ligne.get_by_label("présence", exact=True)).to_be_checked()
    equipe.get_by_role("button", name=re.compile("compter présents tous les autres")).click()
    expect(equipe.get_by_role("status").first).to_contain_text("lignes enregistrées")
