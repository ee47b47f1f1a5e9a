"""One search box: French words forgiven, results by kind, and nobody finds what is not hers."""

import html

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.promotions.actions.binomes import terminer_participation
from parcours.travaux.actions.versions import remettre_livrable
from parcours.travaux.models.livrables import Partage
from rameau.accueil.lectures.recherche import chercher
from rameau.commun.recherche import Morceau, Requete, extraire, plier, surligner
from tests import scenes
from tests.plafonds import PAGE, verifier_plafond

pytestmark = pytest.mark.django_db

RARE = "Nous avons ouvert un tiers-lieu à l'Œuvre, près des maraîchers."


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


def trouve(personne, mots, genre=""):
    """What the person finds, as text: kind → titles."""
    resultats = chercher(personne, Requete.lire(mots), genre=genre)
    return {
        groupe.code: ["".join(m.texte for m in ligne.titre) for ligne in groupe.lignes]
        for groupe in resultats.groupes
    }


def _remettre(monde, livrable, partage):
    remettre_livrable(
        par=monde.catalyseur, livrable=livrable, partage=partage, instant=timezone.now()
    )


# --- rights ------------------------------------------------------------------------------------
def test_a_stranger_is_sent_to_sign_in(client, db):
    response = client.get("/recherche/?q=bilan")
    assert response.status_code == 302
    assert response["Location"].startswith("/connexion/?next=/recherche/")


QUI = ["catalyseur", "catalyseur2", "autre", "ailleurs", "coach", "autre_coach"]
QUI += ["equipe", "comite", "alumni"]


@pytest.mark.parametrize(
    ("partage", "lecteurs"),
    [
        (None, set()),
        (Partage.COACH, {"catalyseur", "catalyseur2", "coach", "equipe"}),
        (
            Partage.PROMOTION,
            {"catalyseur", "catalyseur2", "coach", "equipe", "autre", "autre_coach"},
        ),
        (
            Partage.COMITE,
            {"catalyseur", "catalyseur2", "coach", "equipe", "autre", "autre_coach", "comite"},
        ),
    ],
)
def test_the_words_of_a_work_are_found_by_those_it_is_shared_with_alone(monde, partage, lecteurs):
    if partage == Partage.COACH:
        scenes.partager(monde, RARE)
    else:
        livrable = scenes.ecrire(monde, RARE)
        if partage is not None:
            _remettre(monde, livrable, partage)
    trouvent = {qui for qui in QUI if "travaux" in trouve(getattr(monde, qui), "maraicher")}
    assert trouvent == lecteurs


def test_only_the_last_version_one_may_read_is_searched(monde):
    scenes.partager(monde, "Un premier texte sur les abeilles.")
    livrable = scenes.ecrire(monde, "Un second texte sur les moulins.")
    _remettre(monde, livrable, Partage.PROMOTION)
    scenes.ecrire(monde, "Un troisième texte, gardé pour nous, sur les phares.")
    assert "travaux" not in trouve(monde.autre, "abeilles")
    assert "travaux" in trouve(monde.autre, "moulin")
    assert "travaux" not in trouve(monde.autre, "phares")
    assert len(trouve(monde.equipe, "texte")["travaux"]) == 1


def test_promotions_rencontres_binomes_and_people_are_those_one_sees(monde):
    assert trouve(monde.catalyseur, "promotion")["promotions"] == ["Promotion en cours"]
    assert trouve(monde.ailleurs, "promotion")["promotions"] == ["Promotion voisine"]
    assert len(trouve(monde.equipe, "promotion")["promotions"]) == 3
    assert "rencontres" in trouve(monde.catalyseur, "session")
    assert trouve(monde.autre, "amina")["personnes"] == ["Amina Essai"]
    assert "personnes" not in trouve(monde.ailleurs, "amina")
    assert "personnes" not in trouve(monde.alumni, "amina")
    assert trouve(monde.comite, "claire")["personnes"] == ["Claire Essai"]
    assert "personnes" not in trouve(monde.ailleurs, "claire")
    structure = monde.autre_binome.structure.nom
    assert "binomes" in trouve(monde.catalyseur, structure)
    assert "binomes" not in trouve(monde.ailleurs, structure)


def test_a_member_who_left_no_longer_finds_the_works(monde):
    scenes.partager(monde, RARE)
    assert "travaux" in trouve(monde.catalyseur2, "maraicher")
    terminer_participation(
        par=monde.equipe,
        participation=monde.binome.participations.get(personne=monde.catalyseur2),
        instant=timezone.now(),
        motif="Elle change de métier.",
    )
    assert trouve(scenes.relire(monde.catalyseur2), "maraicher") == {}


