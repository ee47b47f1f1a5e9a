"""Closing into alumni: each says what stays visible; silence is the most discreet."""

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.promotions.actions.binomes import terminer_participation
from parcours.promotions.actions.promotions import changer_etat_promotion
from parcours.promotions.models import Participation
from parcours.travaux.actions.alumni import choisir_la_suite, demander_les_choix
from parcours.travaux.actions.publications import demander_publication, repondre_a_la_demande
from parcours.travaux.models import ChoixAlumni
from parcours.travaux.models.livrables import Partage
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel
from rameau.commun.registres import courriels
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds
from tests.travaux.chaine_scenes import publier

pytestmark = pytest.mark.django_db
GARDER, PROMOTION = ChoixAlumni.Travaux.GARDER, ChoixAlumni.Travaux.PROMOTION


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def evaluation(monde):
    """The promotion is in évaluation, its first binôme's bilan handed in for the committee."""
    scenes.remettre(monde, partage=Partage.COMITE)
    changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="evaluation")
    monde.promotion.refresh_from_db()
    return monde


def participation(monde, qui):
    return Participation.objects.actives().get(
        personne=getattr(monde, qui), binome__promotion=monde.promotion
    )


def choisir(monde, qui, *, coordonnees=True, entraide=False, travaux=GARDER, par=None):
    return choisir_la_suite(
        par=par or getattr(monde, qui),
        participation=participation(monde, qui),
        coordonnees=coordonnees,
        entraide=entraide,
        travaux=travaux,
        instant=timezone.now(),
    )


def clore(monde):
    changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="close")


def partage(monde):
    return monde.livrable().versions.order_by("-numero")[0].partage


class TestDemander:
    def test_each_who_has_not_answered_is_asked_by_mail(self, evaluation):
        choisir(evaluation, "catalyseur")
        combien = demander_les_choix(
            par=evaluation.equipe, promotion=evaluation.promotion, instant=timezone.now()
        )
        lettres = Courriel.objects.filter(genre="alumni_choix").order_by("pk")
        assert combien == 2
        assert {c.destinataire for c in lettres} == {evaluation.catalyseur2, evaluation.autre}
        message = courriels["alumni_choix"].preparer(lettres[0].pk)
        assert message.contexte["url"].endswith(f"/parcours/{evaluation.promotion.code}/apres/")
        choisir(evaluation, "catalyseur2")
        choisir(evaluation, "autre")
        assert courriels["alumni_choix"].preparer(lettres[0].pk) is None
        with pytest.raises(RegleViolee, match="déjà répondu"):
            demander_les_choix(
                par=evaluation.equipe, promotion=evaluation.promotion, instant=timezone.now()
            )

    def test_only_the_equipe_and_only_in_evaluation(self, monde):
        for qui in ("equipe", "coach"):
            with pytest.raises(AccesRefuse):
                demander_les_choix(
                    par=getattr(monde, qui), promotion=monde.promotion, instant=timezone.now()
                )
        assert not Courriel.objects.filter(genre="alumni_choix").exists()


class TestChoisir:
    def test_each_chooses_for_herself_and_the_latest_counts(self, evaluation):
        choisir(evaluation, "catalyseur", coordonnees=True)
        choisir(evaluation, "catalyseur", coordonnees=False)
        choix = participation(evaluation, "catalyseur").choix_alumni.order_by("pk")
        assert [un.coordonnees for un in choix] == [True, False]
        for autre in (evaluation.catalyseur2, evaluation.equipe):
            with pytest.raises(AccesRefuse):
                choisir(evaluation, "catalyseur", par=autre)

    def test_not_before_the_evaluation(self, monde):
        with pytest.raises(AccesRefuse):
            choisir(monde, "catalyseur")

    def test_what_was_answered_never_changes(self, evaluation):
        choix = choisir(evaluation, "catalyseur")
        for faire in (
            lambda: ChoixAlumni.objects.filter(pk=choix.pk).update(coordonnees=False),
            lambda: ChoixAlumni.objects.filter(pk=choix.pk).delete(),
        ):
            with pytest.raises(Exception, match="Cannot update or delete"):
                scenes.forcer(faire)


