"""Places: taken, waited for, given back; one seat per binôme first; offers that pass on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parcours.animation.actions.inscriptions import (
    accepter_offre,
    attribuer_place,
    decliner_offre,
    dire_ses_besoins,
    expirer_offres,
    offrir_place,
    s_inscrire,
    se_retirer,
)
from parcours.animation.models import Inscription, Visite
from parcours.animation.tasks import balayer_offres
from parcours.promotions.actions.binomes import terminer_participation
from parcours.promotions.actions.rencontres import annuler_rencontre
from parcours.promotions.models import Rencontre
from rameau.commun import registres
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel, EntreeJournal
from tests import scenes
from tests.animation.visites_scenes import avec_offres, etats, inscrire, ouvrir, rencontre

pytestmark = pytest.mark.django_db
DANS_DIX_JOURS = timedelta(days=10)


@pytest.fixture
def visite(monde):
    """Two seats, the first turn over; Amina and Bruno are of one binôme, Delphine of another."""
    return ouvrir(monde)


def genres(qui):
    return list(
        Courriel.objects.filter(
            destinataire=qui,
            genre__in=[
                "place_obtenue",
                "place_en_attente",
                "place_offerte",
                "offre_expiree",
                "place_rendue",
            ],
        )
        .order_by("pk")
        .values_list("genre", flat=True)
    )


class TestSInscrire:
    def test_a_place_while_there_is_one_then_a_turn(self, monde, visite):
        etats_vus = [inscrire(q, visite).etat for q in (monde.catalyseur, monde.autre)]
        assert etats_vus == ["inscrite", "inscrite"]
        assert inscrire(monde.catalyseur2, visite).etat == "en-attente"
        assert genres(monde.catalyseur) == ["place_obtenue"]
        assert genres(monde.catalyseur2) == ["place_en_attente"]

    def test_who_may_come(self, monde, visite):
        for qui in (monde.coach, monde.ailleurs, monde.alumni, monde.comite, monde.equipe):
            with pytest.raises(AccesRefuse):
                inscrire(qui, visite)
        webinaire = rencontre(monde, nature="webinaire")
        for qui in (monde.catalyseur, monde.coach, monde.comite, monde.equipe):
            assert inscrire(qui, webinaire).etat == "inscrite"
        with pytest.raises(AccesRefuse):
            inscrire(monde.ailleurs, webinaire)
        session = monde.promotion.rencontres.get(nature="session", etape__ordre=3)
        with pytest.raises(AccesRefuse):
            inscrire(monde.catalyseur, session)
        terminer_participation(
            par=monde.equipe,
            participation=monde.autre.participations.get(),
            motif="Change d'employeur",
            instant=timezone.now(),
        )
        with pytest.raises(AccesRefuse):
            inscrire(scenes.relire(monde.autre), visite)

    def test_one_wish_at_a_time_and_another_after_withdrawing(self, monde, visite):
        premiere = inscrire(monde.catalyseur, visite)
        with pytest.raises(RegleViolee, match="une par personne"):
            inscrire(monde.catalyseur, visite)
        se_retirer(par=monde.catalyseur, inscription=premiere, instant=timezone.now())
        assert inscrire(monde.catalyseur, visite).pk != premiere.pk
        assert visite.inscriptions.count() == 2

    def test_a_visite_without_its_places_is_not_open_yet(self, monde):
        fermee = rencontre(monde)
        with pytest.raises(RegleViolee, match="pas encore ouvertes"):
            inscrire(monde.catalyseur, fermee)

    def test_too_late_or_cancelled(self, monde, visite):
        with pytest.raises(RegleViolee, match="a commencé"):
            inscrire(monde.catalyseur, visite, instant=visite.debut)
        annuler_rencontre(par=monde.equipe, rencontre=visite, instant=timezone.now())
        with pytest.raises(RegleViolee, match="annulée"):
            inscrire(monde.catalyseur, visite)

    def test_the_equipe_acts_for_someone_and_it_is_said(self, monde, visite):
        scenes.forcer(lambda: Visite.objects.update(fermee_le=timezone.now()))
        with pytest.raises(RegleViolee, match="closes"):
            inscrire(monde.catalyseur, visite)
        with pytest.raises(AccesRefuse):
            inscrire(monde.coach, visite, pour_le_compte_de=monde.catalyseur)
        faite = inscrire(monde.equipe, visite, pour_le_compte_de=monde.catalyseur)
        assert faite.personne == monde.catalyseur
        ligne = EntreeJournal.objects.get(verbe="inscriptions.s_inscrire")
        assert (ligne.par, ligne.pour_le_compte_de) == (monde.equipe, monde.catalyseur)
        with pytest.raises(RegleViolee, match="Dites que vous agissez pour Amina"):
            se_retirer(par=monde.equipe, inscription=faite, instant=timezone.now())
        se_retirer(
            par=monde.equipe,
            inscription=faite,
            instant=timezone.now(),
            pour_le_compte_de=monde.catalyseur,
        )

    def test_needs_are_one_s_own_to_say(self, monde, visite):
        faite = inscrire(monde.catalyseur, visite, besoins="  Sans gluten ")
        assert faite.besoins == "Sans gluten"
        with pytest.raises(AccesRefuse):
            dire_ses_besoins(par=monde.autre, inscription=faite, besoins="Rien")
        dire_ses_besoins(par=monde.catalyseur, inscription=faite, besoins="")
        faite.refresh_from_db()
        assert faite.besoins == ""
        assert "gluten" not in str(list(EntreeJournal.objects.values("avant", "apres")))


class TestUnePlaceParBinome:
    def test_the_second_of_a_binome_waits_until_the_first_turn_ends(self, monde):
        tour = timezone.now() + DANS_DIX_JOURS
        visite = ouvrir(monde, places=3, premier_tour=tour)
        inscrire(monde.catalyseur, visite)
        assert inscrire(monde.catalyseur2, visite).etat == "en-attente"
        assert inscrire(monde.autre, visite).etat == "inscrite"
        se_retirer(
            par=monde.catalyseur2,
            inscription=visite.inscriptions.get(personne=monde.catalyseur2),
            instant=timezone.now(),
        )
        assert inscrire(monde.catalyseur2, visite, instant=tour).etat == "inscrite"

    def test_the_list_puts_binomes_without_a_seat_first(self, monde):
        visite = ouvrir(monde, places=1, premier_tour=timezone.now() + DANS_DIX_JOURS)
        for qui in (monde.catalyseur, monde.catalyseur2, monde.autre):
            inscrire(qui, visite)
        attente = visite.inscriptions.liste_d_attente()
        assert [(i.personne, i.binome_servi) for i in attente] == [
            (monde.autre, False),
            (monde.catalyseur2, True),
        ]

    def test_nobody_passes_before_those_who_wait(self, monde):
        """A seat given back is the équipe's to give: a newcomer does not take it on the way."""
        visite = ouvrir(monde, places=1)
        premiere = inscrire(monde.catalyseur, visite)
        inscrire(monde.autre, visite)
        se_retirer(par=monde.catalyseur, inscription=premiere, instant=timezone.now())
        assert inscrire(monde.catalyseur2, visite).etat == "en-attente"
        attendue = visite.inscriptions.get(personne=monde.autre)
        attribuer_place(par=monde.equipe, inscription=attendue, instant=timezone.now())
        assert etats(visite) == {
            "Amina": "retiree",
            "Delphine": "inscrite",
            "Bruno": "en-attente",
        }


