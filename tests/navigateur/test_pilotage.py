"""The committee reads the state of the promotion without scrolling."""

from playwright.sync_api import expect

from tests.navigateur.conftest import PHONE


def test_the_twelve_rows_stand_in_the_first_screen(ouvrir):
    page = ouvrir("comite")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    rows = page.locator(".grille-etapes tbody tr")
    expect(rows).to_have_count(12)
    last = rows.nth(11).bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 800


def test_on_a_phone_each_structure_is_a_card_and_nothing_overflows(ouvrir):
    page = ouvrir("comite", taille=PHONE)
    expect(page.get_by_text("partagé au coach").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
