"""Reminders: only what is not done, once a day to each, as the équipe has seen and chosen."""

from datetime import timedelta
from email.header import decode_header, make_header

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from parcours.promotions.actions.binomes import terminer_participation
from parcours.promotions.actions.promotions import changer_etat_promotion
from parcours.promotions.actions.rappels import (
    ecarter_rappel,
    envoyer_rappels,
    regler_rappels,
    retablir_rappel,
)
from parcours.promotions.actions.rencontres import annuler_rencontre
from parcours.promotions.lectures.rappels import prevoir_rappels
from parcours.promotions.models import Echeance, EnvoiRappels, Participation, RappelEnvoye
from parcours.promotions.tasks import envoyer_rappels_du_jour
from parcours.travaux.models import Livrable
from rameau.commun import registres
from rameau.commun.courriels import envoyer
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel
from rameau.commun.temps import instant_de_paris
from rameau.comptes.actions.personnes import desactiver_personne
from tests import scenes
from tests.animation import visites_scenes
from tests.plafonds import PAGE, queries_of, verifier_plafonds
from tests.promotions.agenda_scenes import courriels, monde_arrive, rendre

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def monde(monde):
    return monde_arrive(monde)


@pytest.fixture
def plan(monde):
    return monde.livrable("plan")


def avant(livrable, jours):
    return livrable.du_le - timedelta(days=jours)


def prevus(jour, genre="travail-attendu"):
    """Who would be reminded, of what, by one kind."""
    noms = dict(scenes.Personne.objects.values_list("pk", "prenom"))
    return {
        (noms[p.rappel.personne_id], p.rappel.cle)
        for p in prevoir_rappels(jour)
        if p.genre == genre
    }


def le(jour, heure=7):
    return instant_de_paris(jour, timezone.datetime.min.time().replace(hour=heure))


