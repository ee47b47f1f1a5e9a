"""The home of each hat: one click to the thing to do; facts only; constant queries."""

from datetime import timedelta

import pytest
from django.db.models.sql.compiler import SQLCompiler
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.sujets import fixer_scrutin
from parcours.travaux.accueils.retours import a_lire
from parcours.travaux.actions.livrables import ecrire_section
from parcours.travaux.lectures.accueils import prochaine_etape
from rameau.accueil.accueils import nouvelles
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import Compiled
from rameau.commun.registres import Bloc, EntreeDeMenu, Place, Registre, Venue
from tests import scenes
from tests.animation.codev_scenes import session, synthese_publiee
from tests.plafonds import verifier_plafond

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


def venue(monde, instant=None):
    return Venue(
        personne=monde.catalyseur, promotion=monde.promotion, instant=instant or timezone.now()
    )


def prochaine(monde):
    return prochaine_etape(venue(monde))


def test_the_landing_page_tells_the_programme_to_anyone(client):
    page = client.get("/").content.decode()
    for word in ("Comprendre", "Mettre en œuvre", "Approfondir", "Mettre en perspective"):
        assert word in page


def test_the_next_step_follows_the_work(monde):
    """The session of stage 1 is past: the bilan is what is next, in each of its states."""
    instant = timezone.now()
    assert prochaine(monde).acte == "Commencer le bilan"
    ecrire_section(
        par=monde.catalyseur,
        livrable=monde.livrable(),
        code="actions",
        texte="Nous avons ouvert un tiers lieu.",
        revision=0,
        instant=instant,
    )
    assert prochaine(monde).acte == "Continuer le bilan"
    scenes.partager(monde)
    assert "a reçu votre texte" in prochaine(monde).texte
    scenes.regarder(monde)
    assert prochaine(monde).acte == "Lire le regard de votre coach"
    scenes.remettre(monde)
    assert prochaine(monde).titre == "Session 2 : mettre en œuvre"


def test_the_thing_to_do_is_one_click_away(monde, client_de):
    page = client_de(monde.catalyseur).get("/").content.decode()
    assert f'href="{monde.livrable().get_absolute_url()}"' in page
    assert "Ma prochaine étape" in page


def test_what_changed_tells_the_open_vote_and_the_latest_synthesis(monde, client_de):
    maintenant = timezone.now()
    assert nouvelles(venue(monde)) == []
    scrutin = fixer_scrutin(
        par=monde.equipe,
        promotion=monde.promotion,
        ouvre_le=maintenant - timedelta(hours=1),
        ferme_le=maintenant + timedelta(hours=1),
        instant=maintenant - timedelta(hours=2),
    )
    synthese_publiee(monde, 1)

    def actes(instant):
        return [(nouvelle.acte, nouvelle.url) for nouvelle in nouvelles(venue(monde, instant))]

    lire = ("Lire", session(monde, 1).synthese.get_absolute_url())
    sujets = reverse("parcours:sujets", args=[monde.promotion.code])
    assert actes(maintenant) == [("Voter", sujets), lire]
    assert actes(scrutin.ferme_le) == [lire]
    page = client_de(monde.catalyseur).get("/").content.decode()
    assert page.index("Ce qui a changé") < page.index("Le chemin des neuf mois")


def test_the_coach_sees_what_waits_for_an_answer_until_answered(monde):
    def waiting(coach):
        elle = Venue(personne=coach, promotion=None, instant=timezone.now())
        return [version.livrable for version in a_lire(elle)]

    assert waiting(monde.coach) == []
    scenes.partager(monde)
    assert waiting(monde.coach) == [monde.livrable()]
    assert waiting(monde.autre_coach) == []
    scenes.regarder(monde)
    assert waiting(monde.coach) == []


@pytest.mark.parametrize(
    ("qui", "titre"),
    [
        ("catalyseur", "Ma prochaine étape"),
        ("equipe", "À traiter"),
        ("coach", "Ma journée"),
        ("alumni", "Votre espace d’alumni"),
    ],
)
def test_each_hat_has_its_home(monde, client_de, qui, titre):
    response = client_de(getattr(monde, qui)).get("/")
    assert response.status_code == 200
    assert titre in response.content.decode()


def test_the_committee_lands_on_its_dashboard(monde, client_de):
    response = client_de(monde.comite).get("/")
    assert response["Location"] == f"/pilotage/{monde.promotion.code}/"


