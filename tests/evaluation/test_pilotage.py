"""The committee's dashboard: facts from real rows, nothing that is not shared with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluation.lectures.pilotage import tableau_de_bord
from parcours.promotions.actions.comite import quitter_le_comite
from parcours.travaux.models.livrables import Partage
from tests import scenes
from tests.plafonds import verifier_plafond

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True  # the second factor has its own tests


def grille(monde, personne=None):
    tableau = tableau_de_bord(monde.promotion, personne or monde.comite, maintenant=timezone.now())
    return tableau.grille


def bilan(monde, personne=None):
    return grille(monde, personne).lignes[0].cellules[1]


def adresse(monde):
    return f"/pilotage/{monde.promotion.code}/"


def test_a_row_per_structure_and_a_cell_per_step(monde):
    table = grille(monde)
    assert [c.libelle for c in table.colonnes] == [
        "Binôme",
        "Bilan",
        "Plan de mise en œuvre",
        "Feuille de route",
    ]
    assert len(table.lignes) == monde.promotion.binomes.count()
    assert {len(ligne.cellules) for ligne in table.lignes} == {4}
    assert table.lignes[0].cellules[0].detail == "deux personnes"
    assert table.lignes[2].cellules[0].libelle == "à constituer"


def test_each_state_of_a_work_is_seen(monde):
    assert bilan(monde).libelle == "à faire"
    scenes.partager(monde)
    assert bilan(monde).libelle == "partagé au coach"
    scenes.regarder(monde)
    assert bilan(monde).libelle == "regard reçu"
    scenes.remettre(monde)
    assert bilan(monde).libelle == "remis"


def test_the_state_is_seen_but_the_content_only_when_shared_with_it(monde, client_de):
    scenes.partager(monde)
    assert bilan(monde).url == ""
    version = monde.livrable().versions.get()
    assert client_de(monde.comite).get(version.get_absolute_url()).status_code == 404
    assert bilan(monde, monde.equipe).url == version.get_absolute_url()
    scenes.remettre(monde, partage=Partage.COMITE)
    assert bilan(monde).url != ""
    assert client_de(monde.comite).get(bilan(monde).url).status_code == 200


def test_lateness_is_a_fact_with_its_names(monde):
    later = timezone.now() + timedelta(days=30)
    faits = tableau_de_bord(monde.promotion, monde.comite, maintenant=later).attention
    assert any("Bilan pas encore remis" in fait and monde.binome.nom in fait for fait in faits)


def test_who_follows_another_programme_sees_nothing_of_this_one(monde, client_de):
    assert client_de(monde.comite).get(adresse(monde)).status_code == 200
    assert client_de(monde.comite).get(f"/pilotage/{monde.close.code}/").status_code == 404
    for stranger in (monde.catalyseur, monde.coach, monde.alumni):
        assert client_de(stranger).get(adresse(monde)).status_code == 403


def test_a_seat_that_ends_closes_the_door_at_the_next_request(monde, client_de):
    client = client_de(monde.comite)
    assert client.get(adresse(monde)).status_code == 200
    quitter_le_comite(par=monde.equipe, siege=monde.comite.sieges.get(), instant=timezone.now())
    assert client.get(adresse(monde)).status_code == 403


def test_the_dashboard_costs_the_same_for_12_structures(monde, client_de):
    client = client_de(monde.comite)
    scenes.partager(monde)
    verifier_plafond(lambda: client.get(adresse(monde)), lambda: scenes.agrandir(monde), plafond=15)


def test_its_home_is_the_promotion_under_way_not_one_being_prepared(monde, client_de):
    prochaine = scenes.promotion(
        monde.equipe, "Promotion à venir", timezone.localdate() + timedelta(days=60), 1
    )
    scenes.nommer_au_comite(
        par=monde.equipe,
        programme=prochaine.programme,
        personne=monde.comite,
        organisme="Un financeur",
        jour=timezone.localdate(),
    )
    assert client_de(monde.comite).get("/")["Location"] == adresse(monde)
