"""Territories: known to all who sign in; an uncertain reading settled once by the équipe."""

import pytest
from django.urls import reverse
from django.utils import timezone

from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import EntreeJournal
from territoires.a_traiter import lectures_a_confirmer
from territoires.actions.territoires import confirmer_territoire
from territoires.models import Organisation, Territoire
from territoires.models.insee import REGIONS
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def aix(monde):
    return Territoire.objects.get(nom="Aix")


def confirmer(par, territoire, nom):
    return confirmer_territoire(par=par, territoire=territoire, nom=nom, instant=timezone.now())


class TestReference:
    def test_the_twelve_pilots_with_their_doubts(self, monde):
        assert Territoire.objects.count() == 12
        assert set(Territoire.objects.a_confirmer().values_list("nom", flat=True)) == {
            "Les Sables-d'Olonne",
            "Yvelines - Les Mureaux",
            "Aix",
            "Midi-Pyrénées",
        }
        assert set(Territoire.objects.values_list("region", flat=True)) <= set(REGIONS)

    def test_a_correction_survives_a_second_loading(self, monde, aix):
        confirmer(monde.equipe, aix, "Aix-en-Provence")
        scenes.charger_reference()
        assert Territoire.objects.count() == 12
        assert Organisation.objects.count() == 12
        aix.refresh_from_db()
        assert (aix.nom, aix.confirme_par) == ("Aix-en-Provence", monde.equipe)


class TestConfirmer:
    def test_it_is_confirmed_once_with_its_author(self, monde, aix):
        confirme = confirmer(monde.equipe, aix, "  Aix-en-Provence ")
        assert (confirme.nom, confirme.cle_de_tri) == ("Aix-en-Provence", "aix-en-provence")
        entree = EntreeJournal.objects.filter(verbe="territoires.confirmer").first()
        assert (entree.par, entree.apres["nom"]) == (monde.equipe, "Aix-en-Provence")
        with pytest.raises(RegleViolee, match="vient d'être confirmée"):
            confirmer(monde.equipe, aix, "Autre")

    def test_what_is_refused(self, monde, aix):
        with pytest.raises(AccesRefuse):
            confirmer(monde.coach, aix, "Aix")
        with pytest.raises(AccesRefuse):
            confirmer(monde.equipe, Territoire.objects.get(nom="Lyon"), "Lyon")
        with pytest.raises(RegleViolee, match="porte déjà ce nom"):
            confirmer(monde.equipe, aix, "Lyon")
        aix.refresh_from_db()
        assert aix.confirme_le is None

    def test_the_database_confirms_doubts_alone(self, monde):
        lyon = Territoire.objects.get(nom="Lyon")
        lyon.confirme_le = timezone.now()
        assert scenes.refus_de_la_base(lyon.save).constraint == "territoire_confirmation"
        lyon.confirme_le, lyon.latitude = None, 91
        assert scenes.refus_de_la_base(lyon.save).constraint == "territoire_point"

    def test_it_is_told_to_the_equipe_until_it_is_settled(self, monde, aix):
        def combien(personne):
            return len(lectures_a_confirmer(personne=personne, maintenant=timezone.now()))

        assert (combien(monde.equipe), combien(monde.coach)) == (4, 0)
        confirmer(monde.equipe, aix, "Aix")
        assert combien(monde.equipe) == 3


class TestPages:
    def test_everyone_signed_in_sees_the_territories(self, monde, aix, client, client_de):
        liste, page = reverse("territoires:territoires"), aix.get_absolute_url()
        for qui in ("catalyseur", "coach", "comite", "alumni", "equipe"):
            reponse = client_de(getattr(monde, qui)).get(liste)
            assert "Maison des associations" in reponse.content.decode()
            assert client_de(getattr(monde, qui)).get(page).status_code == 200
        assert client.get(liste).status_code == 302

    def test_the_doubt_is_shown_to_the_equipe_alone(self, monde, aix, client_de):
        url, lecture = aix.get_absolute_url(), reverse("territoires:lecture", args=[aix.pk])
        page = client_de(monde.equipe).get(url).content.decode()
        assert "Lecture incertaine" in page
        assert "la ville exacte n’est pas dite" in page
        assert "Lecture incertaine" not in client_de(monde.catalyseur).get(url).content.decode()
        assert client_de(monde.catalyseur).get(lecture).status_code == 403

    def test_settling_on_the_page(self, monde, aix, client_de):
        client, url = client_de(monde.equipe), reverse("territoires:lecture", args=[aix.pk])
        assert client.get(url).status_code == 200
        assert client.post(url, {"nom": ""}).status_code == 422
        page = client.post(url, {"nom": "Lyon"})
        assert (page.status_code, "porte déjà ce nom" in page.content.decode()) == (409, True)
        assert client.post(url, {"nom": "Aix-en-Provence"}).status_code == 303
        assert client.post(url, {"nom": "Autre"}).status_code == 409
        assert client.get(url).status_code == 302

    def test_its_promotions_are_those_one_sees(self, monde, client_de):
        url = monde.binome.territoire.get_absolute_url()
        assert "Promotion en cours" in client_de(monde.catalyseur).get(url).content.decode()
        alumni = client_de(monde.alumni).get(url).content.decode()
        assert "Promotion close" in alumni
        assert "Promotion en cours" not in alumni

    def test_ceilings_at_two_sizes(self, monde, aix, client_de):
        client = client_de(monde.equipe)
        urls = [
            reverse("territoires:territoires"),
            aix.get_absolute_url(),
            monde.binome.territoire.get_absolute_url(),
            reverse("territoires:lecture", args=[aix.pk]),
        ]
        verifier_plafonds(
            [(lambda u=url: client.get(u), PAGE) for url in urls],
            lambda: scenes.agrandir(monde),
        )