class TestQuiEtPourquoi:
    def test_a_work_is_reminded_so_many_days_before_to_each_member(self, monde, plan):
        autre = monde.autre_binome.livrables.get(nature="plan")
        for jours in (14, 3):
            assert prevus(avant(plan, jours)) == {
                ("Amina", f"livrable-{plan.pk}"),
                ("Bruno", f"livrable-{plan.pk}"),
                ("Delphine", f"livrable-{autre.pk}"),
            }
        for jours in (15, 13, 4, 2, 0, -1):
            assert prevus(avant(plan, jours)) == set()

    def test_an_extension_is_followed(self, monde, plan):
        ancien = plan.du_le
        scenes.forcer(
            lambda: Livrable.objects.filter(pk=plan.pk).update(du_le=ancien + timedelta(days=5))
        )
        assert {qui for qui, _ in prevus(ancien - timedelta(days=3))} == {"Delphine"}
        assert {qui for qui, _ in prevus(ancien + timedelta(days=2))} == {"Amina", "Bruno"}
        # Nobody is told that a day is over which is not hers.
        passe = prevus(ancien + timedelta(days=2), "travail-depasse")
        assert {qui for qui, _ in passe} == {"Delphine"}

    def test_what_is_done_is_not_reminded(self, monde):
        bilan = monde.livrable()
        assert len(prevus(avant(bilan, 3))) == 3
        scenes.remettre(monde)
        assert {qui for qui, _ in prevus(avant(bilan, 3))} == {"Delphine"}

    def test_a_session_to_come_and_not_a_cancelled_one(self, monde):
        session = monde.promotion.rencontres.get(nature="session", etape__ordre=3)
        veille = localdate(session.debut) - timedelta(days=1)
        assert {qui for qui, _ in prevus(veille, "session")} == {"Amina", "Bruno", "Delphine"}
        for jours in (-1, 1, 3, 5, 7):  # told a week and a day before, not in between
            assert prevus(veille - timedelta(days=jours), "session") == set()
        annuler_rencontre(par=monde.equipe, rencontre=session, instant=timezone.now())
        assert prevus(veille, "session") == set()

    def test_a_place_that_is_held_and_not_a_turn_nor_what_is_cancelled(self, monde):
        visite = visites_scenes.ouvrir(monde, places=1)
        for qui in (monde.catalyseur, monde.autre):
            visites_scenes.inscrire(qui, visite)
        jour = localdate(visite.debut) - timedelta(days=2)
        assert {qui for qui, _ in prevus(jour, "inscription")} == {"Amina"}
        for autre in (-1, 1):
            assert prevus(jour + timedelta(days=autre), "inscription") == set()
        annuler_rencontre(par=monde.equipe, rencontre=visite, instant=timezone.now())
        assert prevus(jour, "inscription") == set()

    def test_a_date_of_the_parcours_tells_what_comes_next_in_its_stage(self, monde, plan):
        """Its session until it has taken place, then its work until its day is over."""
        autre = monde.autre_binome.livrables.get(nature="plan")
        session = monde.promotion.rencontres.get(nature="session", etape__ordre=2)
        eux = ("Amina", "Bruno", "Delphine")
        date_du_parcours = Echeance.objects.de(monde.promotion).filter(
            genre="rappel", etape__ordre=2
        )
        for jour, attendus in (
            (
                localdate(session.debut) - timedelta(days=3),
                {(qui, f"rencontre-{session.pk}") for qui in eux},
            ),
            (
                avant(plan, 5),
                {(qui, f"livrable-{(autre if qui == 'Delphine' else plan).pk}") for qui in eux},
            ),
            (avant(plan, -1), set()),
        ):
            scenes.forcer(lambda le=jour: date_du_parcours.update(le=le))
            assert prevus(jour, "parcours") == attendus

    def test_who_is_not_there_gets_nothing(self, monde, plan):
        jour = avant(plan, 3)
        scenes.forcer(lambda: monde.catalyseur.invitations.update(acceptee_le=None))
        desactiver_personne(par=monde.equipe, personne=monde.catalyseur2, instant=timezone.now())
        terminer_participation(
            par=monde.equipe,
            participation=Participation.objects.get(personne=monde.autre),
            motif="Change de métier",
            instant=timezone.now(),
        )
        assert prevus(jour) == set()

    def test_a_promotion_speaks_from_its_start_to_its_close(self, monde, plan):
        voisine = monde.ailleurs.participations.get().binome
        sien = voisine.livrables.get(nature="plan")
        assert prevus(avant(sien, 3)) == set()  # being prepared
        close = monde.alumni.participations.get().binome.livrables.get(nature="plan")
        assert prevus(avant(close, 3)) == prevus(close.du_le + timedelta(days=2)) == set()
        changer_etat_promotion(par=monde.equipe, promotion=voisine.promotion, etat="en-cours")
        assert {qui for qui, _ in prevus(avant(sien, 3))} == {"Edgar"}

    def test_each_promotion_has_its_own_days(self, monde, plan):
        voisine = monde.ailleurs.participations.get().binome
        changer_etat_promotion(par=monde.equipe, promotion=voisine.promotion, etat="en-cours")
        regler_rappels(
            par=monde.equipe, promotion=monde.promotion, reglages={"travail-attendu": (True, [5])}
        )
        scenes.forcer(
            lambda: Livrable.objects.filter(binome=voisine, nature="plan").update(du_le=plan.du_le)
        )
        assert {qui for qui, _ in prevus(avant(plan, 3))} == {"Edgar"}
        assert {qui for qui, _ in prevus(avant(plan, 5))} == {"Amina", "Bruno", "Delphine"}


class TestReglages:
    def test_the_equipe_chooses_the_kinds_and_their_days(self, monde, plan):
        regler_rappels(
            par=monde.equipe, promotion=monde.promotion, reglages={"travail-attendu": (True, [5])}
        )
        assert prevus(avant(plan, 3)) == set()
        assert len(prevus(avant(plan, 5))) == 3
        regler_rappels(
            par=monde.equipe, promotion=monde.promotion, reglages={"travail-attendu": (False, [5])}
        )
        assert prevus(avant(plan, 5)) == set()

    @pytest.mark.parametrize("jours", [[], [-1], [61]])
    def test_days_that_are_none(self, monde, jours):
        with pytest.raises(RegleViolee):
            regler_rappels(
                par=monde.equipe, promotion=monde.promotion, reglages={"session": (True, jours)}
            )

    def test_from_the_day_itself_to_sixty_days(self, monde):
        regler_rappels(
            par=monde.equipe, promotion=monde.promotion, reglages={"session": (True, [0, 60])}
        )
        assert monde.promotion.reglages_rappels.get().jours == [60, 0]

    def test_the_equipe_alone_and_while_it_is_open(self, monde):
        coupee = {"session": (False, [])}
        with pytest.raises(AccesRefuse):
            regler_rappels(par=monde.coach, promotion=monde.promotion, reglages=coupee)
        with pytest.raises(RegleViolee, match="close"):
            regler_rappels(par=monde.equipe, promotion=monde.close, reglages=coupee)
        regler_rappels(par=monde.equipe, promotion=monde.close, reglages={"suivi": (False, [])})


