"""Choosing: the diversity follows each decision; the committee endorses what it read."""

import re

from playwright.sync_api import expect


def test_the_choice_changes_under_the_eyes_and_the_committee_is_told(ouvrir):
    equipe, comite = ouvrir("equipe"), ouvrir("comite")
    comite.get_by_role("link", name=re.compile("structures ont été choisies")).click()
    avis = comite.locator("section", has=comite.get_by_role("heading", name="L’avis du comité"))
    expect(avis.get_by_text("endosse", exact=True)).to_have_count(2)

    equipe.get_by_role("link", name="Promotions").first.click()
    equipe.get_by_role("link", name=re.compile(r"^Promotion \d+")).first.click()
    equipe.get_by_role("link", name="les candidatures").click()
    expect(equipe.locator("tbody tr").first).to_be_visible()
    equipe.get_by_role("button", name="Ne pas retenir Haute-Lande").click()
    ligne = equipe.get_by_role("row", name=re.compile("Haute-Lande"))
    expect(ligne).to_contain_text("non retenue")
    expect(equipe.get_by_text("la liste a changé depuis").first).to_be_visible()

    comite.reload()
    expect(avis.get_by_text("la liste a changé depuis")).to_have_count(3)
    comite.get_by_label("J’endosse cette liste").check()
    comite.get_by_role("button", name="Donner mon avis").click()
    expect(avis.get_by_text("la liste a changé depuis")).to_have_count(2)