# --- words -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "mots",
    [
        "maraîchers",
        "maraicher",
        "MARAÎCHER",
        "marai\u0302cher",  # decomposed accents
        "œuvre",
        "oeuvre",
        "l'oeuvre",
        "L’Œuvre",
        "tiers lieu",
        "tiers-lieu",
        "  ouverts   maraich ",
    ],
)
def test_accents_case_apostrophes_hyphens_and_endings_are_forgiven(monde, mots):
    scenes.partager(monde, RARE)
    assert "travaux" in trouve(monde.catalyseur, mots)


def test_every_word_must_be_found(monde):
    scenes.partager(monde, RARE)
    assert "travaux" not in trouve(monde.catalyseur, "maraîchers fusée")


def test_elements_and_line_ends_are_searched_and_the_frame_of_json_is_not(monde):
    scenes.partager(monde, "Première ligne\nsemaille\ttardive\n\n- récolte")
    for mot in ("semaille", "tardive", "récolte"):
        assert "travaux" in trouve(monde.catalyseur, mot)
    for mot in ("schema", "issu_de", "nsemaille"):
        assert "travaux" not in trouve(monde.catalyseur, mot)


def test_territories_and_centres_are_found_by_everyone(monde):
    territoire = monde.binome.territoire
    for qui in QUI:
        trouves = trouve(getattr(monde, qui), territoire.nom.upper())
        assert territoire.nom in trouves["territoires"]
        assert (
            territoire.nom in trouve(getattr(monde, qui), str(territoire.structure))["territoires"]
        )


@pytest.mark.parametrize(
    "mots",
    [
        "'",
        "a",
        "&",
        "bilan & | ! ( :*",
        "bilan' OR 1=1 --",
        "%_\\",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "\x00\x01bilan",
        "é" * 5000,
        " ".join(f"mot{n}" for n in range(500)),
        "{{ 7|add:7 }}",
    ],
)
def test_whatever_is_typed_is_only_words(monde, client_de, mots):
    scenes.partager(monde, "<script>alert(1)</script> et <b>gras</b> & bilan")
    response = client_de(monde.catalyseur).get("/recherche/", {"q": mots})
    assert response.status_code == 200
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>gras" not in page


# --- highlighting ------------------------------------------------------------------------------
def test_what_is_found_is_marked_in_the_text_as_people_wrote_it(db):
    [morceaux] = surligner(["À l’Œuvre : des maraîchers <b>"], Requete.lire("oeuvre maraicher"))
    assert [m.texte for m in morceaux if m.trouve] == ["Œuvre", "maraîchers"]
    assert "".join(m.texte for m in morceaux) == "À l’Œuvre : des maraîchers <b>"


def test_the_plain_form_keeps_the_place_of_each_letter():
    plie, places = plier("d’Œuvré")
    assert plie == "d oeuvre"
    assert places == [0, 1, 2, 2, 3, 4, 5, 6]


def test_an_extract_stands_around_the_first_find():
    morceaux = [Morceau("mot " * 100), Morceau("trouvé", True), Morceau(" suite" * 100)]
    extrait = "".join(m.texte for m in extraire(morceaux))
    assert extrait.startswith("… mot")
    assert "trouvé suite" in extrait
    assert extrait.endswith(" …")
    assert len(extrait) < 300
    assert extraire([Morceau("rien")]) == []


# --- the page ----------------------------------------------------------------------------------
def test_results_come_by_kind_with_their_counts_and_the_address_keeps_the_query(monde, client_de):
    client = client_de(monde.catalyseur)
    page = html.unescape(client.get("/recherche/?q=session").content.decode())
    assert 'value="session"' in page
    assert '<h2 id="genre-rencontres"' in page
    assert "<mark>Session</mark>" in page
    seul = client.get("/recherche/?q=session&genre=rencontres").content.decode()
    assert "genre-rencontres" in seul
    assert "Chercher dans tout" in seul
    assert client.get("/recherche/?q=session&genre=inconnu").status_code == 200


def test_an_empty_search_helps(monde, client_de):
    client = client_de(monde.catalyseur)
    assert "Que cherchez-vous" in client.get(reverse("accueil:recherche")).content.decode()
    assert "Rien ne répond" in client.get("/recherche/?q=xyzzyx").content.decode()


@pytest.mark.parametrize("qui", ["catalyseur", "coach", "comite", "equipe"])
def test_a_search_costs_the_same_whatever_it_finds(monde, client_de, qui):
    scenes.partager(monde)
    client = client_de(getattr(monde, qui))
    verifier_plafond(
        lambda: client.get("/recherche/?q=co"), lambda: scenes.agrandir(monde), plafond=PAGE
    )