class TestEnvoi:
    def test_one_message_a_day_gathers_all(self, monde, plan):
        session = monde.promotion.rencontres.get(nature="session", etape__ordre=3)
        jours = (localdate(session.debut) - avant(plan, 3)).days
        regler_rappels(
            par=monde.equipe, promotion=monde.promotion, reglages={"session": (True, [jours])}
        )
        jour = avant(plan, 3)
        assert envoyer_rappels(jour=jour, instant=le(jour)) == 3
        envoi = EnvoiRappels.objects.get(personne=monde.catalyseur)
        assert {r.genre for r in envoi.rappels.all()} == {"travail-attendu", "session"}
        with time_machine.travel(le(jour), tick=False):
            mail = rendre(courriels("rappels")["amina@essai.test"])
        texte = mail.get_payload(0).get_payload(decode=True).decode()
        assert "2\u00a0rappels" in str(make_header(decode_header(mail["Subject"])))
        assert "Session 3" in texte
        assert plan.get_absolute_url() in texte

    def test_sweeping_again_adds_nothing(self, monde, plan):
        jour = avant(plan, 3)
        with time_machine.travel(le(jour), tick=False):
            envoyer_rappels_du_jour()
            envoyer_rappels_du_jour()
        assert Courriel.objects.filter(genre="rappels").count() == 3
        assert RappelEnvoye.objects.count() == 3

    def test_the_database_refuses_a_second_one(self, monde, plan):
        jour = avant(plan, 3)
        envoyer_rappels(jour=jour, instant=le(jour))
        envoi = EnvoiRappels.objects.get(personne=monde.catalyseur)
        ligne = envoi.rappels.get()
        regles = [
            scenes.refus_de_la_base(faire).constraint
            for faire in (
                lambda: EnvoiRappels.objects.create(
                    personne=monde.catalyseur, jour=jour, cree_le=le(jour)
                ),
                lambda: RappelEnvoye.objects.create(
                    envoi=envoi, promotion=monde.promotion, genre="x", cle=ligne.cle, texte="x"
                ),
            )
        ]
        assert regles == ["envoi_rappels_un_par_jour", "rappel_envoye_unique"]

    def test_what_is_done_before_the_mail_leaves_is_withdrawn(self, monde):
        bilan = monde.livrable()
        jour = avant(bilan, 3)
        envoyer_rappels(jour=jour, instant=le(jour))
        scenes.remettre(monde)
        with time_machine.travel(le(jour, 8), tick=False):
            assert rendre(courriels("rappels")["amina@essai.test"]) is None
            assert rendre(courriels("rappels")["delphine@essai.test"]) is not None

    def test_held_mails_are_not_sent_on_another_day(self, monde, plan, settings, mailoutbox):
        jour = avant(plan, 3)
        envoyer_rappels(jour=jour, instant=le(jour))
        courriel = courriels("rappels")["amina@essai.test"]
        settings.ENVOIS_SUSPENDUS = True
        with time_machine.travel(le(jour, 8), tick=False):
            envoyer(courriel.pk)
        courriel.refresh_from_db()
        assert (courriel.etat, len(mailoutbox)) == (Courriel.Etat.EN_ATTENTE, 0)
        settings.ENVOIS_SUSPENDUS = False
        with time_machine.travel(le(jour + timedelta(days=1)), tick=False):
            envoyer(courriel.pk)
        courriel.refresh_from_db()
        assert (courriel.etat, len(mailoutbox)) == (Courriel.Etat.RETIRE, 0)

    def test_the_equipe_sets_one_aside_for_one_day(self, monde, plan):
        jour, cle = avant(plan, 3), f"livrable-{plan.pk}"
        quoi = {
            "par": monde.equipe,
            "promotion": monde.promotion,
            "personne": monde.catalyseur,
            "cle": cle,
            "jour": jour,
            "instant": le(jour - timedelta(days=1)),
        }
        ecarter_rappel(**quoi)
        with pytest.raises(RegleViolee, match="déjà écarté"):
            ecarter_rappel(**quoi)
        retablir_rappel(**quoi)
        ecarter_rappel(**quoi)
        with pytest.raises(AccesRefuse):
            retablir_rappel(**quoi | {"par": monde.coach})
        assert envoyer_rappels(jour=jour, instant=le(jour)) == 2
        assert set(courriels("rappels")) == {"bruno@essai.test", "delphine@essai.test"}
        with pytest.raises(RegleViolee, match="déjà partis"):
            ecarter_rappel(**quoi | {"personne": monde.catalyseur2, "instant": le(jour, 8)})
        # Of a day that is over nothing is set aside, even for who received nothing.
        with pytest.raises(RegleViolee, match="déjà partis"):
            retablir_rappel(**quoi | {"instant": le(jour + timedelta(days=1))})

    def test_the_sweep_costs_the_same_at_two_sizes(self, monde, plan):
        jour = avant(plan, 3)
        avant_ = len(queries_of(lambda: prevoir_rappels(jour)))
        scenes.agrandir(monde)
        assert len(queries_of(lambda: prevoir_rappels(jour))) <= avant_ <= PAGE


