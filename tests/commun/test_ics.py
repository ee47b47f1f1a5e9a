"""Calendars as the norm wants them, read by two parsers."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject

from rameau.commun.ics import CANCEL, REQUEST, ecrire_calendrier
from rameau.commun.registres import RendezVous
from tests.promotions.agenda_scenes import lire

PARIS = ZoneInfo("Europe/Paris")
INSTANT = datetime(2026, 11, 2, 8, tzinfo=UTC)
AMINA = ("Amina Essai", "amina@essai.test")


@pytest.fixture(autouse=True)
def _sender(settings):
    settings.URL_PUBLIQUE = "https://parcours.exemple.fr"
    settings.DEFAULT_FROM_EMAIL = "Le RAMEAU <parcours@exemple.fr>"


def rendez_vous(**kwargs):
    return RendezVous(
        **{
            "cle": "rencontre-7",
            "titre": "Session 3 : approfondir",
            "debut": datetime(2026, 12, 3, 9, 30, tzinfo=PARIS),
            "fin": datetime(2026, 12, 3, 16, 30, tzinfo=PARIS),
            "url": "/parcours/p/rencontres/7/",
            "nature": "session",
            "libelle": "session collective",
            "attendu": True,
        }
        | kwargs
    )


def evenement(un, **kwargs):
    [trouve] = lire(ecrire_calendrier([un], instant=INSTANT, **kwargs)).walk("VEVENT")
    return trouve


def test_an_invitation_says_who_invites_whom_to_what():
    un = evenement(rendez_vous(revision=2), methode=REQUEST, participant=AMINA)
    assert str(un["UID"]) == "rencontre-7@parcours.exemple.fr"
    assert (un["SEQUENCE"], un["STATUS"], un["DTSTAMP"].dt) == (2, "CONFIRMED", INSTANT)
    assert (un["ORGANIZER"], un["ORGANIZER"].params["CN"]) == (
        "mailto:parcours@exemple.fr",
        "Le RAMEAU",
    )
    assert (un["ATTENDEE"], un["ATTENDEE"].params["ROLE"]) == (
        "mailto:amina@essai.test",
        "REQ-PARTICIPANT",
    )
    libre = evenement(rendez_vous(attendu=False), methode=REQUEST, participant=AMINA)
    assert libre["ATTENDEE"].params["ROLE"] == "OPT-PARTICIPANT"


def test_a_cancellation_keeps_the_uid_and_says_so():
    un = evenement(rendez_vous(revision=3, annule=True), methode=CANCEL, participant=AMINA)
    assert (str(un["UID"]), un["SEQUENCE"]) == ("rencontre-7@parcours.exemple.fr", 3)
    assert un["STATUS"] == "CANCELLED"
    # Someone leaves: cancelled for her alone, the rencontre itself takes place.
    assert evenement(rendez_vous(), methode=CANCEL, participant=AMINA)["STATUS"] == "CANCELLED"


def test_a_published_calendar_names_no_participant():
    assert "ATTENDEE" not in evenement(rendez_vous(), nom="Mon agenda")


@pytest.mark.parametrize(
    ("jour", "heures"),
    [
        (date(2026, 3, 28), 1),
        (date(2026, 3, 29), 2),
        (date(2026, 10, 24), 2),
        (date(2026, 10, 25), 1),
    ],
)
def test_paris_time_on_both_sides_of_each_change(jour, heures):
    debut = datetime(jour.year, jour.month, jour.day, 9, 30, tzinfo=PARIS)
    contenu = ecrire_calendrier(
        [rendez_vous(debut=debut, fin=debut + timedelta(hours=2))], instant=INSTANT
    )
    assert f"DTSTART;TZID=Europe/Paris:{jour:%Y%m%d}T093000\r\n".encode() in contenu
    # The zone as written, not the machine's own knowledge of it.
    lu = vobject.readOne(contenu.decode()).vevent.dtstart.value
    assert lu.utcoffset() == timedelta(hours=heures)
    assert lu == debut
    [zone] = lire(contenu).walk("VTIMEZONE")
    assert zone.to_tz(lookup_tzid=False).utcoffset(debut.replace(tzinfo=None)) == timedelta(
        hours=heures
    )


def test_a_day_is_a_day_in_every_zone():
    un = evenement(rendez_vous(debut=date(2026, 11, 30), fin=date(2026, 11, 30)))
    assert (un["DTSTART"].dt, un["DTEND"].dt) == (date(2026, 11, 30), date(2026, 12, 1))
    assert un["TRANSP"] == "TRANSPARENT"


def test_what_people_type_stays_inside_its_line():
    titre = "Café, thé ; « l’eau » \\ " + "très longue ligne " * 12
    un = evenement(
        rendez_vous(
            titre=titre,
            lieu="Salle A, 1er étage; cour",
            lien="https://salle.exemple.fr/a?b=1,2;c",
            description="Une ligne\nBEGIN:VEVENT\r\nUID:autre",
        )
    )
    assert str(un["SUMMARY"]) == titre
    assert str(un["LOCATION"]) == "Salle A, 1er étage; cour"
    assert str(un["DESCRIPTION"]).startswith("Une ligne\nBEGIN:VEVENT\nUID:autre\nSalle à")


def test_an_empty_agenda_is_still_a_calendar():
    assert lire(ecrire_calendrier([], instant=INSTANT, nom="Mon agenda")).walk("VEVENT") == []
