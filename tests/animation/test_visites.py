"""Visites: prepared by the équipe, a place in one click, the host's sheet, what one brings back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from parcours.animation.a_traiter.visites import visites_a_tenir
from parcours.animation.actions.inscriptions import attribuer_place, se_retirer
from parcours.animation.actions.visites import (
    clore_inscriptions,
    preparer_visite,
    rapporter,
    rouvrir_inscriptions,
)
from parcours.animation.documents.visites import accueil_de
from parcours.animation.models import Inscription, RapportDeVisite, Visite
from parcours.promotions.models import Rencontre
from rameau.commun import registres
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from tests import scenes
from tests.animation.visites_scenes import avec_offres, etats, inscrire, membres, ouvrir, rencontre
from tests.plafonds import PAGE, verifier_plafonds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def visite(monde):
    return ouvrir(monde, places=1)


@pytest.fixture
def qui(monde, client_de):
    return lambda nom: client_de(getattr(monde, nom))


def equipe(nom, visite, *suite):
    return reverse(f"equipe:{nom}", args=[visite.promotion.code, visite.pk, *suite])


def place(visite, acte="prendre"):
    return reverse("parcours:ma_place", args=[visite.promotion.code, visite.pk, acte])


def passer(visite):
    """Let the visite be of yesterday."""
    hier = timezone.now() - timedelta(days=1)
    scenes.forcer(
        lambda: Rencontre.objects.filter(pk=visite.pk).update(
            debut=hier, fin=hier + timedelta(hours=2)
        )
    )
    visite.refresh_from_db()


class TestPreparer:
    def test_it_opens_registrations_and_may_be_said_again(self, monde):
        sans = rencontre(monde)
        faite = preparer_visite(par=monde.equipe, rencontre=sans, genre="decideur", places=6)
        assert faite.premier_tour_jusquau == sans.debut - timedelta(days=7)
        preparer_visite(
            par=monde.equipe, rencontre=sans, genre="decideur", places=8, recit="Une halle."
        )
        assert Visite.objects.get().places == 8

    def test_who_and_what_is_refused(self, monde, visite):
        with pytest.raises(AccesRefuse):
            preparer_visite(par=monde.coach, rencontre=visite, genre="decideur", places=6)
        with pytest.raises(RegleViolee, match="avant que la visite commence"):
            preparer_visite(
                par=monde.equipe,
                rencontre=visite,
                genre="decideur",
                places=6,
                premier_tour_jusquau=visite.debut + timedelta(minutes=1),
            )
        with pytest.raises(TypeError):
            preparer_visite(par=monde.equipe, rencontre=visite, genre="decideur", places=6, x=1)
        inscrire(monde.catalyseur, visite)
        preparer_visite(par=monde.equipe, rencontre=visite, genre="decideur", places=3)
        inscrire(monde.autre, visite)
        with pytest.raises(RegleViolee, match="déjà 2 places"):
            preparer_visite(par=monde.equipe, rencontre=visite, genre="decideur", places=1)

    def test_the_form_says_each_refusal_at_its_field(self, monde, visite, qui):
        envoi = {
            "genre": "decideur",
            "places": 4,
            "recit": "Une halle gardée",
            "premier_tour_jusquau": localdate(visite.debut - timedelta(days=3)).isoformat(),
        }
        client, url = qui("equipe"), equipe("visite", visite)
        tard = localdate(visite.debut + timedelta(days=1)).isoformat()
        for changes, champ, status in (
            ({"places": 0}, "places", 422),
            ({"premier_tour_jusquau": tard}, "premier_tour_jusquau", 409),
        ):
            page = client.post(url, envoi | changes)
            assert (page.status_code, set(page.context["form"].errors)) == (status, {champ})
            assert "Une halle gardée" in page.content.decode()
        assert client.post(url, envoi).status_code == 303
        assert Visite.objects.get().recit == "Une halle gardée"

    def test_closing_leaves_the_list_to_the_equipe(self, monde, visite, qui):
        une = Visite.objects.select_related("rencontre__promotion").get()
        with pytest.raises(AccesRefuse):
            clore_inscriptions(par=monde.coach, visite=une, instant=timezone.now())
        assert qui("equipe").post(equipe("fermeture", visite, "clore")).status_code == 303
        page = qui("catalyseur").get(visite.get_absolute_url()).content.decode()
        assert "Les inscriptions sont closes" in page
        assert "Je m’inscris" not in page
        rouvrir_inscriptions(par=monde.equipe, visite=une)
        assert "Je m’inscris" in qui("catalyseur").get(visite.get_absolute_url()).content.decode()


class TestMaPlace:
    def test_one_click_and_the_counter_says_it(self, monde, visite, qui):
        assert qui("catalyseur").post(place(visite)).status_code == 303
        envoi = {"besoins": "Fauteuil roulant"}
        page = qui("autre").post(place(visite), envoi, follow=True).content.decode()
        assert "1 / 1 + 1 en attente" in page
        assert "Votre rang\u00a0: <strong>1</strong>" in page
        assert etats(visite) == {"Amina": "inscrite", "Delphine": "en-attente"}
        vue_par_une_autre = qui("catalyseur").get(visite.get_absolute_url()).content.decode()
        assert "Fauteuil" not in vue_par_une_autre
        assert "Rendre ma place" in vue_par_une_autre

    def test_given_back_in_one_click(self, monde, visite, qui):
        client = qui("catalyseur")
        client.post(place(visite))
        assert client.post(place(visite, "retirer")).status_code == 303
        assert etats(visite) == {"Amina": "retiree"}

    def test_refused_with_what_was_typed(self, monde, visite, qui):
        client = qui("catalyseur")
        client.post(place(visite))
        encore = client.post(place(visite), {"besoins": "Sans gluten"})
        assert encore.status_code == 409
        assert "une par personne" in encore.content.decode()
        assert "Sans gluten" in encore.content.decode()
        assert client.post(place(visite), {"besoins": "x" * 501}).status_code == 422
        assert client.post(place(visite, "danser")).status_code == 404

    def test_an_offer_is_answered_on_the_page(self, monde, qui):
        avec_offres()
        visite = ouvrir(monde, places=1)
        premiere = inscrire(monde.catalyseur, visite)
        inscrire(monde.autre, visite)
        se_retirer(par=monde.catalyseur, inscription=premiere, instant=timezone.now())
        client = qui("autre")
        assert "Prendre la place" in client.get(visite.get_absolute_url()).content.decode()
        assert client.post(place(visite, "accepter")).status_code == 303
        assert client.post(place(visite, "decliner")).status_code == 409
        assert etats(visite)["Delphine"] == "inscrite"

    def test_an_offer_that_ended_is_refused_with_the_page_and_a_way_back(self, monde, qui):
        avec_offres()
        visite = ouvrir(monde, places=1)
        premiere = inscrire(monde.catalyseur, visite)
        offre = inscrire(monde.autre, visite)
        se_retirer(par=monde.catalyseur, inscription=premiere, instant=timezone.now())
        scenes.forcer(
            lambda: Inscription.objects.filter(pk=offre.pk).update(
                offre_jusquau=timezone.now() - timedelta(minutes=1)
            )
        )
        refus = qui("autre").post(place(visite, "accepter"))
        assert refus.status_code == 409
        assert visite.get_absolute_url() in refus.content.decode()
        assert etats(visite)["Delphine"] != "inscrite"

    def test_another_s_rencontre_is_absent_and_a_session_has_no_places(self, monde, visite, qui):
        assert qui("ailleurs").post(place(visite)).status_code == 404
        session = monde.promotion.rencontres.get(nature="session", etape__ordre=3)
        assert qui("catalyseur").post(place(session)).status_code == 404
        assert qui("catalyseur").post(place(visite, "retirer")).status_code == 404
        assert "ma-place" not in qui("catalyseur").get(session.get_absolute_url()).content.decode()


class TestLEquipe:
    def test_she_picks_registers_and_withdraws(self, monde, visite, qui):
        inscrire(monde.catalyseur, visite)
        attend = inscrire(monde.autre, visite, besoins="Repas végétarien")
        client = qui("equipe")
        page = client.get(equipe("inscriptions", visite)).content.decode()
        assert "1 / 1 + 1 en attente" in page
        assert "Repas végétarien" in page
        assert "Donner une place" not in page  # none is free
        plein = client.post(equipe("inscription", visite, attend.pk, "attribuer"))
        assert plein.status_code == 409
        assert "sont prises" in plein.content.decode()
        premiere = visite.inscriptions.get(personne=monde.catalyseur)
        client.post(equipe("inscription", visite, premiere.pk, "retirer"))
        assert "Donner une place" in client.get(equipe("inscriptions", visite)).content.decode()
        assert client.post(equipe("inscription", visite, attend.pk, "attribuer")).status_code == 303
        qui_reste = {"personne": monde.catalyseur2.pk, "besoins": ""}
        assert client.post(equipe("inscriptions", visite), qui_reste).status_code == 303
        assert etats(visite) == {
            "Amina": "retiree",
            "Delphine": "inscrite",
            "Bruno": "en-attente",
        }
        for faux in ({}, {"personne": monde.coach.pk}):
            assert client.post(equipe("inscriptions", visite), faux).status_code == 422
        assert client.post(equipe("inscription", visite, attend.pk, "x")).status_code == 404

    def test_phones_are_the_equipe_s(self, monde, visite, qui):
        scenes.forcer(lambda: type(monde.autre).objects.update(telephone="+33639980011"))
        inscrire(monde.autre, visite)
        assert (
            "06 39 98 00 11" in qui("equipe").get(equipe("inscriptions", visite)).content.decode()
        )
        for nom in ("catalyseur", "coach", "comite"):
            page = qui(nom).get(visite.get_absolute_url()).content.decode()
            assert "06 39 98" not in page
        for nom in ("catalyseur", "coach", "comite"):
            assert qui(nom).get(equipe("fiche_a_garder", visite)).status_code == 403

    def test_offered_by_hand_only_with_the_option(self, monde, visite, qui):
        premiere = inscrire(monde.catalyseur, visite)
        attend = inscrire(monde.autre, visite)
        se_retirer(par=monde.catalyseur, inscription=premiere, instant=timezone.now())
        offrir = equipe("inscription", visite, attend.pk, "offrir")
        assert qui("equipe").post(offrir).status_code == 409
        avec_offres()
        assert qui("equipe").post(offrir).status_code == 303
        assert etats(visite)["Delphine"] == "offerte"


class TestFicheDAccueil:
    def test_it_names_who_has_a_place_and_nobody_else(self, monde, visite, qui):
        scenes.forcer(lambda: type(monde.autre).objects.update(telephone="+33639980011"))
        inscrire(monde.autre, visite, besoins="Sans gluten")
        inscrire(monde.catalyseur, visite)  # waits
        une = Visite.objects.select_related("rencontre").get()
        [visiteur] = accueil_de(une).visiteurs
        assert (visiteur.nom, visiteur.telephone) == ("Delphine Essai", "06 39 98 00 11")
        garde = qui("equipe").get(equipe("fiche_a_garder", visite))
        assert "attachment" in garde["Content-Disposition"]
        page = garde.content.decode()
        assert "Sans gluten" in page
        assert "Amina" not in page
        # It stands alone: nothing of it is asked of the network.
        assert "src=" not in page
        assert "http" not in page
        assert 'href="tel:0639980011"' in page
        assert "style=" in page

    def test_the_pdf_is_for_the_equipe(self, monde, visite):
        genre = registres.documents["fiche_d_accueil"]
        assert list(genre.objets(monde.equipe)) == [Visite.objects.get()]
        for nom in ("catalyseur", "coach", "comite"):
            assert not genre.objets(getattr(monde, nom)).exists()


class TestCeQueJEnRapporte:
    def test_those_who_came_write_and_the_promotion_reads(self, monde, visite, qui):
        inscrire(monde.catalyseur, visite)
        inscrire(monde.autre, visite)  # waits, so she did not come
        url = reverse("parcours:rapport", args=[monde.promotion.code, visite.pk])
        avant = qui("catalyseur").post(url, {"texte": "Trop tôt"})
        assert avant.status_code == 403
        passer(visite)
        assert qui("autre").get(url).status_code == 404
        assert qui("catalyseur").post(url, {"texte": ""}).status_code == 422
        assert qui("catalyseur").post(url, {"texte": "Un **tableau**"}).status_code == 303
        assert qui("catalyseur").post(url, {"texte": "Deux **tableaux**"}).status_code == 303
        assert RapportDeVisite.objects.count() == 1
        for nom in ("autre", "coach", "equipe"):
            page = qui(nom).get(visite.get_absolute_url()).content.decode()
            assert "<strong>tableaux</strong>" in page
        assert (
            "<strong>tableaux" not in qui("comite").get(visite.get_absolute_url()).content.decode()
        )

    def test_not_of_a_cancelled_one_nor_for_another(self, monde, visite):
        faite = inscrire(monde.catalyseur, visite)
        passer(visite)
        faite = Inscription.objects.select_related("rencontre__promotion").get(pk=faite.pk)
        with pytest.raises(AccesRefuse):
            rapporter(par=monde.autre, inscription=faite, texte="Moi", instant=timezone.now())
        with pytest.raises(RegleViolee, match="même en une phrase"):
            rapporter(par=monde.catalyseur, inscription=faite, texte=" ", instant=timezone.now())


def test_ceilings_at_two_sizes(monde, client_de):
    visite = ouvrir(monde, places=2)
    inscrire(monde.catalyseur, visite), inscrire(monde.autre, visite)
    attend = inscrire(monde.catalyseur2, visite)
    finie = ouvrir(monde, places=24, premier_tour=timezone.now() - timedelta(days=30))
    inscrire(monde.catalyseur, finie)
    passer(finie)
    rapporte(finie, monde.catalyseur)
    membre, staff = client_de(monde.catalyseur2), client_de(monde.equipe)
    pages = [
        (membre, visite.get_absolute_url()),
        (membre, finie.get_absolute_url()),
        (staff, equipe("inscriptions", visite)),
        (staff, equipe("visite", visite)),
        (staff, equipe("fiche_a_garder", finie)),
        (
            client_de(monde.catalyseur),
            reverse("parcours:rapport", args=[visite.promotion.code, finie.pk]),
        ),
    ]

    def grossir():
        scenes.agrandir(monde)
        scenes.forcer(lambda: Visite.objects.filter(rencontre=visite).update(places=12))
        attribuer_place(par=monde.equipe, inscription=attend, instant=timezone.now())
        avant = finie.debut - timedelta(days=1)
        for rang, qui in enumerate(membres(monde)):
            if qui not in (monde.catalyseur, monde.autre, monde.catalyseur2):
                inscrire(qui, visite)
            if rang % 2 and qui != monde.catalyseur:
                inscrire(qui, finie, instant=avant)
                rapporte(finie, qui)

    verifier_plafonds([(lambda c=c, u=u: c.get(u), PAGE) for c, u in pages], grossir)


def rapporte(visite, qui):
    inscription = Inscription.objects.select_related("rencontre__promotion").get(
        rencontre=visite, personne=qui, etat="inscrite"
    )
    rapporter(par=qui, inscription=inscription, texte="Beau.", instant=timezone.now())


def test_what_waits_for_the_equipe(monde):
    def actes():
        faits = visites_a_tenir(personne=monde.equipe, maintenant=timezone.now())
        return [fait.acte for fait in faits if "l'atelier partagé" in fait.texte]

    sans = rencontre(monde)
    assert actes() == ["Préparer la visite"]
    preparer_visite(par=monde.equipe, rencontre=sans, genre="decideur", places=1)
    premiere = inscrire(monde.catalyseur, sans)
    inscrire(monde.autre, sans)
    assert actes() == []
    se_retirer(par=monde.catalyseur, inscription=premiere, instant=timezone.now())
    assert actes() == ["Choisir qui vient"]
    avec_offres()
    assert actes() == []
