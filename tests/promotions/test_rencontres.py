"""Rencontres: planned, changed, cancelled by the équipe; seen by the promotion."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate, localtime

from parcours.promotions.actions.rencontres import (
    annuler_rencontre,
    modifier_rencontre,
    planifier_rencontre,
)
from parcours.promotions.models import Rencontre, Sequence
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel
from rameau.commun.temps import instant_de_paris
from territoires.models import Territoire
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def session(monde):
    return monde.promotion.rencontres.get(nature="session", etape__ordre=2)


def planifier(monde, debut, minutes=120, nature="webinaire", **kwargs):
    return planifier_rencontre(
        par=kwargs.pop("par", monde.equipe),
        promotion=kwargs.pop("promotion", monde.promotion),
        nature=nature,
        titre="Une rencontre de plus",
        debut=debut,
        fin=debut + timedelta(minutes=minutes),
        **kwargs,
    )


class TestActions:
    def test_a_rencontre_is_planned_by_the_equipe_of_an_open_promotion(self, monde):
        debut = timezone.now() + timedelta(days=3)
        rencontre = planifier(monde, debut, lieu="Hôtel de ville")
        assert (rencontre.lieu, rencontre.obligatoire) == ("Hôtel de ville", False)
        for refus in ({"par": monde.coach}, {"promotion": monde.close}):
            with pytest.raises(AccesRefuse):
                planifier(monde, debut, **refus)

    def test_it_ends_after_it_starts(self, monde, session):
        with pytest.raises(RegleViolee) as refus:
            planifier(monde, timezone.now(), minutes=0)
        assert refus.value.constraint == "rencontre_dates"
        with pytest.raises(RegleViolee, match="finit après avoir commencé"):
            modifier_rencontre(par=monde.equipe, rencontre=session, fin=session.debut)

    def test_two_sessions_of_one_day_never_overlap_and_keep_their_order(self, monde, session):
        trois = monde.promotion.rencontres.get(nature="session", etape__ordre=3)
        soir = {"debut": session.fin, "fin": session.fin + timedelta(hours=3)}
        scenes.forcer(lambda: Rencontre.objects.filter(pk=trois.pk).update(**soir))
        with pytest.raises(RegleViolee) as refus:
            modifier_rencontre(
                par=monde.equipe, rencontre=trois, debut=session.fin - timedelta(minutes=1)
            )
        assert refus.value.constraint == "rencontre_sans_chevauchement"
        with pytest.raises(RegleViolee) as refus:
            modifier_rencontre(
                par=monde.equipe,
                rencontre=trois,
                debut=session.debut - timedelta(hours=2),
                fin=session.debut,
            )
        assert refus.value.message == (
            "« Session 3 : approfondir » viendrait avant « Session 2 : mettre en œuvre »."
        )
        modifier_rencontre(par=monde.equipe, rencontre=trois, **soir)
        # A visit beside a session is people's own affair.
        assert planifier(monde, session.debut, nature="visite").pk

    def test_a_session_changes_hours_here_and_days_only_with_what_hangs_on_it(self, monde, session):
        plus_tard = {
            "debut": session.debut + timedelta(hours=1),
            "fin": session.fin + timedelta(hours=1),
        }
        modifier_rencontre(par=monde.equipe, rencontre=session, **plus_tard)
        for jours in (-1, 1):
            ailleurs = {nom: quand + timedelta(days=jours) for nom, quand in plus_tard.items()}
            with pytest.raises(RegleViolee, match="change de jour avec tout ce qui en dépend"):
                modifier_rencontre(par=monde.equipe, rencontre=session, **ailleurs)
        session.refresh_from_db()
        assert {"debut": session.debut, "fin": session.fin} == plus_tard
        # Nothing hangs on a visite: it changes days here.
        visite = monde.promotion.rencontres.get(nature="visite", etape__ordre=2)
        ailleurs = {
            "debut": visite.debut + timedelta(days=1),
            "fin": visite.fin + timedelta(days=1),
        }
        deplacee = modifier_rencontre(par=monde.equipe, rencontre=visite, **ailleurs)
        assert deplacee.debut == ailleurs["debut"]

    def test_a_session_stays_within_the_promotion(self, monde):
        quatre = monde.promotion.rencontres.get(nature="session", etape__ordre=4)
        annuler_rencontre(par=monde.equipe, rencontre=quatre, instant=timezone.now())
        derniere = {"nature": "session", "etape": quatre.etape}
        fin = instant_de_paris(monde.promotion.fin, time(9, 30))
        with pytest.raises(RegleViolee, match="hors des dates de la promotion"):
            planifier(monde, fin + timedelta(days=1), **derniere)
        assert planifier(monde, fin, **derniere).pk

    def test_a_stage_has_one_session_and_a_cancelled_one_gives_way(self, monde, session):
        kwargs = {"nature": "session", "etape": session.etape}
        plus_tard = session.fin + timedelta(days=7)
        with pytest.raises(RegleViolee, match="a déjà sa session"):
            planifier(monde, plus_tard, **kwargs)
        annuler_rencontre(par=monde.equipe, rencontre=session, instant=timezone.now())
        assert planifier(monde, plus_tard, **kwargs).obligatoire
        with pytest.raises(RegleViolee, match="celle d'une étape"):
            planifier(monde, plus_tard, nature="session")

    def test_calendars_follow_what_changed_and_nothing_else(self, monde, session):
        meme = modifier_rencontre(par=monde.equipe, rencontre=session, titre=session.titre)
        assert meme.revision == 0
        ailleurs = modifier_rencontre(par=monde.equipe, rencontre=session, lieu="Tours")
        assert ailleurs.revision == 1
        annuler_rencontre(par=monde.equipe, rencontre=session, instant=timezone.now())
        annuler_rencontre(par=monde.equipe, rencontre=session, instant=timezone.now())
        session.refresh_from_db()
        assert session.revision == 2
        with pytest.raises(RegleViolee, match="est annulée"):
            modifier_rencontre(par=monde.equipe, rencontre=session, lieu="Blois")

    def test_the_database_holds_it(self, monde, session):
        trois = monde.promotion.rencontres.get(nature="session", etape__ordre=3)
        regles = [
            scenes.refus_de_la_base(
                lambda c=changes: Rencontre.objects.filter(pk=trois.pk).update(**c)
            ).constraint
            for changes in (
                {"fin": trois.debut},
                {"debut": session.debut, "fin": session.fin},
                {"etape": session.etape},
                {"etape": None},
            )
        ]
        assert regles == [
            "rencontre_dates",
            "rencontre_sans_chevauchement",
            "rencontre_une_session_par_etape",
            "rencontre_session_etape",
        ]
        sequence = session.sequences.get(ordre=1)
        sequence.duree_minutes = 4
        assert scenes.refus_de_la_base(sequence.save).constraint == "sequence_duree"


class TestPagesDeLEquipe:
    @pytest.fixture
    def client(self, monde, client_de):
        return client_de(monde.equipe)

    def saisie(self, rencontre, **changes):
        debut = localtime(rencontre.debut)
        return {
            "titre": rencontre.titre,
            "jour": debut.date().isoformat(),
            "heure_debut": f"{debut:%H:%M}",
            "heure_fin": f"{localtime(rencontre.fin):%H:%M}",
            "lieu": "",
            "adresse": "",
            "acces": "",
            "lien": "",
        } | changes

    def url(self, nom, rencontre):
        return reverse(f"equipe:{nom}", args=[rencontre.promotion.code, rencontre.pk])

    def test_the_place_is_said_and_seen(self, client, monde, session, client_de):
        envoi = self.saisie(
            session,
            lieu="Hôtel de ville",
            adresse="1, place de l'Exemple",
            acces="Tram A\nPuis à pied",
            lien="https://salle.exemple.fr/a",
        )
        assert client.post(self.url("rencontre", session), envoi).status_code == 303
        page = client_de(monde.catalyseur).get(session.get_absolute_url()).content.decode()
        for mot in ("Hôtel de ville", "Tram A<br>Puis", 'href="https://salle.exemple.fr/a"'):
            assert mot in page

    @pytest.mark.parametrize(
        ("changes", "champ", "status"),
        [
            ({"heure_fin": "09:30"}, "heure_fin", 422),
            ({"titre": ""}, "titre", 422),
            ({"lien": "javascript:alert(1)"}, "lien", 422),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field(
        self, client, monde, session, changes, champ, status
    ):
        envoi = self.saisie(session, lieu="Lieu gardé") | changes
        page = client.post(self.url("rencontre", session), envoi)
        assert (page.status_code, set(page.context["form"].errors)) == (status, {champ})
        assert 'value="Lieu gardé"' in page.content.decode()
        session.refresh_from_db()
        assert (session.revision, session.lieu) == (0, "")

    def test_a_day_off_is_warned_of_and_allowed(self, client, monde):
        visite = monde.promotion.rencontres.get(nature="visite", etape__ordre=2)
        samedi = localdate(visite.debut)
        samedi += timedelta(days=(5 - samedi.weekday()) % 7 or 7)
        answer = client.post(
            self.url("rencontre", visite), self.saisie(visite, jour=samedi.isoformat()), follow=True
        )
        assert "un samedi" in answer.content.decode()
        page = client.post(self.url("rencontre", visite), self.saisie(visite, jour="un jour"))
        assert (page.status_code, set(page.context["form"].errors)) == (422, {"jour"})

    def test_the_day_of_a_session_does_not_change_here(self, client, session):
        autre = localdate(session.debut) + timedelta(days=1)
        envoi = self.saisie(session, jour=autre.isoformat(), heure_debut="10:00", lieu="Tours")
        assert client.post(self.url("rencontre", session), envoi).status_code == 303
        avant = localdate(session.debut)
        session.refresh_from_db()
        assert (localdate(session.debut), session.lieu) == (avant, "Tours")
        assert localtime(session.debut).time() == time(10, 0)

    def test_planning_a_new_one(self, client, monde, session):
        url = reverse("equipe:nouvelle_rencontre", args=[monde.promotion.code])
        assert client.get(url).status_code == 200
        envoi = self.saisie(session, nature="session", etape="", titre="Autre")
        page = client.post(url, envoi)
        assert (page.status_code, set(page.context["form"].errors)) == (422, {"etape"})
        page = client.post(url, envoi | {"etape": session.etape_id})
        assert (page.status_code, set(page.context["form"].errors)) in (
            (409, {"jour"}),
            (409, {"etape"}),
        )
        assert client.post(url, envoi | {"nature": "bilaterale"}).status_code == 303
        assert monde.promotion.rencontres.filter(nature="bilaterale").count() == 1

    def test_cancelling_says_how_many_are_written_to(self, client, monde, session, client_de):
        """Three members and two coachs are of the promotion; those who have not accepted their
        invitation are not written to, a visite speaks to those who hold a place in it, and
        nobody is told of what is past."""
        visite = monde.promotion.rencontres.get(nature="visite", etape__ordre=2)
        passee = monde.promotion.rencontres.get(nature="session", etape__ordre=1)
        for rencontre, dit in (
            (session, "2\u00a0personnes seront prévenues par courriel"),
            (visite, "Personne ne sera prévenu par courriel"),
            (passee, "Personne ne sera prévenu par courriel"),
        ):
            page = client.get(self.url("annuler_rencontre", rencontre))
            assert dit in page.content.decode(), rencontre
            assert client.post(self.url("annuler_rencontre", rencontre)).status_code == 303
        ecrits = Courriel.objects.filter(genre="rencontre_annulee").order_by("pk")
        assert {c.destinataire for c in ecrits} == {monde.coach, monde.autre_coach}
        page = client_de(monde.catalyseur).get(
            reverse("parcours:rencontres", args=[monde.promotion.code])
        )
        assert "annulée" in page.content.decode()


class TestPagesDeLaPromotion:
    def test_who_sees_a_rencontre(self, monde, session, client_de):
        for qui in ("catalyseur", "autre", "coach", "equipe", "comite"):
            assert client_de(getattr(monde, qui)).get(session.get_absolute_url()).status_code == 200
        for qui in ("ailleurs", "alumni"):
            assert client_de(getattr(monde, qui)).get(session.get_absolute_url()).status_code == 404
        crossed = reverse("parcours:rencontre", args=[monde.close.code, session.pk])
        assert client_de(monde.equipe).get(crossed).status_code == 404

    def test_the_agenda_starts_each_sequence_when_the_former_ends(self, monde, session, client_de):
        page = client_de(monde.catalyseur).get(session.get_absolute_url())
        assert [
            (m.sequence.temps, f"{m.debut:%H:%M}", f"{m.fin:%H:%M}")
            for m in page.context["moments"]
        ] == [
            (Sequence.Temps.THEORIE, "09:30", "12:30"),
            (Sequence.Temps.PAUSE, "12:30", "13:30"),
            (Sequence.Temps.PRATIQUE, "13:30", "16:30"),
        ]

    def test_the_work_expected_is_one_s_own_or_that_of_all(self, monde, session, client_de):
        mien = client_de(monde.catalyseur).get(session.get_absolute_url())
        assert mien.context["travail"] == monde.livrable()
        assert monde.livrable().get_absolute_url() in mien.content.decode()
        autre = client_de(monde.comite).get(session.get_absolute_url())
        assert autre.context["travail"] is None
        assert "attendu des binômes" in autre.content.decode()
        premiere = monde.promotion.rencontres.get(nature="session", etape__ordre=1)
        page = client_de(monde.catalyseur).get(premiere.get_absolute_url())
        assert page.context["attendu"] is None

    def test_one_s_own_time_is_said_when_it_differs(self, monde, session, client_de):
        client = client_de(monde.catalyseur)
        assert client.get(session.get_absolute_url()).context["ailleurs"] == ""
        scenes.forcer(
            lambda: Territoire.objects.filter(pk=monde.binome.territoire_id).update(
                fuseau="Indian/Reunion"
            )
        )
        la_bas = session.debut.astimezone(ZoneInfo("Indian/Reunion"))
        ailleurs = client.get(session.get_absolute_url()).context["ailleurs"]
        assert f"de {la_bas.hour}\u00a0h\u00a030" in ailleurs
        assert client_de(monde.autre).get(session.get_absolute_url()).context["ailleurs"] == ""

    def test_what_is_to_come_then_what_is_past(self, monde, client_de):
        url = reverse("parcours:rencontres", args=[monde.promotion.code])
        page = client_de(monde.catalyseur).get(url)
        maintenant = timezone.now()
        assert all(r.fin >= maintenant for r in page.context["a_venir"])
        assert [r.titre for r in page.context["passees"]][-1] == "Session 1 : comprendre"

    def test_ceilings_at_two_sizes(self, monde, session, client_de):
        membre, staff = client_de(monde.catalyseur), client_de(monde.equipe)
        code = monde.promotion.code
        pages = [
            (membre, reverse("parcours:rencontres", args=[code])),
            (membre, session.get_absolute_url()),
            (staff, reverse("equipe:rencontre", args=[code, session.pk])),
            (staff, reverse("equipe:nouvelle_rencontre", args=[code])),
            (staff, reverse("equipe:annuler_rencontre", args=[code, session.pk])),
        ]

        def grossir():
            scenes.agrandir(monde)
            debut = datetime.combine(localdate(), time(18), ZoneInfo("Europe/Paris"))
            for jours in range(10):
                planifier(monde, debut + timedelta(days=jours))

        verifier_plafonds([(lambda c=c, u=u: c.get(u), PAGE) for c, u in pages], grossir)
