"""The calendar before it exists: every computed date, what is refused, what is warned of."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils.timezone import localdate

from parcours.promotions.lectures.calendrier import avertir, calculer, refuser
from rameau.commun.temps import PARIS, ajouter_mois, instant_de_paris
from tests import scenes

pytestmark = pytest.mark.django_db

DEBUT = date(2027, 1, 12)


@pytest.fixture
def parcours():
    scenes.charger_reference()
    return scenes.parcours()


def rencontre(calendrier, nature, ordre):
    return next(
        r
        for r in calendrier.rencontres
        if r.modele.nature == nature and r.modele.etape.ordre == ordre
    )


def refus(parcours, debuts=None, echeances=None, debut=DEBUT, aujourdhui=DEBUT):
    calendrier = calculer(parcours, debut, debuts=debuts, echeances=echeances)
    return {un.constraint: un.message for un in refuser(calendrier, aujourdhui=aujourdhui)}


def test_every_date_is_computed_from_the_first_day(parcours):
    calendrier = calculer(parcours, DEBUT)
    assert [(localdate(r.debut), r.modele.titre) for r in calendrier.rencontres] == [
        (date(2027, 1, 19), "Session 1 : comprendre"),
        (date(2027, 2, 16), "Visite apprenante : pair pionnier"),
        (date(2027, 3, 16), "Session 2 : mettre en œuvre"),
        (date(2027, 4, 13), "Webinaire"),
        (date(2027, 5, 4), "Visite apprenante : tiers pionnier"),
        (date(2027, 6, 1), "Session 3 : approfondir"),
        (date(2027, 7, 13), "Visite apprenante : décideur"),
        (date(2027, 8, 31), "Session 4 : mettre en perspective"),
        (date(2027, 9, 28), "Journée conclusive"),
    ]
    assert [(t.nature, t.etape, t.du_le) for t in calendrier.travaux] == [
        ("bilan", 1, date(2027, 3, 9)),
        ("plan", 2, date(2027, 5, 25)),
        ("feuille-de-route", 3, date(2027, 8, 24)),
    ]
    assert (calendrier.debut, calendrier.fin) == (DEBUT, date(2027, 10, 12))


@pytest.mark.parametrize("debut", [DEBUT + timedelta(days=n) for n in range(7)])
def test_the_weekday_is_kept_and_the_proposal_is_always_possible(parcours, debut):
    calendrier = calculer(parcours, debut)
    assert {localdate(r.debut).weekday() for r in calendrier.rencontres} == {debut.weekday()}
    assert refuser(calendrier, aujourdhui=debut) == []


def test_a_session_stays_at_half_past_nine_on_both_sides_of_the_time_change(parcours):
    sessions = calculer(parcours, date(2027, 3, 1)).sessions()
    assert [s.debut.astimezone(PARIS).time() for s in sessions] == [time(9, 30)] * 4
    assert {s.debut.utcoffset() for s in sessions} == {timedelta(hours=1), timedelta(hours=2)}
    assert {s.fin - s.debut for s in sessions} == {timedelta(hours=7)}


def test_a_work_follows_its_session_unless_its_date_is_given(parcours):
    session = rencontre(calculer(parcours, DEBUT), "session", 2)
    moved = {session.modele.pk: session.debut + timedelta(days=2)}
    assert calculer(parcours, DEBUT, debuts=moved).travaux[0].du_le == date(2027, 3, 11)
    given = calculer(parcours, DEBUT, debuts=moved, echeances={"bilan": date(2027, 3, 5)})
    assert given.travaux[0].du_le == date(2027, 3, 5)


def test_months_end_on_their_last_day():
    assert ajouter_mois(date(2027, 5, 31), 9) == date(2028, 2, 29)
    assert ajouter_mois(date(2027, 1, 31), -2) == date(2026, 11, 30)
    assert ajouter_mois(date(2027, 12, 1), 0) == date(2027, 12, 1)


class TestRefuser:
    """What cannot be, each refusal at its own row; the limit beside it passes."""

    def test_a_first_day_already_past(self, parcours):
        assert refus(parcours, aujourdhui=DEBUT) == {}
        assert refus(parcours, aujourdhui=DEBUT + timedelta(days=1)) == {
            "debut": "La date de début est déjà passée."
        }

    def test_a_session_before_the_end_of_the_former(self, parcours):
        calendrier = calculer(parcours, DEBUT)
        deux, trois = rencontre(calendrier, "session", 2), rencontre(calendrier, "session", 3)
        echeances = {"plan": localdate(deux.debut) + timedelta(days=1)}
        cle = f"rencontre-{trois.modele.pk}"
        same_day = refus(parcours, {trois.modele.pk: deux.fin - timedelta(minutes=1)}, echeances)
        assert same_day[cle].endswith("viendrait avant la fin de « Session 2 : mettre en œuvre ».")
        next_day = {trois.modele.pk: deux.debut + timedelta(days=1)}
        assert cle not in refus(parcours, next_day, echeances)

    def test_a_rencontre_outside_the_nine_months(self, parcours):
        journee = rencontre(calculer(parcours, DEBUT), "journee", 4).modele.pk
        dernier = instant_de_paris(date(2027, 10, 12), time(10, 0))
        assert refus(parcours, {journee: dernier}) == {}
        for jour in (dernier + timedelta(days=1), instant_de_paris(date(2027, 1, 11), time(10))):
            assert refus(parcours, {journee: jour}) == {
                f"rencontre-{journee}": "« Journée conclusive » tomberait hors des 9 mois "
                "de la promotion."
            }

    def test_a_work_expected_outside_the_time_between_its_sessions(self, parcours):
        for jour, possible in (
            (date(2027, 1, 19), False),
            (date(2027, 1, 20), True),
            (date(2027, 3, 16), True),
            (date(2027, 3, 17), False),
        ):
            assert ("travail-bilan" not in refus(parcours, echeances={"bilan": jour})) is possible


class TestAvertir:
    @pytest.mark.parametrize(
        ("jour", "avis"),
        [
            (date(2027, 3, 16), []),
            (date(2026, 9, 19), ["un samedi"]),
            (date(2026, 9, 20), ["un dimanche"]),
            (date(2026, 11, 11), ["jour férié (Armistice)"]),
            (date(2027, 2, 10), ["vacances scolaires (zone C)"]),
            (date(2026, 12, 23), ["vacances scolaires (zone A, B, C)"]),
            (date(2026, 8, 4), ["vacances scolaires (zone A, B, C)", "en août"]),
            (date(2060, 3, 16), ["vacances scolaires pas encore connues"]),
        ],
    )
    def test_a_day_that_deserves_a_second_look(self, jour, avis):
        assert avertir(jour) == avis

    def test_two_things_on_one_day(self):
        jour = date(2027, 3, 16)
        assert avertir(jour, [jour, jour + timedelta(days=1)]) == []
        assert avertir(jour, [jour, jour]) == ["deux choses ce jour-là"]


def test_a_paris_time_is_an_instant():
    assert instant_de_paris(date(2027, 7, 1), time(9, 30)) == datetime(
        2027, 7, 1, 9, 30, tzinfo=PARIS
    )
