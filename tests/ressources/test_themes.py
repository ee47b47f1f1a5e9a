"""Which centre treats of a tag: what the programme says, nothing guessed."""

import pytest

from parcours.promotions.lectures.etiquettes import inconnues
from rameau.commun import registres
from ressources.lectures.themes import CENTRE_DE, centres_proches
from ressources.models import CentreRessources
from tests import scenes

pytestmark = pytest.mark.django_db


def test_the_tags_and_the_centres_are_the_programme_s():
    scenes.charger_reference()
    assert inconnues(CENTRE_DE) == []
    noms = set(CentreRessources.objects.order_by("ordre").values_list("nom", flat=True))
    assert set(CENTRE_DE.values()) <= noms


@pytest.mark.parametrize(
    ("etiquettes", "titre", "attendus"),
    [
        (
            ["mode:mecenat", "fragilite:emploi-et-insertion"],
            "Co-construction territoriale",
            ["Partenariats associations - entreprises", "Co-construction territoriale"],
        ),
        (
            ["dynamique:dialogue"],
            "Co-construction territoriale",
            ["Co-construction territoriale"],
        ),
        (
            [],
            "Modèles socio-économiques",
            ["Modèles socio-économiques des associations"],
        ),
        (["fragilite:emploi-et-insertion"], "Alliances innovantes", []),
    ],
)
def test_those_of_the_tags_first_then_that_of_the_parcours(etiquettes, titre, attendus):
    scenes.charger_reference()
    lecteur = scenes.equipe()
    trouves = centres_proches(personne=lecteur, etiquettes=etiquettes, parcours=titre)
    assert [trouve.titre for trouve in trouves] == attendus
    assert all(trouve.url for trouve in trouves)


def test_it_is_what_the_page_of_a_frein_reads():
    assert centres_proches in set(registres.ressources)
