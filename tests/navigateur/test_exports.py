"""A list filtered on screen, taken to a spreadsheet as it is."""

import io
import re

import openpyxl
from playwright.sync_api import expect


def test_the_equipe_takes_a_filtered_list_to_a_spreadsheet(ouvrir):
    page = ouvrir("equipe")
    page.get_by_role("link", name="Personnes", exact=True).first.click()
    page.get_by_label("Rôle").select_option("coach")
    page.get_by_role("button", name="Filtrer").click()
    expect(page).to_have_url(re.compile("chapeau=coach"))
    montres = page.get_by_role("rowheader").count()
    assert montres
    with page.expect_download() as attendu:
        page.get_by_role("link", name="Excel, cette liste").click()
    fichier = attendu.value
    assert re.fullmatch(r"personnes-\d{4}-\d\d-\d\d\.xlsx", fichier.suggested_filename)
    titres, *lignes = openpyxl.load_workbook(
        io.BytesIO(fichier.path().read_bytes())
    ).active.iter_rows(values_only=True)
    assert len(lignes) == montres
    roles = titres.index("Rôles")
    assert all("Coach" in ligne[roles] for ligne in lignes)