class TestClore:
    @pytest.mark.parametrize(
        ("voix", "reste"),
        [
            ({"catalyseur": GARDER, "catalyseur2": GARDER}, Partage.COMITE),
            ({"catalyseur": GARDER, "catalyseur2": PROMOTION}, Partage.PROMOTION),
            ({"catalyseur": GARDER}, Partage.PROMOTION),
            ({}, Partage.PROMOTION),
        ],
    )
    def test_works_follow_the_most_discreet_voice_of_their_binome(self, evaluation, voix, reste):
        for qui, travaux in voix.items():
            choisir(evaluation, qui, travaux=travaux)
        assert partage(evaluation) == Partage.COMITE
        clore(evaluation)
        assert partage(evaluation) == reste

    def test_who_left_her_binome_has_no_voice(self, evaluation):
        terminer_participation(
            par=evaluation.equipe,
            participation=participation(evaluation, "catalyseur2"),
            motif="Change de métier",
            instant=timezone.now(),
        )
        choisir(evaluation, "catalyseur", travaux=GARDER)
        clore(evaluation)
        assert partage(evaluation) == Partage.COMITE

    def test_what_was_shared_with_less_is_never_raised(self, monde):
        scenes.partager(monde)
        changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="evaluation")
        clore(monde)
        assert partage(monde) == Partage.COACH

    def test_coordinates_are_shown_to_the_former_promotion_as_each_said(
        self, evaluation, client_de
    ):
        choisir(evaluation, "catalyseur", coordonnees=True)
        choisir(evaluation, "catalyseur2", coordonnees=False)
        binome = reverse("parcours:binome", args=[evaluation.promotion.code, evaluation.binome.pk])

        def lues(qui):
            page = client_de(getattr(evaluation, qui)).get(binome).content.decode()
            return {e for e in ("amina@essai.test", "bruno@essai.test") if f"mailto:{e}" in page}

        deux = {"amina@essai.test", "bruno@essai.test"}
        assert lues("autre") == deux
        clore(evaluation)
        assert lues("autre") == {"amina@essai.test"}
        assert lues("equipe") == lues("catalyseur2") == deux
        choisir(evaluation, "catalyseur", coordonnees=False)
        assert lues("autre") == set()

    def test_what_waited_to_be_public_is_not_made_so_against_a_voice(self, monde):
        version = scenes.partager(monde)
        attend = demander_publication(par=monde.catalyseur, version=version, instant=timezone.now())
        changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="evaluation")
        choisir(monde, "catalyseur", travaux=GARDER)  # Bruno says nothing
        clore(monde)
        reponse = {"par": monde.equipe, "publication": attend, "instant": timezone.now()}
        with pytest.raises(RegleViolee, match="reste en l'état"):
            repondre_a_la_demande(**reponse, publiee=True, mot="")
        assert partage(monde) == Partage.COACH
        repondre_a_la_demande(**reponse, publiee=False, mot="Vous l'avez souhaité ainsi.")

    def test_what_was_public_is_public_no_more_when_a_voice_asks(self, monde, client, client_de):
        version = scenes.partager(monde)
        publier(monde, version)
        page = reverse("parcours:illustration", args=[version.pk])
        assert client.get(page).status_code == 200
        publications = reverse("equipe:publications")
        assert page in client_de(monde.equipe).get(publications).content.decode()
        changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="evaluation")
        choisir(monde, "catalyseur", travaux=PROMOTION)
        choisir(monde, "catalyseur2", travaux=GARDER)
        clore(monde)
        assert client.get(page).status_code == 404
        lue = client_de(monde.equipe).get(publications).content.decode()
        assert page not in lue
        assert "ramenée par son binôme" in lue
        assert client_de(monde.ailleurs).get(version.get_absolute_url()).status_code == 404
        assert client_de(monde.autre).get(version.get_absolute_url()).status_code == 200

    def test_both_of_a_binome_keep_what_they_made_public(self, monde, client):
        version = scenes.partager(monde)
        publier(monde, version)
        changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="evaluation")
        for qui in ("catalyseur", "catalyseur2"):
            choisir(monde, qui, travaux=GARDER)
        clore(monde)
        assert client.get(reverse("parcours:illustration", args=[version.pk])).status_code == 200

    def test_once_closed_a_work_lowered_stays_so(self, evaluation):
        clore(evaluation)
        choix = choisir(evaluation, "catalyseur", travaux=GARDER)
        assert choix.travaux == PROMOTION
        assert partage(evaluation) == Partage.PROMOTION


