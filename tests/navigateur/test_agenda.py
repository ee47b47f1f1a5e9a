"""A catalyseur takes her agenda along; what the équipe cancels is cancelled there too."""

import re
import urllib.request

from icalendar import Calendar
from playwright.sync_api import expect

from tests.navigateur.conftest import PHONE

JOURNEE = re.compile("Journée conclusive")


def evenements(adresse):
    with urllib.request.urlopen(adresse) as reponse:
        return {str(e["UID"]): e for e in Calendar.from_ical(reponse.read()).walk("VEVENT")}


def test_the_feed_follows_what_the_equipe_cancels(ouvrir, site):
    page = ouvrir("catalyseur2", taille=PHONE)
    page.get_by_role("link", name="Agenda", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon agenda")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("link", name="L’avoir dans mon calendrier").click()
    page.get_by_role("button", name="Faire mon adresse privée").click()
    adresse = page.get_by_label("À copier maintenant").input_value()
    avant = evenements(adresse)
    [journee] = [uid for uid, e in avant.items() if JOURNEE.search(str(e["SUMMARY"]))]
    assert avant[journee]["STATUS"] == "CONFIRMED"

    equipe = ouvrir("equipe")
    equipe.get_by_role("link", name="Promotions", exact=True).click()
    equipe.locator("main").get_by_role("link", name=re.compile(r"^Promotion \d{4}$")).first.click()
    equipe.get_by_role("link", name=re.compile("Modifier.*Journée conclusive")).click()
    equipe.get_by_role("link", name="Annuler la rencontre").click()
    equipe.get_by_role("button", name="Annuler la rencontre").click()
    expect(equipe.locator("#messages")).to_contain_text("annulée")

    apres = evenements(adresse)
    assert apres[journee]["STATUS"] == "CANCELLED"
    assert apres[journee]["SEQUENCE"] > avant[journee]["SEQUENCE"]
    assert "annulée" in site.attendre_courriel("catalyseur2@demo.test", "Annulation")

    page.reload()
    assert adresse not in page.content()
    page.get_by_role("button", name="Révoquer l’adresse").click()
    expect(page.get_by_role("heading", name="Aucune adresse")).to_be_visible()
