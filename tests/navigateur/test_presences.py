"""The presence, in the room: a code on the wall, two taps and a code on a phone."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.navigateur.conftest import PHONE
from tests.navigateur.pages import Geste

TITRE = "Journée d’essai de la présence"


def test_two_taps_and_a_code_sign_the_presence_on_a_phone(ouvrir):
    equipe = ouvrir("equipe")
    equipe.get_by_role("link", name="Promotions").first.click()
    equipe.get_by_role("link", name=re.compile(r"^Promotion \d+")).first.click()
    equipe.get_by_role("link", name="Prévoir une rencontre").click()
    equipe.get_by_label("Nature").select_option("journee")
    equipe.get_by_label("Titre").fill(TITRE)
    equipe.get_by_label("Jour").fill(datetime.now(ZoneInfo("Europe/Paris")).date().isoformat())
    equipe.get_by_label("Début").fill("00:05")
    equipe.get_by_label("Fin").fill("23:55")
    equipe.get_by_role("button", name="Prévoir la rencontre").click()
    equipe.get_by_role("link", name=TITRE).first.click()
    equipe.get_by_role("link", name="Liste de présence").click()
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
    expect(equipe.locator("#code")).to_contain_text("1\u00a0présence signée", timeout=15_000)

    equipe.goto(liste)
    ligne = equipe.get_by_role("row", name=re.compile("par le code de la salle"))
    expect(ligne.get_by_label("présence", exact=True)).to_be_checked()
    equipe.get_by_role("button", name=re.compile("compter présents tous les autres")).click()
    expect(equipe.get_by_role("status").first).to_contain_text("lignes enregistrées")
