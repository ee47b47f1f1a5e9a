"""From frein to thread in a real browser; what is typed while the server dies is not lost."""

import os
import re
import signal
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from rameau.commun.processus import spawn, stop
from tests.attente import attendre
from tests.boite import free_port
from tests.navigateur.conftest import _answers, se_connecter


def ouvrir_le_travail(page: Page, nom: str) -> None:
    page.get_by_role("link", name="Nos travaux").click()
    page.get_by_role("link", name=nom).first.click()


def test_a_frein_is_tagged_finds_its_neighbours_and_stands_on_the_thread(ouvrir):
    page = ouvrir("catalyseur")
    ouvrir_le_travail(page, "Bilan")
    page.get_by_role("link", name=re.compile("Qui l’a rencontré")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("horaires")
    page.get_by_role("link", name="Revenir à ce frein").click()
    page.locator("summary", has_text="Fragilité").click()
    page.get_by_label("Santé").check()
    page.get_by_role("button", name="Enregistrer l’élément").click()
    expect(page.locator("#freins")).to_contain_text("Santé")
    page.get_by_role("link", name="Le fil de nos travaux").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le fil de nos travaux")
    expect(page.locator(".filiation")).to_contain_text("horaires")


def test_the_toolbar_the_preview_and_a_table_pasted_from_word(ouvrir):
    page = ouvrir("autre")
    ouvrir_le_travail(page, "Feuille de route")
    champ = page.locator("#texte-vision")
    outils = page.get_by_role("group", name=re.compile("Mise en forme : Vision"))
    expect(outils).to_be_visible()
    champ.fill("demain")
    champ.press("Control+a")
    champ.press("Control+b")
    expect(champ).to_have_value("**demain**")
    champ.evaluate(
        """(champ) => {
          const collage = new DataTransfer();
          collage.setData("text/html", "<html xmlns:o='urn:schemas-microsoft-com:office:office'>"
            + "<head><!--[if gte mso 9]><xml><o:Pages>1</o:Pages></xml><![endif]--></head><body>"
            + "<!--StartFragment--><table class=MsoTableGrid style='mso-yfti-tbllook:1'>"
            + "<tr style='mso-yfti-irow:0'><td style='width:150pt'><p class=MsoNormal align=center>"
            + "<b>Qui<o:p></o:p></b></p></td><td>Quand</td></tr><tr><td rowspan=2>"
            + "<p>La ville | </p><p>l’agglo</p></td><td>mars<br>2027</td></tr>"
            + "<tr><td><o:p>avril</o:p></td></tr>"
            + "</table><p class=MsoNormal>Fin</p><!--EndFragment--></body></html>");
          champ.setSelectionRange(champ.value.length, champ.value.length);
          const acte = { clipboardData: collage, cancelable: true };
          champ.dispatchEvent(new ClipboardEvent("paste", acte));
        }"""
    )
    expect(champ).to_have_value(re.compile(r"\| Qui \| Quand \|\n\| --- \| --- \|"))
    expect(champ).to_have_value(
        re.compile(r"La ville \\\| l’agglo \| mars 2027 \|\n\|  \| avril \|\n[\s\S]*Fin")
    )
    outils.get_by_role("button", name="Aperçu").click()
    expect(page.locator("#vision .outils__apercu table")).to_contain_text("La ville | l’agglo")
    outils.get_by_role("button", name="Aperçu").click()
    expect(champ).to_be_visible()


@pytest.mark.audit
def test_a_server_killed_while_one_types_loses_nothing(ouvrir, site):
    """A second server on the same site is killed with SIGKILL, then started again."""
    port = free_port()
    adresse = f"http://localhost:{port}"
    mots = [
        *(sys.executable, "-m", "gunicorn", "rameau.wsgi:application"),
        *("--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "2"),
    ]
    environnement = {**site.environnement, "URL_PUBLIQUE": adresse}

    def lancer():
        serveur = spawn(mots, env=environnement, output=subprocess.DEVNULL)
        attendre(lambda: _answers(f"{adresse}/sante/pret"))
        return serveur

    serveur = lancer()
    try:
        page = ouvrir()
        page.goto(adresse)
        se_connecter(page, "catalyseur2")
        ouvrir_le_travail(page, "Plan de mise en œuvre")
        champ = page.locator("#texte-ingenierie")
        champ.press_sequentially("Ce qui est écrit avant, ")
        os.killpg(os.getpgid(serveur.pid), signal.SIGKILL)
        serveur.wait()
        champ.press_sequentially("pendant, ")
        champ.blur()
        avis = page.locator("[data-avis]")
        expect(avis).to_contain_text("gardé sur cet appareil")
        serveur = lancer()
        champ.press_sequentially("et après la panne.")
        champ.blur()
        etat = page.locator("#etat-ingenierie")
        expect(etat).to_have_text(re.compile(r"Enregistré\s+à"))
        page.reload()
        expect(champ).to_have_value("Ce qui est écrit avant, pendant, et après la panne.")
        page.erreurs.clear()
    finally:
        stop(serveur)
