"""The programme of 18 months: its tasks, kept by the équipe, read by the committee."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluation.lectures.pilotage import tableau_de_bord
from parcours.promotions.actions.programmes import ajouter_tache, modifier_tache, placer_tache
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from tests.plafonds import PAGE, verifier_plafonds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def temps(monde):
    return monde.promotion.programme.temps.get(ordre=2)


def titres(temps):
    return list(temps.taches.order_by("ordre").values_list("titre", flat=True))


class TestTaches:
    def test_a_task_is_done_current_or_to_come(self, monde, temps):
        jour = timezone.localdate()
        tache = temps.taches.get(ordre=1)
        assert tache.statut(jour) == "en-cours"
        assert tache.statut(temps.debut - timedelta(days=1)) == "a-venir"
        assert tache.statut(temps.fin + timedelta(days=1)) == "en-cours"
        kwargs = {"par": monde.equipe, "tache": tache, "titre": tache.titre, "aujourdhui": jour}
        modifier_tache(faite_le=jour, **kwargs)
        assert tache.statut(jour) == "fait"
        modifier_tache(faite_le=None, **kwargs)
        assert tache.statut(jour) == "en-cours"
        with pytest.raises(RegleViolee, match="à venir"):
            modifier_tache(faite_le=jour + timedelta(days=1), **kwargs)

    def test_tasks_are_added_and_put_in_order(self, monde, temps):
        avant = titres(temps)
        tache = ajouter_tache(par=monde.equipe, temps=temps, titre=" réunir le comité ")
        assert titres(temps) == [*avant, "réunir le comité"]
        for _ in range(len(avant) + 3):
            placer_tache(par=monde.equipe, tache=tache, pas=-1)
        assert titres(temps) == ["réunir le comité", *avant]
        placer_tache(par=monde.equipe, tache=tache, pas=1)
        assert titres(temps)[:2] == [avant[0], "réunir le comité"]

    def test_without_words_or_without_the_right_nothing_is_written(self, monde, temps):
        avant = titres(temps)
        with pytest.raises(RegleViolee, match="en quelques mots"):
            ajouter_tache(par=monde.equipe, temps=temps, titre="  ")
        for qui in (monde.comite, monde.coach, monde.catalyseur):
            with pytest.raises(AccesRefuse):
                ajouter_tache(par=qui, temps=temps, titre="Une tâche")
        assert titres(temps) == avant

    def test_the_committee_reads_the_same_facts(self, monde, temps, client_de):
        tache, jour = temps.taches.get(ordre=2), timezone.localdate()
        modifier_tache(
            par=monde.equipe, tache=tache, titre="visiter", faite_le=jour, aujourdhui=jour
        )
        tableau = tableau_de_bord(monde.promotion, monde.comite, maintenant=timezone.now())
        lues = {t.titre: (t.statut, t.faite_le) for t in tableau.temps[1].taches}
        assert lues["visiter"] == ("fait", jour)
        assert {statut for titre, (statut, _) in lues.items() if titre != "visiter"} == {"en-cours"}
        assert {t.statut for t in tableau.temps[2].taches} == {"a-venir"}
        page = client_de(monde.comite).get(
            reverse("pilotage:promotion", args=[monde.promotion.code])
        )
        assert "Visiter" in page.content.decode()


class TestPages:
    @pytest.fixture
    def client(self, monde, client_de):
        return client_de(monde.equipe)

    def test_each_act_of_the_page(self, client, monde, temps):
        programme = temps.programme
        premiere = temps.taches.get(ordre=1)
        url = reverse("equipe:tache", args=[programme.pk, premiere.pk])
        for acte, vrai in (("faite", True), ("a-faire", False)):
            assert client.post(url, {"acte": acte}).status_code == 303
            premiere.refresh_from_db()
            assert bool(premiere.faite_le) is vrai
        client.post(url, {"acte": "descendre"})
        assert titres(temps)[1] == premiere.titre
        client.post(url, {"acte": "monter"})
        assert titres(temps)[0] == premiere.titre
        assert client.post(url, {"acte": "brûler"}).status_code == 404
        ajout = reverse("equipe:nouvelle_tache", args=[programme.pk, temps.pk])
        assert client.post(ajout, {"titre": "Une de plus"}).status_code == 303
        page = client.post(ajout, {"titre": ""})
        assert (page.status_code, titres(temps)[-1]) == (422, "Une de plus")
        assert client.post(url, {"acte": "retirer"}).status_code == 303
        assert premiere.titre not in titres(temps)

    def test_a_task_is_renamed_with_its_date_and_a_day_to_come_refused(self, client, temps):
        tache = temps.taches.get(ordre=1)
        url = reverse("equipe:tache", args=[temps.programme_id, tache.pk])
        assert client.get(url).status_code == 200
        hier = timezone.localdate() - timedelta(days=1)
        assert client.post(url, {"titre": "Autre", "faite_le": hier.isoformat()}).status_code == 303
        tache.refresh_from_db()
        assert (tache.titre, tache.faite_le) == ("Autre", hier)
        plus_tard = (hier + timedelta(days=9)).isoformat()
        page = client.post(url, {"titre": "Gardé", "faite_le": plus_tard})
        assert (page.status_code, set(page.context["form"].errors)) == (409, {"faite_le"})
        assert 'value="Gardé"' in page.content.decode()

    def test_a_task_of_another_programme_is_absent(self, client, monde, temps):
        ailleurs = monde.close.programme
        tache = temps.taches.get(ordre=1)
        url = reverse("equipe:tache", args=[ailleurs.pk, tache.pk])
        assert client.post(url, {"acte": "faite"}).status_code == 404
        url = reverse("equipe:nouvelle_tache", args=[ailleurs.pk, temps.pk])
        assert client.post(url, {"titre": "Ailleurs"}).status_code == 404

    def test_ceilings_at_two_sizes(self, client, monde, temps):
        page = reverse("equipe:programme", args=[temps.programme_id])
        tache = reverse("equipe:tache", args=[temps.programme_id, temps.taches.get(ordre=1).pk])

        def grossir():
            for rang in range(12):
                ajouter_tache(par=monde.equipe, temps=temps, titre=f"Tâche {rang}")

        verifier_plafonds([(lambda u=u: client.get(u), PAGE) for u in (page, tache)], grossir)
