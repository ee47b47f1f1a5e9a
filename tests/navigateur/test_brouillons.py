"""Nothing typed is lost, whatever happens to the network, the session or the tab."""

import re

from playwright.sync_api import Page, expect

from tests.attente import attendre
from tests.navigateur.conftest import PHONE
from tests.navigateur.test_codev import ouvrir_la_feuille

RETROUVE = "retrouvé sur cet appareil"
# A telephone whose clock is three hours late, and that may fall asleep.
MAUVAISE_HEURE = """
    const vraie = Date.now;
    let retard = 3 * 3600 * 1000;
    Date.now = () => vraie() - retard;
    window.dormir = (secondes) => (retard += secondes * 1000);
"""


def brouillons(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('brouillon'))")


def revenir(page: Page, adresse: str) -> Page:
    """Close the tab; open the address in another one."""
    contexte = page.context
    page.close()
    contexte.set_offline(False)
    nouvelle = contexte.new_page()
    nouvelle.goto(adresse)
    return nouvelle


def suivre_le_webinaire(page: Page) -> None:
    page.get_by_role("link", name="La promotion", exact=True).first.click()
    page.get_by_role("link", name="Les rencontres", exact=True).click()
    page.get_by_role("link", name=re.compile("mobiliser les entreprises")).first.click()
    page.get_by_role("link", name="Suivre le webinaire").click()


def test_the_codev_sheet_survives_a_cut_a_closed_tab_and_a_closing(ouvrir):
    page, autre = ouvrir("catalyseur"), ouvrir("autre")
    erreurs = page.erreurs
    ouvrir_la_feuille(page)
    adresse = page.url.split("#")[0]

    page.context.set_offline(True)
    expect(page.locator("[data-avis]")).to_contain_text("Vous êtes hors ligne")
    page.locator("#nouvelle-plan").fill("Ajouté dans un tunnel")
    page.locator("#consultation textarea[name=texte]").first.fill("Changé dans un tunnel")
    page = revenir(page, adresse)
    ligne = page.locator("#consultation textarea[name=texte]").first
    expect(page.locator("[data-avis]")).to_contain_text(RETROUVE)
    expect(page.locator("#nouvelle-plan")).to_have_value("Ajouté dans un tunnel")
    expect(ligne).to_have_value("Changé dans un tunnel")
    # The line leaves by itself; what was to be added waits for its writer.
    attendre(lambda: len(brouillons(page)) == 1)

    # Signing out asks first.
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.locator("#dialogue-confirmation")).to_contain_text("pas encore enregistré")
    page.get_by_role("button", name="Annuler").click()
    page.keyboard.press("Escape")

    # The session ends while she writes; signed in again, her text leaves by itself.
    sauves = page.context.cookies()
    page.context.clear_cookies(name=re.compile("sessionid"))
    ligne.fill("Écrit après la fin de la session")
    expect(page.locator("[data-avis]")).to_contain_text("Votre session est terminée")
    page.context.add_cookies(sauves)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    attendre(lambda: len(brouillons(page)) == 1)

    # The sheet is closed meanwhile: the text is beside the button that opens it again.
    autre.goto(adresse)
    autre.get_by_role("button", name="Clore la feuille").click()
    expect(page.get_by_label("Votre texte, gardé ici")).to_have_value("Ajouté dans un tunnel")
    page.get_by_role("button", name="Rouvrir la feuille pour").click()
    expect(page.locator("#nouvelle-plan")).to_have_value("Ajouté dans un tunnel")
    page.locator("#nouvelle-plan").press("Enter")
    expect(page.locator("#plan [data-ligne] textarea").last).to_have_value("Ajouté dans un tunnel")
    attendre(lambda: len(brouillons(page)) == 0)
    erreurs.clear()  # the network and the session, as the browser logs them


def test_a_form_is_given_back_until_the_server_has_it(ouvrir):
    page = ouvrir("autre", taille=PHONE)
    suivre_le_webinaire(page)
    adresse, texte = page.url, "Qui commence, quand personne ne se connaît ?"
    page.get_by_label("Votre question").fill(texte)
    page.context.set_offline(True)
    page.get_by_role("button", name="Poser ma question").click()
    expect(page.get_by_text("Envoyez-le au retour du réseau")).to_be_visible()
    page = revenir(page, adresse)
    expect(page.get_by_text(RETROUVE)).to_be_visible()
    champ = page.get_by_label("Votre question")
    expect(champ).to_have_value(texte)

    # Refused, it stays kept; received, it is forgotten, and two clicks ask once.
    champ.evaluate("champ => champ.removeAttribute('maxlength')")
    champ.fill("?" * 1001)
    page.get_by_role("button", name="Poser ma question").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert len(brouillons(page)) == 1
    champ = page.get_by_label("Votre question")
    champ.fill(texte)
    page.get_by_role("button", name="Poser ma question").dblclick()
    expect(page.locator("#questions").get_by_text(texte, exact=True)).to_have_count(1)
    assert brouillons(page) == []
    expect(page.get_by_label("Votre question")).to_have_value("")

    # One may also not want it any more.
    page.get_by_label("Votre question").fill("Tout compte fait, non")
    page = revenir(page, adresse)
    page.get_by_role("button", name="L’oublier").click()
    expect(page.get_by_label("Votre question")).to_have_value("")
    assert brouillons(page) == []


def test_nobody_reads_the_draft_of_another(ouvrir):
    page = ouvrir("catalyseur")
    suivre_le_webinaire(page)
    adresse = page.url
    page.get_by_label("Votre question").fill("À moi seule")
    page.context.clear_cookies()
    page.goto(adresse)
    page.get_by_label("Adresse électronique").first.fill("autre@demo.test")
    page.get_by_label("Mot de passe", exact=True).fill("parcours-demo-2018")
    page.get_by_role("button", name="Se connecter").first.click()
    expect(page.get_by_label("Votre question")).to_have_value("")
    expect(page.get_by_text(RETROUVE)).to_have_count(0)


def test_the_time_of_a_step_is_the_server_s(ouvrir):
    page, telephone = ouvrir("catalyseur"), ouvrir("autre", taille=PHONE)
    telephone.context.add_init_script(MAUVAISE_HEURE)
    for une in (page, telephone):
        ouvrir_la_feuille(une)
    page.locator("#contrat").get_by_role("button", name=re.compile("Y revenir|Commencer")).click()
    minuteurs = [une.locator("#contrat [role=timer]") for une in (page, telephone)]
    for minuteur in minuteurs:
        expect(minuteur).to_have_text(re.compile(r"il reste (5 min 00|4 min \d\d)"))

    def secondes(minuteur):
        minutes, reste = map(int, re.findall(r"\d+", minuteur.inner_text()))
        return 60 * minutes + reste

    assert abs(secondes(minuteurs[0]) - secondes(minuteurs[1])) <= 3
    # Back from ten minutes of sleep, the next answer of the server puts it right.
    telephone.evaluate("window.dormir(-600)")
    expect(minuteurs[1]).to_have_text(re.compile("dépassé"))
    expect(minuteurs[1]).to_have_text(re.compile(r"il reste (5|4|3) min"))
    assert abs(secondes(minuteurs[0]) - secondes(minuteurs[1])) <= 3
