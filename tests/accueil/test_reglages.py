"""« Réglages »: what may be changed has its line, and each line leads where it changes."""

import re

import pytest
from django.urls import reverse

from parcours.travaux.actions.parcours import commencer_version
from tests import scenes
from tests.plafonds import PAGE, verifier_plafond

pytestmark = pytest.mark.django_db
URL = "/equipe/reglages/"


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


def test_whatever_may_be_changed_is_one_link_away(monde, client_de):
    client = client_de(monde.equipe)
    page = client.get(URL).content.decode()
    code, programme = monde.promotion.code, monde.promotion.programme_id
    promotion = reverse("equipe:promotion", args=[code])
    attendus = [
        scenes.parcours().get_absolute_url(),
        reverse("equipe:reglages_rappels", args=[code]),
        reverse("equipe:candidatures", args=[code]) + "#appel",
        f"{promotion}#rencontres",
        f"{promotion}#echeances",
        reverse("equipe:programme", args=[programme]),
        reverse("equipe:comite", args=[programme]),
        reverse("equipe:volontaire", args=[code]),
        reverse("equipe:personnes") + "?chapeau=equipe",
        *map(reverse, ("equipe:intervenants", "equipe:publications", "apercus:apercus")),
        *map(reverse, ("territoires:territoires", "ressources:centres")),
    ]
    for adresse in attendus:
        assert f'href="{adresse}"' in page, adresse
        chemin, _, ancre = adresse.partition("#")
        cible = client.get(chemin)
        assert cible.status_code == 200, adresse
        assert not ancre or f'id="{ancre}"' in cible.content.decode()
    # A closed promotion has nothing left to set.
    assert monde.close.nom not in page
    assert re.search('aria-current="page">[^<]*(<svg.*?</svg>)?\\s*<span>Réglages', page, re.DOTALL)


def test_a_draft_is_there_as_soon_as_it_is_begun(monde, client_de):
    commencer_version(par=monde.equipe, parcours=scenes.parcours())
    assert "en cours d’écriture" in client_de(monde.equipe).get(URL).content.decode()


def test_it_costs_the_same_whatever_it_shows(monde, client_de):
    client = client_de(monde.equipe)
    verifier_plafond(lambda: client.get(URL), lambda: scenes.agrandir(monde), plafond=PAGE)


@pytest.mark.parametrize(
    ("route", "entree"),
    [
        ("parcours:livrables", "Promotions"),
        ("equipe:promotion", "Promotions"),
        ("equipe:tous_les_parcours", "Réglages"),
        ("equipe:intervenants", "Personnes"),
        ("apercus:apercus", "Réglages"),
    ],
)
def test_the_navigation_says_where_the_equipe_is(monde, client_de, route, entree):
    args = [monde.promotion.code] if route.endswith(("livrables", "promotion")) else []
    page = client_de(monde.equipe).get(reverse(route, args=args)).content.decode()
    courant = re.search('<a href="[^"]*" aria-current="page">(.*?)</a>', page, re.DOTALL)
    assert courant is not None
    assert f"<span>{entree}</span>" in courant.group(1)


def test_the_way_back_is_the_one_of_each(monde, client_de):
    """On the pages that all share, the équipe goes back to the page it leads from."""
    url = reverse("parcours:rencontres", args=[monde.promotion.code])
    mene = reverse("equipe:promotion", args=[monde.promotion.code])
    assert f'href="{mene}"' in client_de(monde.equipe).get(url).content.decode()
    page = client_de(monde.catalyseur).get(url).content.decode()
    assert f'href="{mene}"' not in page
    assert f'href="{monde.promotion.get_absolute_url()}"' in page
