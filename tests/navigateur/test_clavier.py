"""The main jobs done with the keyboard alone: no pointer event is ever sent."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from rameau.demonstration.lancement import PASSWORD

FAR = 160


def aller_a(page: Page, mot: str) -> None:
    """Press Tab until the focus is on what bears these words; it must be seen to be there."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => {
                const here = document.activeElement;
                const label = here.labels && here.labels.length ? here.labels[0].innerText : "";
                return [label, here.innerText || "", here.getAttribute("aria-label") || ""]
                    .join(" ").replace(/\\s+/g, " ");
            }"""
        )
        if mot in name:
            seen = page.evaluate(
                """() => {
                    const style = getComputedStyle(document.activeElement);
                    return style.outlineStyle !== "none" || style.boxShadow !== "none";
                }"""
            )
            assert seen, f"« {mot} » a le focus sans le montrer"
            return
    raise AssertionError(f"« {mot} » ne s'atteint pas au clavier sur {page.url}")


def suivre(page: Page, mot: str) -> None:
    """Go to what bears these words, press Enter, and wait for the page it opens."""
    aller_a(page, mot)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def se_connecter_au_clavier(page: Page, compte: str) -> None:
    suivre(page, "Se connecter")
    aller_a(page, "Adresse électronique")
    page.keyboard.type(f"{compte}@demo.test")
    aller_a(page, "Mot de passe")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/connexion/" not in url)


def test_the_first_tab_skips_to_the_content(ouvrir):
    page = ouvrir()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


def test_signing_in_writing_and_handing_in(ouvrir):
    page = ouvrir()
    se_connecter_au_clavier(page, "autre")
    suivre(page, "Nos travaux")
    suivre(page, "Feuille de route")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Feuille de route")
    aller_a(page, "Gouvernance")
    page.keyboard.press("Enter")
    aller_a(page, "Gouvernance")
    page.keyboard.type("Un comité se réunit chaque trimestre.")
    expect(page.locator("#etat-gouvernance")).to_have_text(re.compile(r"Enregistré\s+à"))
    page.reload()
    suivre(page, "Remettre la feuille de route")
    expect(page.get_by_role("heading", level=1)).to_have_text("Remettre la feuille de route")
    suivre(page, "Remettre la feuille de route")
    expect(page.get_by_text(re.compile("remis", re.I)).first).to_be_visible()


def test_opening_a_promotion(ouvrir):
    page = ouvrir()
    se_connecter_au_clavier(page, "equipe")
    suivre(page, "Ouvrir une promotion")
    aller_a(page, "Nom de la promotion")
    page.keyboard.type("Promotion au clavier")
    aller_a(page, "Premier jour")
    # Typed the same whatever the order of day and month in this browser's language.
    jours = (timezone.localdate() + timedelta(days=n) for n in range(30, 400))
    debut = next(jour for jour in jours if jour.day == jour.month)
    page.keyboard.type(f"{debut:%d%m%Y}")
    suivre(page, "Voir le calendrier")
    expect(page.get_by_role("heading", level=1)).to_contain_text("calendrier")
    suivre(page, "Ouvrir la promotion")
    expect(page.get_by_role("heading", level=1)).to_have_text("Promotion au clavier")
