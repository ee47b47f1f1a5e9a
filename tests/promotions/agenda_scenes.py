"""Scenes of the agenda: people who have accepted, calendars as two parsers read them."""

from email.message import Message as Courrier

import vobject
from django.utils import timezone
from icalendar import Calendar

from rameau.commun import registres
from rameau.commun.courriels import compose
from rameau.commun.models import Courriel
from rameau.comptes.actions.personnes import constater_connexion
from rameau.comptes.models import Personne
from tests.scenes import Monde


def accepter(*personnes: Personne) -> None:
    """Each opens her first session, which accepts what was waiting for her."""
    for personne in personnes:
        constater_connexion(par=personne, personne=personne, instant=timezone.now())


def monde_arrive(monde: Monde) -> Monde:
    """All the catalyseurs of the scene have accepted."""
    accepter(monde.catalyseur, monde.catalyseur2, monde.autre, monde.ailleurs, monde.alumni)
    return monde


def courriels(genre: str) -> dict[str, Courriel]:
    """The waiting mails of a kind, by address."""
    lignes = Courriel.objects.filter(genre=genre).select_related("destinataire").order_by("pk")
    return {ligne.destinataire.email: ligne for ligne in lignes}


def rendre(courriel: Courriel) -> Courrier | None:
    """The mail as it would leave now; None when it would be withdrawn."""
    message = registres.courriels[courriel.genre].preparer(courriel.pk)
    if message is None:
        return None
    return compose(message, to=courriel.destinataire.email, courriel=courriel).message()


def calendriers(courrier: Courrier, kind: str = "application/ics") -> list[bytes]:
    """The calendars that a mail carries."""
    return [p.get_payload(decode=True) for p in courrier.walk() if p.get_content_type() == kind]


def lire(contenu: bytes) -> Calendar:
    """Read a calendar with both parsers, strictly; return icalendar's."""
    assert b"\n" not in contenu.replace(b"\r\n", b"")
    assert all(len(ligne) <= 75 for ligne in contenu.split(b"\r\n"))
    calendrier = Calendar.from_ical(contenu)
    assert [c for c in calendrier.walk() if c.errors] == []
    second = vobject.readOne(contenu.decode())
    second.validate(raiseException=True)
    uids = [str(e["UID"]) for e in calendrier.walk("VEVENT")]
    assert [e.uid.value for e in getattr(second, "vevent_list", [])] == uids
    return calendrier
