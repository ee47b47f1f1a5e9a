"""The main job from end to end: a promotion opened, a bilan written, shared, answered, handed in,
and seen by the committee; each by who does it, mails by a real worker."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.navigateur.conftest import PHONE
from tests.navigateur.pages import Equipe, Travail, lien_de

TEXTE = "Depuis deux ans, la maison des projets réunit la ville et huit associations."


def test_une_promotion_de_bout_en_bout(ouvrir, site):
    # L'équipe ouvre la promotion : douze structures, quatre sessions, moins de douze gestes.
    page_equipe = ouvrir("equipe")
    equipe = Equipe(page_equipe)
    equipe.ouvrir_une_promotion("Promotion d’essai", timezone.localdate() + timedelta(days=21))
    assert equipe.geste.nombre < 12
    adresse = page_equipe.url
    expect(page_equipe.get_by_text("12 / 12").first).to_be_visible()

    equipe.choisir_le_binome("Le Catalyseur")
    equipe.inviter(("Inès", "Vidal", "ines.vidal@demo.test"))
    # A worker is quick: the mail may be delivered before the page is read.
    expect(page_equipe.get_by_text(re.compile("envoyée|remise")).first).to_be_visible()
    equipe.confier_au_coach("Claire Vasseur")
    page_equipe.goto(adresse)
    equipe.nommer_au_comite("Constance", "Rivoire", "comite@demo.test", "CGET")

    # L'invitée ouvre son courriel : le lien montre, le bouton accepte.
    invitation = site.attendre_courriel("ines.vidal@demo.test", "invit")
    page = ouvrir(taille=PHONE)
    page.goto(lien_de(invitation))
    page.get_by_role("button", name="Accepter et entrer").click()
    page.get_by_role("button", name="Enregistrer et commencer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ma prochaine étape")

    # Elle écrit, puis partage ; sa coach est prévenue et répond.
    page.get_by_role("link", name="Bilan des actions entreprises").first.click()
    travail = Travail(page)
    travail.ecrire("actions", TEXTE)
    travail.partager()
    partage = site.attendre_courriel("coach@demo.test", "partage avec vous")

    page_coach = ouvrir("coach")
    page_coach.goto(lien_de(partage))
    expect(page_coach.get_by_text("huit associations")).to_be_visible()
    page_coach.get_by_label(re.compile("Un mot d’ensemble")).fill("Qui manque autour de la table ?")
    page_coach.get_by_role("button", name="Envoyer mon regard", exact=True).click()

    regard = site.attendre_courriel("ines.vidal@demo.test", "posé son regard")
    page.goto(lien_de(regard))
    expect(page.get_by_text("Qui manque autour de la table")).to_be_visible()

    # Elle seule le remet, et choisit qui le lira.
    page.get_by_role("link", name="Accueil").first.click()
    page.get_by_role("link", name="Bilan des actions entreprises").first.click()
    travail.remettre("comité de pilotage")
    expect(page.get_by_text(re.compile("remis", re.I)).first).to_be_visible()

    # Le comité voit où en sont les douze, et lit ce qui lui est partagé.
    page_comite = ouvrir("comite")
    page_comite.goto(site.adresse + "/pilotage/")
    page_comite.get_by_role("link", name="Promotion d’essai").click()
    ligne = page_comite.get_by_role("row", name=re.compile("Toulouse"))
    ligne.get_by_role("link", name=re.compile("remis")).click()
    expect(page_comite.get_by_text("huit associations")).to_be_visible()
