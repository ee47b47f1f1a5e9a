"""The main job from end to end: a promotion opened, a bilan written, shared, answered, handed in,
and seen by the committee; each by who does it, mails by a real worker."""

import io
import re
from datetime import timedelta

import pypdf
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.navigateur.conftest import PHONE
from tests.navigateur.pages import Equipe, Travail, lien_de

OBJECTIF = "Aller chercher les familles avant qu’elles renoncent"
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
    page_coach.get_by_text("Écrire une remarque").first.click()
    page_coach.get_by_label("Votre remarque").first.fill("Et les communes voisines ?")
    page_coach.get_by_role("button", name="Garder cette remarque").first.click()
    page_coach.get_by_label(re.compile("Un mot d’ensemble")).fill("Qui manque autour de la table ?")
    page_coach.get_by_role("button", name="Envoyer mon regard", exact=True).click()

    regard = site.attendre_courriel("ines.vidal@demo.test", "posé son regard")
    page.goto(lien_de(regard))
    expect(page.get_by_text("Qui manque autour de la table")).to_be_visible()
    page.get_by_role("button", name="Merci, utile").click()
    expect(page.locator("#messages")).to_contain_text("verra votre merci")

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


@pytest.mark.audit
def test_du_plan_a_la_feuille_de_route_imprimee(ouvrir, site):
    """Two people of one binôme, their coach, a peer and the équipe."""
    amina, bruno = ouvrir("catalyseur"), ouvrir("catalyseur2")
    travail = Travail(amina)

    # À deux sur le plan, chacun sa section ; un objectif de plus.
    ouvrir_le_travail(amina, "Plan de mise en œuvre")
    ouvrir_le_travail(bruno, "Plan de mise en œuvre")
    travail.ecrire("enjeux", "Les familles renoncent avant de demander.")
    Travail(bruno).ecrire("pilotage", "Nous animons, la ville décide, chacun rend compte.")
    amina.get_by_label("Ajouter un objectif").fill(OBJECTIF)
    amina.get_by_role("button", name="Ajouter un objectif").click()
    expect(amina.locator("#objectifs")).to_contain_text(OBJECTIF)

    # La coach lit la version, répond ; l’autre membre du binôme la lit.
    travail.partager()
    coach = ouvrir("coach")
    coach.goto(lien_de(site.attendre_courriel("coach@demo.test", "plan de mise en œuvre")))
    expect(coach.get_by_text("Nous animons, la ville décide")).to_be_visible()
    coach.get_by_label(re.compile("Un mot d’ensemble")).fill("Qui paie la deuxième année ?")
    coach.get_by_role("button", name="Envoyer mon regard", exact=True).click()
    bruno.goto(lien_de(site.attendre_courriel("catalyseur2@demo.test", "posé son regard")))
    expect(bruno.get_by_text("Qui paie la deuxième année")).to_be_visible()

    # Remis à la promotion : une pair le lit, la feuille de route commence remplie.
    ouvrir_le_travail(amina, "Plan de mise en œuvre")
    travail.remettre("Toute la promotion")
    pair = ouvrir("autre")
    pair.get_by_role("link", name="Nos travaux", exact=True).click()
    lyon = pair.locator(".carte", has=pair.get_by_role("heading", name="Lyon"))
    lyon.get_by_role("link", name="Plan de mise en œuvre").click()
    expect(pair.get_by_text(OBJECTIF)).to_be_visible()
    ouvrir_le_travail(amina, "Feuille de route")
    expect(amina.locator("#axes")).to_contain_text(OBJECTIF)
    travail.ecrire("vision", "Dans cinq ans, personne ne renonce faute de trajet.")
    travail.remettre("comité de pilotage")

    # Emportée en PDF, telle qu’elle est remise.
    bruno.get_by_role("link", name="Nos travaux", exact=True).click()
    bruno.get_by_role("link", name="Les feuilles de route").click()
    bruno.get_by_role("row", name=re.compile("Lyon")).get_by_role("link", name="Lire").click()
    bruno.get_by_role("button", name="En PDF").click()
    telecharger = bruno.get_by_role("link", name="Télécharger")
    expect(telecharger).to_be_visible(timeout=60_000)
    with bruno.expect_download() as attendu:
        telecharger.click()
    pages = pypdf.PdfReader(io.BytesIO(attendu.value.path().read_bytes())).pages
    texte = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "personne ne renonce faute de trajet" in texte
    assert OBJECTIF in texte

    # L’équipe retrouve l’objectif parmi ce que les structures partagent, et le regroupe.
    equipe = ouvrir("equipe")
    equipe.get_by_role("link", name="Promotions").first.click()
    equipe.get_by_role("table").get_by_role("link", name=re.compile("Promotion")).first.click()
    equipe.get_by_role("link", name="Ce qu’elles ont en commun").click()
    equipe.get_by_label("Mots").fill(OBJECTIF)
    equipe.get_by_role("button", name="Filtrer").click()
    equipe.get_by_label(OBJECTIF).first.check()
    equipe.get_by_label("Nom du nouveau regroupement").fill("Aller vers ceux qui renoncent")
    equipe.get_by_role("button", name="Regrouper", exact=True).click()
    equipe.get_by_role("link", name="Aller vers ceux qui renoncent").first.click()
    expect(equipe.get_by_text(re.compile(r"Rencontré par 1\s+structure"))).to_be_visible()


def ouvrir_le_travail(page: Page, nom: str) -> None:
    page.get_by_role("link", name="Nos travaux", exact=True).click()
    page.locator(".travaux").get_by_role("link", name=nom).click()
