"""Moving a session: what follows is read before, then done at once or not at all."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate, localtime

from parcours.promotions.actions.deplacements import PERIMEE, deplacer_rencontre
from parcours.promotions.actions.rencontres import annuler_rencontre, modifier_rencontre
from parcours.promotions.lectures.calendrier import avertir
from parcours.promotions.lectures.deplacements import prevoir_deplacement
from parcours.promotions.lectures.destinataires import attendus
from parcours.promotions.models import Echeance
from parcours.travaux.models import Livrable
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import EntreeJournal
from rameau.commun.temps import instant_de_paris
from tests import scenes
from tests.plafonds import TABLEAU, verifier_plafonds

pytestmark = pytest.mark.django_db
SEMAINE = timedelta(weeks=1)


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def session(monde):
    return monde.promotion.rencontres.select_related("etape", "promotion").get(
        nature="session", etape__ordre=3
    )


def plus_tard(session, semaines=1):
    jour = localdate(session.debut) + semaines * SEMAINE
    return instant_de_paris(jour, localtime(session.debut).time())


def deplacer(monde, session, debut, **kwargs):
    prevu = prevoir_deplacement(session, debut)
    return deplacer_rencontre(
        par=kwargs.pop("par", monde.equipe),
        rencontre=session,
        debut=debut,
        empreinte=kwargs.pop("empreinte", prevu.empreinte),
        instant=timezone.now(),
    )


def jours(promotion):
    return {e.titre: (e.le, e.jusquau) for e in Echeance.objects.de(promotion).order_by("pk")}


class TestCeQuiSuit:
    def test_all_that_hangs_on_a_session_moves_by_as_many_days_and_nothing_else(
        self, monde, session
    ):
        avant = jours(monde.promotion)
        du_le = {e.ordre: e.livrable_du_le for e in monde.promotion.etapes.order_by("ordre")}
        ailleurs = jours(monde.close)
        deplacee = deplacer(monde, session, plus_tard(session))
        assert deplacee.debut == plus_tard(session)
        assert deplacee.fin - deplacee.debut == session.fin - session.debut
        assert deplacee.revision == session.revision + 1
        bouge = {
            titre: (
                (le - avant[titre][0]).days,
                jusquau and (jusquau - avant[titre][1]).days,
            )
            for titre, (le, jusquau) in jours(monde.promotion).items()
            if (le, jusquau) != avant[titre]
        }
        assert bouge == {
            "Coaching entre les sessions 2 et 3": (0, 7),
            "Coaching entre les sessions 3 et 4": (7, 0),
            "Lettre dédiée 3 : vers la session 4": (7, None),
            "Rappel du travail attendu : Plan de mise en œuvre": (7, None),
            "Trois questions à la fin de la session 3": (7, None),
        }
        apres = {e.ordre: e.livrable_du_le for e in monde.promotion.etapes.order_by("ordre")}
        assert apres == du_le | {2: du_le[2] + SEMAINE}
        plans = Livrable.objects.filter(binome__promotion=monde.promotion, nature="plan")
        assert set(plans.values_list("du_le", flat=True)) == {apres[2]}
        assert jours(monde.close) == ailleurs

    def test_a_binome_keeps_the_day_it_was_granted(self, monde, session):
        livrable = monde.livrable("plan")
        accorde = livrable.du_le + timedelta(days=4)
        scenes.forcer(lambda: Livrable.objects.filter(pk=livrable.pk).update(du_le=accorde))
        prevu = prevoir_deplacement(session, plus_tard(session))
        assert "(1\u00a0binôme garde son délai)" in prevu.effets[0].libelle
        deplacer(monde, session, plus_tard(session))
        livrable.refresh_from_db()
        assert livrable.du_le == accorde

    def test_a_day_changed_by_hand_still_follows(self, monde, session):
        lettre = Echeance.objects.de(monde.promotion).get(titre__startswith="Lettre dédiée 3")
        le = lettre.le + timedelta(days=2)
        scenes.forcer(lambda: Echeance.objects.filter(pk=lettre.pk).update(le=le))
        deplacer(monde, session, plus_tard(session))
        lettre.refresh_from_db()
        assert lettre.le == le + SEMAINE

    def test_one_act_one_line_in_the_journal_for_the_move(self, monde, session):
        deplacer(monde, session, plus_tard(session))
        verbes = EntreeJournal.objects.filter(verbe__startswith="rencontres.").order_by("pk")
        assert list(verbes.values_list("verbe", flat=True)) == ["rencontres.deplacer"]

    def test_a_visite_moves_alone(self, monde):
        visite = monde.promotion.rencontres.select_related("etape", "promotion").get(
            nature="visite", etape__ordre=3
        )
        avant = jours(monde.promotion)
        assert prevoir_deplacement(visite, plus_tard(visite)).effets == []
        deplacer(monde, visite, plus_tard(visite))
        assert jours(monde.promotion) == avant


class TestRefus:
    def test_a_list_that_is_no_longer_true_moves_nothing(self, monde, session):
        lue = prevoir_deplacement(session, plus_tard(session)).empreinte
        deplacer(monde, session, plus_tard(session, 2))
        avant = jours(monde.promotion)
        with pytest.raises(RegleViolee) as refus:
            deplacer(monde, session, plus_tard(session), empreinte=lue)
        assert refus.value.constraint == PERIMEE
        assert jours(monde.promotion) == avant
        session.refresh_from_db()
        fraiche = prevoir_deplacement(session, plus_tard(session)).empreinte
        deplacer(monde, session, plus_tard(session), empreinte=fraiche)

    def test_only_the_equipe_and_only_an_open_promotion(self, monde, session):
        for qui in (monde.coach, monde.catalyseur, monde.comite):
            with pytest.raises(AccesRefuse):
                deplacer(monde, session, plus_tard(session), par=qui)
        close = monde.close.rencontres.select_related("etape", "promotion").get(
            nature="session", etape__ordre=2
        )
        with pytest.raises(AccesRefuse):
            deplacer(monde, close, plus_tard(close))

    @pytest.mark.parametrize(
        ("semaines", "mots"),
        [
            (-12, "viendrait avant"),
            (30, "hors des dates"),
            (14, "viendrait avant"),
            (13, "au même moment"),
            (0, "déjà le jour"),
        ],
    )
    def test_what_cannot_be_is_said_before_and_refused_after(self, monde, session, semaines, mots):
        debut = plus_tard(session, semaines)
        assert mots in prevoir_deplacement(session, debut).refus
        with pytest.raises(RegleViolee, match=mots):
            deplacer(monde, session, debut)

    def test_two_sessions_never_overlap(self, monde, session):
        deux = monde.promotion.rencontres.get(nature="session", etape__ordre=2)
        debut = deux.fin - timedelta(minutes=30)
        assert "au même moment" in prevoir_deplacement(session, debut).refus

    def test_two_things_that_touch_do_not_overlap(self, monde):
        deux = monde.promotion.rencontres.get(nature="session", etape__ordre=2)
        visite = monde.promotion.rencontres.select_related("etape", "promotion").get(
            nature="visite", etape__ordre=3
        )
        visite.obligatoire = True
        assert prevoir_deplacement(visite, deux.fin).refus == ""
        une_minute = timedelta(minutes=1)
        assert "au même moment" in prevoir_deplacement(visite, deux.fin - une_minute).refus

    def test_a_work_is_not_expected_before_the_former_session_ends(self, monde, session):
        deux = monde.promotion.rencontres.get(nature="session", etape__ordre=2)
        debut = deux.debut + timedelta(days=5)
        assert "serait attendu le" in prevoir_deplacement(session, debut).refus
        assert prevoir_deplacement(session, debut).effets == []
        # Nor on the very day of that session.
        etape = monde.promotion.etapes.get(ordre=2)
        avant = localdate(session.debut) - etape.livrable_du_le
        assert "serait attendu le" in prevoir_deplacement(session, deux.debut + avant).refus

    def test_a_window_does_not_close_before_it_opens(self, monde, session):
        deux = monde.promotion.rencontres.get(nature="session", etape__ordre=2)
        debut = deux.debut + timedelta(days=21)
        assert "se fermerait le" in prevoir_deplacement(session, debut).refus

    def test_a_cancelled_one_stays_where_it_is(self, monde, session):
        annuler_rencontre(par=monde.equipe, rencontre=session, instant=session.debut)
        session.refresh_from_db()
        assert "est annulée" in prevoir_deplacement(session, plus_tard(session)).refus


class TestPage:
    @pytest.fixture
    def client(self, monde, client_de):
        return client_de(monde.equipe)

    @pytest.fixture
    def url(self, session):
        return reverse("equipe:deplacer", args=[session.promotion.code, session.pk])

    def envoi(self, debut):
        return {"jour": localdate(debut).isoformat(), "heure": f"{localtime(debut):%H:%M}"}

    def test_what_follows_and_who_is_told_stand_before_one_confirmation(
        self, client, monde, session, url
    ):
        debut = plus_tard(session)
        page = client.get(url, self.envoi(debut))
        texte = page.content.decode()
        assert "Rappel du travail attendu" in texte
        # Those who have not accepted their invitation yet are told everything once they have.
        assert page.context["prevu"].personnes == list(attendus(session).order_by("prenom"))
        assert "2\u00a0personnes seront prévenues" in texte
        assert "Claire Essai" in texte
        session.refresh_from_db()
        assert session.revision == 0
        envoi = self.envoi(debut) | {"empreinte": page.context["prevu"].empreinte}
        answer = client.post(url, envoi)
        assert (answer.status_code, answer["Location"]) == (303, session.get_absolute_url())
        session.refresh_from_db()
        assert session.debut == debut

    def test_a_stale_confirmation_is_refused_with_a_fresh_list(self, client, monde, session, url):
        debut = plus_tard(session)
        lue = client.get(url, self.envoi(debut)).context["prevu"].empreinte
        modifier_rencontre(par=monde.equipe, rencontre=session, lieu="Ailleurs")
        page = client.post(url, self.envoi(debut) | {"empreinte": lue})
        assert page.status_code == 409
        assert "ont changé depuis" in page.content.decode()
        fraiche = page.context["prevu"].empreinte
        assert fraiche != lue
        assert client.post(url, self.envoi(debut) | {"empreinte": fraiche}).status_code == 303

    def test_a_holiday_is_warned_of_and_possible(self, client, monde, session, url):
        deux = monde.promotion.rencontres.get(nature="session", etape__ordre=2)
        ferie = next(
            jour
            for jour in (localdate(deux.debut) + timedelta(days=n) for n in range(29, 139))
            if any("férié" in avis for avis in avertir(jour))
        )
        debut = instant_de_paris(ferie, localtime(session.debut).time())
        page = client.get(url, self.envoi(debut))
        assert any("férié" in avis for avis in page.context["prevu"].avis)
        envoi = self.envoi(debut) | {"empreinte": page.context["prevu"].empreinte}
        assert client.post(url, envoi).status_code == 303

    def test_what_cannot_be_has_no_button(self, client, session, url):
        page = client.get(url, self.envoi(plus_tard(session, 30)))
        assert "Ce jour n’est pas possible" in page.content.decode()
        assert "Tout déplacer" not in page.content.decode()
        page = client.get(url, {"jour": "bientôt", "heure": "9:30"})
        assert (page.status_code, set(page.context["form"].errors)) == (422, {"jour"})

    def test_ceilings_at_two_sizes(self, client, monde, session, url):
        envoi = self.envoi(plus_tard(session))
        verifier_plafonds(
            [(lambda: client.get(url, envoi), TABLEAU), (lambda: client.get(url), TABLEAU)],
            lambda: scenes.agrandir(monde),
        )