class TestChoisirEtSeRetirer:
    def test_the_equipe_picks_anyone_while_there_is_a_place(self, monde):
        visite = ouvrir(monde, places=1)
        premiere = inscrire(monde.catalyseur, visite)
        seconde, troisieme = inscrire(monde.autre, visite), inscrire(monde.catalyseur2, visite)
        with pytest.raises(RegleViolee, match="sont prises"):
            attribuer_place(par=monde.equipe, inscription=troisieme, instant=timezone.now())
        with pytest.raises(AccesRefuse):
            attribuer_place(par=monde.catalyseur2, inscription=troisieme, instant=timezone.now())
        se_retirer(par=monde.catalyseur, inscription=premiere, instant=timezone.now())
        attribuer_place(par=monde.equipe, inscription=troisieme, instant=timezone.now())
        assert genres(monde.catalyseur2) == ["place_en_attente", "place_obtenue"]
        seconde.refresh_from_db()
        assert seconde.etat == "en-attente"
        with pytest.raises(RegleViolee, match="n'est plus sur la liste"):
            attribuer_place(par=monde.equipe, inscription=premiere, instant=timezone.now())

    def test_one_withdraws_oneself_until_it_begins(self, monde, visite):
        faite = inscrire(monde.catalyseur, visite)
        with pytest.raises(AccesRefuse):
            se_retirer(par=monde.autre, inscription=faite, instant=timezone.now())
        with pytest.raises(RegleViolee, match="a commencé"):
            se_retirer(par=monde.catalyseur, inscription=faite, instant=visite.debut)
        with pytest.raises(RegleViolee, match="vous agissez pour"):
            se_retirer(par=monde.equipe, inscription=faite, instant=timezone.now())
        se_retirer(
            par=monde.equipe,
            inscription=faite,
            instant=timezone.now(),
            pour_le_compte_de=monde.catalyseur,
        )
        assert genres(monde.catalyseur) == ["place_obtenue", "place_rendue"]
        with pytest.raises(RegleViolee, match="déjà pris fin"):
            se_retirer(par=monde.catalyseur, inscription=faite, instant=timezone.now())

    def test_who_leaves_the_promotion_gives_her_places_to_come_back(self, monde, visite):
        inscrire(monde.catalyseur, visite)
        passee = ouvrir(monde, jours=1)
        inscrire(monde.catalyseur, passee)
        hier = timezone.now() - timedelta(days=1)
        scenes.forcer(
            lambda: Rencontre.objects.filter(pk=passee.pk).update(
                debut=hier, fin=hier + timedelta(hours=3)
            )
        )
        terminer_participation(
            par=monde.equipe,
            participation=monde.catalyseur.participations.get(),
            motif="Change d'employeur",
            instant=timezone.now(),
        )
        assert etats(visite) == {"Amina": "retiree"}
        assert etats(passee) == {"Amina": "inscrite"}

    def test_without_the_option_nothing_is_offered(self, monde):
        visite = ouvrir(monde, places=1)
        premiere, seconde = inscrire(monde.catalyseur, visite), inscrire(monde.autre, visite)
        se_retirer(par=monde.catalyseur, inscription=premiere, instant=timezone.now())
        expirer_offres(instant=timezone.now())
        assert etats(visite) == {"Amina": "retiree", "Delphine": "en-attente"}
        with pytest.raises(RegleViolee, match="sans délai"):
            offrir_place(par=monde.equipe, inscription=seconde, instant=timezone.now())


