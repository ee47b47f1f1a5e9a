"""iCalendar (RFC 5545, 5546): rendez-vous as the calendars of people read them.

The UID comes from the key of the thing and from our host, the SEQUENCE from its revision: a later
mail or feed changes the same line instead of adding one.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, vCalAddress, vText, vUri

from rameau.commun.courriels import own_domain
from rameau.commun.registres import PieceCalendrier, RendezVous

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
PARIS = ZoneInfo("Europe/Paris")
# The rule of the European Union since 1996: last Sundays of March and of October, at 1 h UTC.
_EUROPE_PARIS = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def ecrire_calendrier(
    rendez_vous: Iterable[RendezVous],
    *,
    instant: datetime,
    methode: str = PUBLISH,
    nom: str = "",
    participant: tuple[str, str] | None = None,
) -> bytes:
    """Return an iCalendar object. `participant` (name, address) is whom the mail invites; without
    it no one but the organiser is named. REQUEST and CANCEL hold one rendez-vous each."""
    calendrier = Calendar()
    calendrier.add("prodid", "-//Le RAMEAU//Parcours d'expérience//FR")
    calendrier.add("version", "2.0")
    calendrier.add("method", methode)
    if nom:
        calendrier.add("x-wr-calname", nom)
        calendrier.add("x-wr-timezone", "Europe/Paris")
        calendrier.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
        calendrier.add("x-published-ttl", "PT1H")
    calendrier.add_component(Timezone.from_ical(_EUROPE_PARIS))
    for un in rendez_vous:
        calendrier.add_component(_evenement(un, instant, methode, participant))
    contenu: bytes = calendrier.to_ical()
    return contenu


def piece_calendrier(
    un: RendezVous, *, instant: datetime, methode: str, participant: tuple[str, str]
) -> PieceCalendrier:
    """Return the part of a mail that adds, changes or removes one rendez-vous."""
    return PieceCalendrier(
        nom=f"{un.cle}.ics",
        methode=methode,
        contenu=ecrire_calendrier([un], instant=instant, methode=methode, participant=participant),
    )


def _evenement(
    un: RendezVous, instant: datetime, methode: str, participant: tuple[str, str] | None
) -> Event:
    annule = un.annule or methode == CANCEL
    adresse = settings.URL_PUBLIQUE + un.url
    evenement = Event()
    evenement.add("uid", f"{un.cle}@{own_domain()}")
    evenement.add("sequence", un.revision)
    evenement.add("dtstamp", instant)
    evenement.add("summary", f"Annulé : {un.titre}" if annule else un.titre)
    if isinstance(un.debut, datetime) and isinstance(un.fin, datetime):
        evenement.add("dtstart", un.debut.astimezone(PARIS))
        evenement.add("dtend", un.fin.astimezone(PARIS))
    else:
        evenement.add("dtstart", un.debut)
        evenement.add("dtend", un.fin + timedelta(days=1))
        evenement.add("transp", "TRANSPARENT")
    if un.lieu or un.lien:
        evenement.add("location", un.lieu or un.lien)
    salle = f"Salle à distance : {un.lien}" if un.lien else ""
    evenement.add(
        "description", "\n".join(ligne for ligne in (un.description, salle, adresse) if ligne)
    )
    evenement.add("url", vUri(adresse))
    evenement.add("categories", [un.libelle])
    evenement.add("status", "CANCELLED" if annule else "CONFIRMED")
    evenement.add("organizer", _adresse(*parseaddr(settings.DEFAULT_FROM_EMAIL)))
    if participant is not None:
        qui = _adresse(*participant)
        qui.params["role"] = vText("REQ-PARTICIPANT" if un.attendu else "OPT-PARTICIPANT")
        qui.params["partstat"] = vText("NEEDS-ACTION")
        qui.params["rsvp"] = vText("FALSE")
        evenement.add("attendee", qui)
    return evenement


def _adresse(nom: str, email: str) -> vCalAddress:
    adresse = vCalAddress(f"mailto:{email}")
    if nom:
        adresse.params["cn"] = vText(nom)
    return adresse
