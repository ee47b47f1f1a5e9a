"""The frame: few entries, a search box, statement pages, the welcome of a first visit, help."""

import html
import re

import pytest
from django.test import RequestFactory

from rameau.accueil.lectures import guides
from rameau.accueil.lectures.cadre import Cadre
from rameau.accueil.lectures.guides import LUS_PAR, guide_de
from rameau.accueil.views.mentions import traitements
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse
from rameau.comptes.actions.accueils import ranger_accueil
from rameau.comptes.models import Accueil
from tests import scenes
from tests.navigateur.images import IMAGES
from tests.test_coherence import ROOT

HOME_OF = {
    "catalyseur": Chapeau.CATALYSEUR,
    "equipe": Chapeau.EQUIPE,
    "coach": Chapeau.COACH,
    "comite": Chapeau.COMITE,
    "alumni": Chapeau.ALUMNI,
}


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


def read(response):
    return html.unescape(response.content.decode())


# --- navigation and search box -----------------------------------------------------------------
@pytest.mark.parametrize("qui", [*HOME_OF, "autre", "ailleurs", "autre_coach"])
def test_navigation_has_five_entries_at_most_and_one_is_here(monde, qui):
    request = RequestFactory().get("/")
    request.user, request.session = getattr(monde, qui), {}
    entries = Cadre(request).navigation
    assert 2 <= len(entries) <= 5
    assert [entry.libelle for entry in entries if entry.active] == ["Accueil"]
    assert len({entry.url for entry in entries}) == len(entries)


def test_the_search_box_is_for_those_who_signed_in(monde, client, client_de):
    assert 'role="search"' in read(client_de(monde.catalyseur).get("/"))
    assert 'action="/recherche/"' not in read(client.get("/"))


# --- statement pages ---------------------------------------------------------------------------
PAGES = ["accessibilite", "donnees-personnelles", "mentions-legales", "contact", "aide"]


@pytest.mark.parametrize("page", PAGES)
def test_statement_pages_are_open_to_all_and_linked_from_every_foot(db, client, page):
    assert client.get(f"/{page}/").status_code == 200
    assert f'href="/{page}/"' in read(client.get("/"))


def test_the_accessibility_statement_says_what_is_not_known(db, client):
    page = read(client.get("/accessibilite/"))
    assert "partiellement évalué" in page
    assert "lecteur d’écran" in page


def test_personal_data_are_told_as_the_code_declares_them(db, client):
    """Whatever holds something of people is on the page, in words, with its reason and its end."""
    declared = [d for d in registres.donnees_personnelles if d.personnelles or d.textes]
    told = traitements()
    assert len(told) == len(declared)
    for traitement in told:
        assert all([traitement.quoi, traitement.contenu, traitement.pourquoi, traitement.duree]), (
            traitement
        )
    page = read(client.get("/donnees-personnelles/"))
    assert "adresse électronique, prénom, nom, téléphone" in page
    assert "Versions partagées" in page


# --- welcome of the first visit ----------------------------------------------------------------
@pytest.mark.parametrize(("qui", "chapeau"), HOME_OF.items())
def test_the_welcome_shows_three_things_until_put_away(monde, client_de, qui, chapeau):
    client = client_de(getattr(monde, qui))
    home = read(client.get("/", follow=True))
    assert "Ranger ce mot d’accueil" in home
    panel = re.search(r'<section class="bienvenue".*?</section>', home, re.S)[0]
    links = re.findall(r'href="([^"]+)"', panel)
    assert len(links) == 4
    for link in links:
        assert client.get(link, follow=True).status_code == 200, link
    assert Accueil.objects.count() == 0  # looking writes nothing
    answer = client.post("/compte/accueil/", {"chapeau": chapeau.code})
    assert (answer.status_code, answer["Location"]) == (303, "/")
    client.post("/compte/accueil/", {"chapeau": chapeau.code})
    assert Accueil.objects.count() == 1
    assert "Ranger ce mot d’accueil" not in read(client.get("/", follow=True))
    assert 'class="bienvenue"' in read(client.get("/aide/"))


def test_the_welcome_of_a_hat_one_does_not_wear_is_refused(monde, client_de):
    answer = client_de(monde.catalyseur).post("/compte/accueil/", {"chapeau": "equipe"})
    assert answer.status_code == 409
    with pytest.raises(AccesRefuse):
        ranger_accueil(par=monde.catalyseur, chapeau=Chapeau.EQUIPE, instant=monde.equipe.cree_le)
    assert Accueil.objects.count() == 0


def test_each_hat_has_its_own_welcome(monde, client_de):
    """Putting away the welcome of one hat leaves that of another."""
    ranger_accueil(par=monde.catalyseur, chapeau=Chapeau.CATALYSEUR, instant=monde.equipe.cree_le)
    assert "Ranger ce mot" in read(client_de(monde.catalyseur2).get("/"))
    assert "Ranger ce mot" not in read(client_de(monde.catalyseur).get("/"))


# --- help --------------------------------------------------------------------------------------
@pytest.mark.parametrize("chapeau", Chapeau)
def test_each_role_has_its_guide_of_two_pages(db, client, chapeau):
    page = client.get(f"/aide/{chapeau.code}/")
    assert page.status_code == 200
    titre, _ = guide_de(chapeau)
    assert f"<h1>{titre}</h1>" in read(page)
    words = (guides.GUIDES / f"{chapeau.code}.md").read_text(encoding="utf-8").split()
    assert len(words) <= 900


def test_help_opens_on_one_s_own_guide(monde, client, client_de):
    assert "<h1>Guide du coach</h1>" in read(client_de(monde.coach).get("/aide/"))
    page = read(client.get("/aide/"))
    for libelle in LUS_PAR.values():
        assert libelle in page
    assert client.get("/aide/inconnu/").status_code == 404


def test_a_guide_shows_the_pictures_that_exist_and_reads_without_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(guides, "IMAGES", tmp_path)
    guide_de.cache_clear()
    assert "<img" not in guide_de(Chapeau.CATALYSEUR)[1]
    (tmp_path / "catalyseur-accueil.png").write_bytes(b"")
    guide_de.cache_clear()
    corps = guide_de(Chapeau.CATALYSEUR)[1]
    assert corps.count("<img") == 1
    assert 'src="/static/guides/catalyseur-accueil.png"' in corps
    guide_de.cache_clear()


def test_the_guides_ask_exactly_for_the_pictures_that_are_made():
    asked = {
        name
        for path in (ROOT / "docs" / "guides").glob("*.md")
        for name in re.findall(r"\(\.\./images/([a-z0-9-]+)\.png\)", path.read_text("utf-8"))
    }
    assert asked == {image.nom for image in IMAGES}


def test_someone_without_a_hat_gets_help_too(db, client_de):
    nobody = scenes.relire(scenes.personne("Nadia"))
    assert client_de(nobody).get("/aide/").status_code == 200