class TestOffres:
    @pytest.fixture
    def offre(self, monde):
        """One seat, given back by Amina: Delphine is offered it, Bruno waits."""
        avec_offres()
        visite = ouvrir(monde, places=1)
        premiere = inscrire(monde.catalyseur, visite)
        inscrire(monde.autre, visite), inscrire(monde.catalyseur2, visite)
        se_retirer(par=monde.catalyseur, inscription=premiere, instant=timezone.now())
        return visite.inscriptions.select_related("rencontre").get(personne=monde.autre)

    def test_what_frees_is_offered_to_the_first_for_two_days(self, monde, offre, instant):
        assert offre.etat == "offerte"
        assert timedelta(hours=47) < offre.offre_jusquau - instant < timedelta(hours=49)
        assert genres(monde.autre) == ["place_en_attente", "place_offerte"]
        prise = accepter_offre(par=monde.autre, inscription=offre, instant=offre.offre_jusquau)
        assert prise.etat == "inscrite"
        assert genres(monde.autre)[-1] == "place_obtenue"

    def test_an_offer_ends_when_the_visite_begins_at_the_latest(self, monde):
        avec_offres()
        visite = ouvrir(monde, places=1, jours=1)
        premiere = inscrire(monde.catalyseur, visite)
        seconde = inscrire(monde.autre, visite)
        se_retirer(par=monde.catalyseur, inscription=premiere, instant=timezone.now())
        seconde.refresh_from_db()
        assert seconde.offre_jusquau == visite.debut

    def test_declined_it_passes_on(self, monde, offre):
        with pytest.raises(AccesRefuse):
            decliner_offre(par=monde.catalyseur2, inscription=offre, instant=timezone.now())
        decliner_offre(par=monde.autre, inscription=offre, instant=timezone.now())
        assert etats(offre.rencontre) == {
            "Amina": "retiree",
            "Delphine": "declinee",
            "Bruno": "offerte",
        }

    def test_the_last_instant_is_still_in_time(self, monde, offre):
        accepter_offre(par=monde.autre, inscription=offre, instant=offre.offre_jusquau)
        assert etats(offre.rencontre)["Delphine"] == "inscrite"

    @pytest.mark.parametrize("balaye", [False, True])
    def test_accepted_too_late_it_is_refused_kindly(self, monde, offre, balaye):
        tard = offre.offre_jusquau + timedelta(seconds=1)
        if balaye:
            expirer_offres(instant=tard)
            assert genres(monde.autre)[-1] == "offre_expiree"
            assert etats(offre.rencontre)["Bruno"] == "offerte"
        for acte in (accepter_offre, decliner_offre):
            with pytest.raises(RegleViolee, match="tour de quelqu'un d'autre"):
                acte(par=monde.autre, inscription=offre, instant=tard)
        if balaye:
            assert inscrire(monde.autre, offre.rencontre, instant=tard).etat == "en-attente"

    def test_the_sweep_leaves_a_running_offer_alone_and_may_run_twice(self, monde, offre):
        expirer_offres(instant=offre.offre_jusquau)
        offre.refresh_from_db()
        assert offre.etat == "offerte"
        tard = offre.offre_jusquau + timedelta(minutes=1)
        for _ in range(2):
            expirer_offres(instant=tard)
        assert genres(monde.catalyseur2) == ["place_en_attente", "place_offerte"]

    def test_the_end_of_the_first_turn_offers_what_is_left(self, monde):
        avec_offres()
        tour = timezone.now() + DANS_DIX_JOURS
        visite = ouvrir(monde, places=2, premier_tour=tour)
        inscrire(monde.catalyseur, visite), inscrire(monde.catalyseur2, visite)
        expirer_offres(instant=tour - timedelta(minutes=1))
        assert etats(visite)["Bruno"] == "en-attente"
        expirer_offres(instant=tour)
        assert etats(visite)["Bruno"] == "offerte"

    def test_nothing_is_offered_of_what_is_cancelled_or_begun(self, monde, offre):
        annuler_rencontre(par=monde.equipe, rencontre=offre.rencontre, instant=timezone.now())
        with pytest.raises(RegleViolee, match="annulée"):
            accepter_offre(par=monde.autre, inscription=offre, instant=timezone.now())
        expirer_offres(instant=offre.offre_jusquau + timedelta(minutes=1))
        assert etats(offre.rencontre)["Bruno"] == "en-attente"

    def test_the_beat_s_task_does_it(self, monde, offre):
        scenes.forcer(
            lambda: Inscription.objects.filter(pk=offre.pk).update(
                offre_jusquau=timezone.now() - timedelta(minutes=1)
            )
        )
        balayer_offres()
        assert etats(offre.rencontre)["Bruno"] == "offerte"


