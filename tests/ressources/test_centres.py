"""The eight resource centres."""

import pytest

from ressources.models import CentreRessources
from tests import scenes
from tests.plafonds import PAGE, queries_of

pytestmark = pytest.mark.django_db


def test_the_eight_centres_with_the_addresses_the_documents_name(
    monde, client, client_de, settings
):
    settings.DEMO = True
    page = client_de(monde.catalyseur).get("/ressources/")
    assert len(page.context["centres"]) == 8
    texte = page.content.decode()
    assert 'href="https://coconstructionterritoriale.wordpress.com/"' in texte
    assert texte.count("n’est pas encore connue") == 5
    assert client.get("/ressources/").status_code == 302
    assert len(queries_of(lambda: client_de(monde.catalyseur).get("/ressources/"))) <= PAGE + 8


def test_what_people_wrote_survives_a_second_loading(monde):
    centre = CentreRessources.objects.get(ordre=5)
    centre.adresse = "https://rse.exemple.fr/"
    scenes.forcer(centre.save)
    scenes.charger_reference()
    centre.refresh_from_db()
    assert centre.adresse == "https://rse.exemple.fr/"
    assert CentreRessources.objects.count() == 8


def test_two_centres_never_share_a_name():
    scenes.charger_reference()
    doublon = CentreRessources(ordre=9, nom="RSE et partenariat")
    assert scenes.refus_de_la_base(doublon.save).constraint == "centre_nom_unique"
