"""Pages of the demo only: the kit of parts, and the mails kept instead of being sent."""

import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rameau.commun.courriels import mail_folder
from rameau.commun.routes import TOUS, ouvert_a
from rameau.demonstration import composants as exemples

SHOWN = 200


@dataclass(frozen=True)
class CourrielGarde:
    """A mail as the demo kept it."""

    nom: str
    objet: str
    a: str
    le: datetime | None
    texte: str


def _in_demo_only() -> None:
    if not settings.DEMO:
        raise Http404


@ouvert_a(TOUS)
def composants(request: HttpRequest) -> HttpResponse:
    """Show every part of the kit in all its states."""
    _in_demo_only()
    return render(request, "demonstration/composants.html", exemples.contexte())


@ouvert_a(TOUS)
def courriels(request: HttpRequest) -> HttpResponse:
    """List the last mails, newest first."""
    _in_demo_only()
    files = sorted(mail_folder().glob("*.eml"), reverse=True)[:SHOWN]
    return render(request, "demonstration/courriels.html", {"courriels": [_read(f) for f in files]})


@ouvert_a(TOUS)
def courriel(request: HttpRequest, nom: str) -> HttpResponse:
    """Show one mail, as its text says it."""
    _in_demo_only()
    found = next((f for f in mail_folder().glob("*.eml") if f.name == nom), None)
    if found is None:
        raise Http404(nom)
    return render(request, "demonstration/courriel.html", {"courriel": _read(found)})


def _read(path: Path) -> CourrielGarde:
    parser = BytesParser(EmailMessage, policy=email.policy.default)
    message = parser.parsebytes(path.read_bytes())
    body = message.get_body(("plain",))
    return CourrielGarde(
        nom=path.name,
        objet=str(message["subject"]),
        a=str(message["to"]),
        le=parsedate_to_datetime(message["date"]) if message["date"] else None,
        texte=body.get_content() if body else "",
    )