class TestLaBase:
    def test_the_database_holds_it(self, monde, visite):
        faite, autre = inscrire(monde.catalyseur, visite), inscrire(monde.autre, visite)
        attente = inscrire(monde.catalyseur2, visite)
        ailleurs = rencontre(monde, nature="webinaire")
        session = monde.promotion.rencontres.get(nature="session", etape__ordre=3)

        def change(inscription, **champs):
            return scenes.refus_de_la_base(
                lambda: Inscription.objects.filter(pk=inscription.pk).update(**champs)
            ).constraint

        def ajoute(qui):
            return scenes.refus_de_la_base(
                lambda: Inscription.objects.create(
                    rencontre=visite,
                    personne=qui,
                    etat="inscrite",
                    demandee_le=timezone.now(),
                    depuis=timezone.now(),
                )
            ).constraint

        assert change(attente, etat="inscrite") == "regle_inscription_places"
        assert change(attente, etat="offerte") == "regle_inscription_places"
        assert ajoute(monde.ailleurs) == "regle_inscription_places"
        assert change(faite, rencontre=ailleurs) == "regle_inscription_histoire"
        assert change(faite, personne=monde.coach) == "regle_inscription_histoire"
        se_retirer(par=monde.autre, inscription=autre, instant=timezone.now())
        assert change(autre, etat="inscrite") == "regle_inscription_histoire"
        assert change(attente, etat="offerte") == "inscription_offre_datee"
        assert ajoute(monde.catalyseur) == "inscription_une_par_personne"
        le_passe = visite.debut - timedelta(days=900)
        assert change(faite, depuis=le_passe) == "inscription_depuis"
        assert (
            scenes.refus_de_la_base(lambda: Visite.objects.update(places=0)).constraint
            == "regle_visite_places"
        )
        assert (
            scenes.refus_de_la_base(lambda: Visite.objects.update(rencontre=session)).constraint
            == "regle_visite_nature"
        )


class TestCourriels:
    def test_each_mail_says_what_is_still_true(self, monde, visite):
        faite = inscrire(monde.catalyseur, visite)
        courriel = Courriel.objects.get(genre="place_obtenue")
        preparer = registres.courriels["place_obtenue"].preparer
        message = preparer(courriel.pk)
        assert message.objet.startswith(f"Votre place : {visite.titre}, ")
        assert message.contexte["url"].endswith(visite.get_absolute_url())
        se_retirer(par=monde.catalyseur, inscription=faite, instant=timezone.now())
        assert preparer(courriel.pk) is None


def test_who_reads_who_comes(monde, visite):
    s_inscrire(par=monde.catalyseur, rencontre=visite, instant=timezone.now())
    vues = {
        nom: Inscription.objects.visibles_par(getattr(monde, nom)).count()
        for nom in ("catalyseur", "autre", "coach", "equipe", "comite", "ailleurs", "alumni")
    }
    assert vues == {
        "catalyseur": 1,
        "autre": 1,
        "coach": 1,
        "equipe": 1,
        "comite": 0,
        "ailleurs": 0,
        "alumni": 0,
    }
    terminer_participation(
        par=monde.equipe,
        participation=monde.autre.participations.get(),
        motif="Change d'employeur",
        instant=timezone.now(),
    )
    assert not Inscription.objects.visibles_par(scenes.relire(monde.autre)).exists()