class TestPages:
    def test_the_equipe_sees_who_has_answered_and_asks(self, evaluation, client_de):
        choisir(evaluation, "catalyseur")
        client = client_de(evaluation.equipe)
        url = reverse("equipe:cloture", args=[evaluation.promotion.code])
        page = client.get(url)
        assert [bool(ligne.choix) for ligne in page.context["lignes"]] == [True, False, False]
        texte = page.content.decode()
        assert "3\u00a0catalyseurs deviendront alumni" in texte
        assert "2\u00a0n’ont pas encore répondu" in texte
        assert "Bilan\u00a0: le comité de pilotage aujourd’hui" in texte
        assert client.post(url).status_code == 303
        assert "Redemander" in client.get(url).content.decode()
        clos = reverse("equipe:etat_de_promotion", args=[evaluation.promotion.code, "close"])
        assert client.post(clos).status_code == 303
        assert "Clore la promotion</button>" not in client.get(url).content.decode()

    def test_the_catalyseur_answers_three_questions(self, evaluation, client_de):
        client = client_de(evaluation.catalyseur)
        url = reverse("parcours:apres", args=[evaluation.promotion.code])
        assert url in client.get(evaluation.promotion.get_absolute_url()).content.decode()
        page = client.post(url, {"coordonnees": "oui"})
        manquent = {"entraide", "travaux"}
        assert (page.status_code, set(page.context["form"].errors)) == (422, manquent)
        assert (
            client.post(
                url, {"coordonnees": "oui", "entraide": "oui", "travaux": "garder"}
            ).status_code
            == 303
        )
        choix = participation(evaluation, "catalyseur").choix_alumni.get()
        assert (choix.coordonnees, choix.entraide, choix.travaux) == (True, True, GARDER)
        clore(evaluation)
        page = client.get(url)
        assert set(page.context["form"].fields) == {"coordonnees", "entraide"}
        non = {"coordonnees": "non", "entraide": "non"}
        assert client.post(url, non).status_code == 303

    def test_it_is_asked_of_members_and_in_its_time(self, monde, client_de):
        url = reverse("parcours:apres", args=[monde.promotion.code])
        page = client_de(monde.catalyseur).get(url)
        assert "Garder ce choix" not in page.content.decode()
        assert client_de(monde.catalyseur).post(url, {}).status_code == 403
        for qui in (monde.coach, monde.equipe, monde.ailleurs):
            assert client_de(qui).get(url).status_code == 404

    def test_ceilings_at_two_sizes(self, evaluation, client_de):
        staff, membre = client_de(evaluation.equipe), client_de(evaluation.catalyseur)
        code = evaluation.promotion.code
        choisir(evaluation, "catalyseur")
        pages = [
            (lambda: staff.get(reverse("equipe:cloture", args=[code])), PAGE),
            (lambda: membre.get(reverse("parcours:apres", args=[code])), PAGE),
        ]

        def grossir():
            scenes.agrandir(evaluation)
            choisir(evaluation, "autre")

        verifier_plafonds(pages, grossir)