def test_someone_without_any_hat_is_welcomed(client_de, db):
    nobody = scenes.relire(scenes.personne("Nadia"))
    assert "Bienvenue" in client_de(nobody).get("/").content.decode()


@pytest.mark.parametrize(("qui", "plafond"), [("catalyseur", 18), ("equipe", 20), ("coach", 8)])
def test_a_home_costs_the_same_whatever_it_shows(monde, client_de, qui, plafond):
    client = client_de(getattr(monde, qui))
    scenes.partager(monde)
    verifier_plafond(lambda: client.get("/"), lambda: scenes.agrandir(monde), plafond=plafond)


@pytest.mark.parametrize("qui", ["catalyseur", "coach", "comite"])
def test_a_home_compiles_its_queries_once(monde, client_de, monkeypatch, qui):
    """What is not compiled once costs more than it reads; the session alone is Django's own."""
    monkeypatch.setattr(Compiled, "__call__", Compiled.__call__.__wrapped__)
    scenes.partager(monde)
    client = client_de(getattr(monde, qui))
    client.get("/", follow=True)
    written = []
    original = SQLCompiler.pre_sql_setup

    def noted(self, *args, **kwargs):
        written.append(self.query.model.__name__)
        return original(self, *args, **kwargs)

    monkeypatch.setattr(SQLCompiler, "pre_sql_setup", noted)
    pages = client.get("/", follow=True)
    assert pages.status_code == 200
    asked = 1 + len(pages.redirect_chain)
    assert written.count("Session") == asked
    assert len(written) == asked, written


@pytest.mark.parametrize("address", ["/demo/composants/", "/demo/courriels/"])
def test_outside_the_demo_its_pages_are_absent(client, settings, address):
    assert client.get(address).status_code == 200
    settings.DEMO = False
    assert client.get(address).status_code == 404


# --- what a new room gives -----------------------------------------------------------------------
@pytest.fixture
def registre_neuf(monkeypatch):
    """Registries that a test may fill: with what they hold already, and no trace afterwards."""

    def copier(nom):
        neuf = Registre(nom)
        for cle, valeur in getattr(registres, nom).items():
            neuf.inscrire(cle, valeur)
        monkeypatch.setattr(registres, nom, neuf)
        return neuf

    return copier


def test_a_block_shows_on_the_home_of_its_hat_where_its_rank_puts_it(
    monde, client_de, registre_neuf
):
    accueils = registre_neuf("accueils")
    for nom, rang in (("essai/second", -1), ("essai/premier", -2)):
        accueils.inscrire(
            nom,
            Bloc(
                chapeau=Chapeau.COACH,
                place=Place.TETE,
                template="promotions/accueils/mes_binomes.html",
                composer=lambda venue: [],
            ),
            rang=rang,
        )
    accueils.inscrire(
        "essai/rien",
        Bloc(
            chapeau=Chapeau.EQUIPE,
            place=Place.TETE,
            template="ce-modele-n-existe-pas.html",
            composer=lambda venue: None,
        ),
    )
    noms = [nom for nom, _ in accueils.items() if nom.startswith("essai/")]
    assert noms == ["essai/premier", "essai/second", "essai/rien"]
    assert client_de(monde.equipe).get("/").status_code == 200
    page = client_de(monde.coach).get("/")
    assert [t for t, _ in page.context["foyer"]["tete"]][:2] == [
        "promotions/accueils/mes_binomes.html"
    ] * 2


def test_an_entry_of_the_menu_shows_to_its_hats_and_holds_what_stands_under_it(
    monde, client_de, registre_neuf
):
    registre_neuf("menus").inscrire(
        "essai",
        EntreeDeMenu(
            chapeaux=(Chapeau.EQUIPE,),
            libelle="Essai",
            icone="users",
            adresse=lambda promotion: "/essai/",
            rayons=("comptes:compte",),
        ),
        rang=90,
    )
    page = client_de(monde.equipe).get(reverse("comptes:compte")).context["cadre"]
    assert [entree.libelle for entree in page.navigation][-1] == "Essai"
    assert [entree.libelle for entree in page.navigation if entree.active] == ["Essai"]
    assert "Essai" not in [
        e.libelle for e in client_de(monde.coach).get("/").context["cadre"].navigation
    ]
