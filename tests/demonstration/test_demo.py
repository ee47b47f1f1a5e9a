"""The demonstration: always mid-way, everything at least once, loaded once and whole."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import models
from django.test import override_settings
from django.utils import timezone

from parcours.promotions.lectures.calendrier import calculer
from parcours.promotions.models import (
    AffectationCoach,
    Binome,
    MembreComite,
    Participation,
    Promotion,
    Rencontre,
)
from parcours.travaux.models import Livrable, Remarque, Retour, Section, Version
from parcours.travaux.models.livrables import Nature, Partage
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import RegleViolee
from rameau.commun.models import Courriel
from rameau.comptes.models import Invitation, Personne
from rameau.demonstration import deroulement
from rameau.demonstration.actions.demonstration import charger_demonstration
from rameau.demonstration.deroulement import premier_jour
from rameau.demonstration.lancement import ACCOUNTS, PASSWORD
from tests import scenes
from tests.nos_modeles import nos_modeles

PARIS = ZoneInfo("Europe/Paris")
HATS = {
    "equipe@demo.test": {Chapeau.EQUIPE},
    "catalyseur@demo.test": {Chapeau.CATALYSEUR},
    "catalyseur2@demo.test": {Chapeau.CATALYSEUR},
    "autre@demo.test": {Chapeau.CATALYSEUR},
    "coach@demo.test": {Chapeau.COACH},
    "comite@demo.test": {Chapeau.COMITE},
    "alumni@demo.test": {Chapeau.ALUMNI},
}
# Models that the demonstration leaves empty, each with its reason.
EMPTY = {
    "comptes.Accueil": "whoever tries the demo makes its first visit",
}
DAYS = [
    date(2026, 11, 22),  # a Sunday
    date(2028, 2, 29),
    date(2026, 12, 31),
    date(2027, 3, 27),  # the eve of the summer time
    date(2027, 8, 15),
]


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in nos_modeles()}


def load(instant: datetime) -> Promotion:
    scenes.charger_reference()
    with override_settings(DEMO=True):
        return charger_demonstration(par=None, instant=instant)


@pytest.fixture(scope="class")
def demo(django_db_setup: None, django_db_blocker: object) -> Iterator[Promotion]:
    """The demonstration as of now, loaded once for the class and undone after it."""
    with django_db_blocker.unblock(), scenes.undone():
        yield load(timezone.now())


class TestTheDemonstration:
    def test_every_account_can_sign_in_and_wears_its_hat(self, demo: Promotion) -> None:
        assert {email for email, _ in ACCOUNTS} == set(HATS)
        for email, hats in HATS.items():
            person = Personne.objects.avec_chapeaux().get(email=email)
            assert person.check_password(PASSWORD), email
            assert person.is_active, email
            assert person.chapeaux == hats, email
            assert EmailAddress.objects.get(user=person, email=email).verified, email

    def test_nobody_else_has_a_password_nor_an_address_of_the_real_world(
        self, demo: Promotion
    ) -> None:
        with_password = {
            p.email for p in Personne.objects.order_by("pk") if p.has_usable_password()
        }
        assert with_password == set(HATS)
        assert not Personne.objects.exclude(email__endswith="@demo.test").exists()
        assert not Personne.objects.exclude(telephone__startswith="+3363998").exists()

    def test_the_two_catalyseurs_share_a_binome_and_the_other_has_another(
        self, demo: Promotion
    ) -> None:
        binomes = {
            email: Binome.objects.de(Personne.objects.get(email=email)).get()
            for email in ("catalyseur@demo.test", "catalyseur2@demo.test", "autre@demo.test")
        }
        first, second, other = binomes.values()
        assert first == second != other
        assert first.promotion == other.promotion == demo

    def test_the_twelve_pilots_take_part(self, demo: Promotion) -> None:
        assert demo.binomes.count() == 12
        assert demo.etat == Promotion.Etat.EN_COURS

    def test_works_are_at_every_state(self, demo: Promotion) -> None:
        works = Livrable.objects.filter(binome__promotion=demo).avec_etat()
        states = {
            nature: sorted(works.filter(nature=nature).values_list("etat", flat=True))
            for nature in Nature.values
        }
        assert set().union(*states.values()) == set(Livrable.Etat.values)
        assert states["bilan"].count("remis") == 9
        assert {"regard", "partage", "en-cours"} < set(states["bilan"])
        assert set(states["plan"]) == set(Livrable.Etat.values)
        assert states["feuille-de-route"] == [*["a-faire"] * 11, "en-cours"]

    def test_a_bilan_is_late(self, demo: Promotion) -> None:
        late = Livrable.objects.avec_etat().filter(
            binome__promotion=demo, etat="en-cours", du_le__lt=timezone.localdate()
        )
        assert [work.nature for work in late.order_by("pk")] == ["bilan"]

    def test_the_closed_promotion_holds_all_its_works_each_with_a_regard(
        self, demo: Promotion
    ) -> None:
        closed = Promotion.objects.get(etat=Promotion.Etat.CLOSE)
        works = Livrable.objects.filter(binome__promotion=closed)
        assert works.count() == 3 * closed.binomes.count() > 0
        assert not works.filter(remis_le=None).exists()
        answered = Retour.objects.filter(version__livrable__in=works, envoye_le__isnull=False)
        assert answered.values("version__livrable").distinct().count() == works.count()
        assert closed.fin < timezone.localdate()

    def test_invitations_are_in_every_state(self, demo: Promotion) -> None:
        states = Invitation.objects.avec_etat(maintenant=timezone.now())
        assert set(states.order_by("pk").values_list("etat", flat=True)) == set(
            Invitation.Etat.values
        )

    def test_something_waits_for_the_equipe(self, demo: Promotion) -> None:
        members = models.Count("participations", models.Q(participations__jusqua=None))
        sizes = demo.binomes.annotate(members=members).values_list("members", flat=True)
        assert {1, 2} == set(sizes)
        coached = AffectationCoach.objects.filter(jusqua=None).values("binome")
        assert demo.binomes.exclude(pk__in=coached).count() == 1
        session = demo.rencontres.get(nature=Rencontre.Nature.SESSION, etape__ordre=3)
        assert (session.lieu, session.adresse) == ("", "")
        assert demo.rencontres.exclude(annulee_le=None).count() == 1
        assert Courriel.objects.filter(etat=Courriel.Etat.REFUSE).count() == 1

    def test_a_member_was_replaced_and_the_works_stayed(self, demo: Promotion) -> None:
        gone = Participation.objects.get(binome__promotion=demo, motif_de_fin="Change d’employeur")
        assert gone.binome.participations.actives().filter(place=gone.place).exists()
        assert Section.objects.filter(
            livrable__binome=gone.binome, modifiee_par=gone.personne
        ).exists()

    def test_two_coaches_and_a_committee_of_three_bodies(self, demo: Promotion) -> None:
        coaches = AffectationCoach.objects.filter(binome__promotion=demo)
        assert coaches.values("coach").distinct().count() == 2
        seats = MembreComite.objects.filter(programme=demo.programme)
        assert set(seats.values_list("organisme", flat=True)) == {"CGET", "FNCE", "CDC"}

    def test_the_catalyseur_s_thread_goes_from_frein_to_action(self, demo: Promotion) -> None:
        binome = Binome.objects.de(Personne.objects.get(email="catalyseur@demo.test")).get()
        bilan, plan = (
            Livrable.objects.avec_etat().get(binome=binome, nature=nature)
            for nature in ("bilan", "plan")
        )
        assert (bilan.etat, plan.etat) == ("remis", "en-cours")
        assert bilan.versions.count() == 2
        assert (
            Remarque.objects.filter(retour__version__livrable=bilan).exclude(citation="").exists()
        )
        assert plan.sections.exclude(texte="").count() >= 3
        actions = plan.elements.filter(nature="action-prevue").order_by("pk")
        assert [a.issu_de.issu_de.nature for a in actions] == ["frein"]

    def test_works_are_shared_at_several_levels(self, demo: Promotion) -> None:
        levels = Version.objects.filter(livrable__binome__promotion=demo)
        assert {Partage.COACH, Partage.PROMOTION, Partage.COMITE} == set(
            levels.values_list("partage", flat=True)
        )
        member = Personne.objects.avec_chapeaux().get(email="comite@demo.test")
        assert levels.visibles_par(member).exists()

    def test_no_two_works_say_the_same(self, demo: Promotion) -> None:
        works = Section.objects.filter(livrable__binome__promotion=demo).exclude(texte="")
        written = [section.texte for section in works.order_by("pk")]
        assert len(written) == len(set(written)) > 80
        assert not any("{" in text or "}" in text for text in written)

    def test_every_model_has_rows(self, demo: Promotion) -> None:
        empty = {label for label, rows in counts().items() if rows == 0}
        assert empty == set(EMPTY)

    def test_a_second_run_changes_no_row(self, demo: Promotion) -> None:
        before, said = counts(), StringIO()
        with override_settings(DEMO=True):
            call_command("charger_demo", stdout=said)
        assert "déjà chargée" in said.getvalue()
        with override_settings(DEMO=True), pytest.raises(RegleViolee):
            charger_demonstration(par=None, instant=timezone.now())
        assert counts() == before


@pytest.mark.django_db
class TestItsDates:
    @pytest.mark.parametrize("today", DAYS)
    def test_it_is_mid_way_whatever_the_day(self, today: date) -> None:
        scenes.charger_reference()
        debut = premier_jour(today)
        assert debut.weekday() == 3
        calendrier = calculer(scenes.parcours(), debut)
        sessions = {s.modele.etape.ordre: s.debut.date() for s in calendrier.sessions()}
        webinaire = next(r for r in calendrier.rencontres if r.modele.nature == "webinaire")
        plan = next(t for t in calendrier.travaux if t.nature == "plan")
        assert max(sessions[2], webinaire.debut.date()) < today
        assert timedelta(days=10) <= plan.du_le - today <= timedelta(days=18)
        assert timedelta(days=17) <= sessions[3] - today <= timedelta(days=25)

    @pytest.mark.parametrize(
        "instant",
        [
            datetime(2028, 2, 29, 0, 5, tzinfo=PARIS),
            pytest.param(  # half an hour after summer time began
                datetime(2027, 3, 28, 3, 30, tzinfo=PARIS), marks=pytest.mark.audit
            ),
        ],
    )
    def test_nothing_is_done_tomorrow(self, instant: datetime) -> None:
        """Every instant of an act is past (the journal's are those of the loading itself)."""
        promotion = load(instant)
        acts = {
            Section: "modifiee_le",
            Version: "figee_le",
            Retour: "envoye_le",
            Remarque: "ecrite_le",
            Livrable: "remis_le",
            Invitation: "acceptee_le",
            Courriel: "cree_le",
            Personne: "cree_le",
        }
        for model, field in acts.items():
            assert model.objects.aggregate(last=models.Max(field))["last"] <= instant, model
        assert Promotion.objects.exclude(pk=promotion.pk).get().nom != promotion.nom
        assert timezone.localdate(instant) < promotion.fin


@pytest.mark.django_db
class TestItsRefusals:
    def test_it_is_refused_where_the_demonstration_is_not_on(self) -> None:
        scenes.charger_reference()
        with override_settings(DEMO=False), pytest.raises(CommandError, match="DEMO=1"):
            call_command("charger_demo")
        assert not Personne.objects.exists()

    def test_a_load_cut_half_way_leaves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        scenes.charger_reference()
        before = counts()

        def cut(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(deroulement, "avancer", cut)
        with override_settings(DEMO=True), pytest.raises(KeyboardInterrupt):
            call_command("charger_demo")
        assert counts() == before