class TestPages:
    @pytest.fixture
    def client(self, monde, client_de):
        return client_de(monde.equipe)

    def url(self, monde, nom="rappels"):
        return reverse(f"equipe:{nom}", args=[monde.promotion.code])

    @pytest.fixture
    def bilan(self, monde):
        """The work whose day comes next: the bilan."""
        return monde.livrable()

    @pytest.fixture
    def demain(self, monde, bilan):
        """A reminder of this work falls tomorrow."""
        jour = localdate() + timedelta(days=1)
        regler_rappels(
            par=monde.equipe,
            promotion=monde.promotion,
            reglages={"travail-attendu": (True, [(bilan.du_le - jour).days])},
        )
        return jour

    def test_the_preview_says_who_what_and_why(self, client, monde, demain):
        html = client.get(self.url(monde)).content.decode()
        for mot in ("Amina Essai", "Le bilan", "Travail attendu, pas encore remis (dans"):
            assert mot in html
        assert "Edgar" not in html

    def test_one_is_set_aside_and_taken_back_there(self, client, monde, bilan, demain):
        envoi = {
            "personne": monde.catalyseur.pk,
            "cle": f"livrable-{bilan.pk}",
            "jour": demain.isoformat(),
            "envoyer": "non",
        }
        url = self.url(monde, "ecarter_rappel")
        assert client.post(url, envoi).status_code == 303
        assert "Envoyer quand même" in client.get(self.url(monde)).content.decode()
        assert client.post(url, envoi).status_code == 409
        assert client.post(url, envoi | {"envoyer": "oui"}).status_code == 303
        for faux in (
            {"cle": "livrable-0"},
            {"jour": (demain + timedelta(days=1)).isoformat()},
            {"personne": monde.ailleurs.pk},
            {"jour": "demain"},
        ):
            assert client.post(url, envoi | faux).status_code == 404

    def test_settings_are_kept_and_refused_with_what_was_typed(self, client, monde, bilan):
        url = self.url(monde, "reglages_rappels")
        assert 'value="14, 3"' in client.get(url).content.decode()
        bons = {f"{nom}-jours": "7" for nom, _ in registres.rappels.items()} | {
            "travail-attendu": "on",
            "travail-attendu-jours": "10 et 2",
            "travail-depasse-jours": "2",
            "session": "on",
            "session-jours": "7",
        }
        assert client.post(url, bons).status_code == 303
        assert 'value="10, 2"' in client.get(url).content.decode()
        assert len(prevus(avant(bilan, 10))) == 3
        assert prevus(bilan.du_le + timedelta(days=2), "travail-depasse") == set()
        for faux in ("bientôt", "-1", "99", "", "9" * 50):
            reponse = client.post(url, bons | {"session-jours": faux})
            assert reponse.status_code == 422
            assert f'value="{faux}"' in reponse.content.decode() or not faux

    def test_the_journal_says_what_was_told(self, client, monde, bilan):
        assert "Aucun rappel" in client.get(self.url(monde, "journal_rappels")).content.decode()
        jour = avant(bilan, 3)
        envoyer_rappels(jour=jour, instant=le(jour))
        html = client.get(self.url(monde, "journal_rappels")).content.decode()
        assert "Amina Essai" in html
        assert "Le bilan est attendu" in html
        assert "en attente" in html

    def test_ceilings_at_two_sizes(self, client, monde, bilan, demain):
        envoyer_rappels(jour=avant(bilan, 5), instant=le(avant(bilan, 5)))
        pages = [
            (lambda n=nom: client.get(self.url(monde, n)), plafond)
            for nom, plafond in (
                ("rappels", 20),
                ("reglages_rappels", PAGE),
                ("journal_rappels", PAGE),
            )
        ]

        def grossir():
            scenes.agrandir(monde)
            envoyer_rappels(jour=avant(bilan, 3), instant=le(avant(bilan, 3)))

        verifier_plafonds(pages, grossir)
