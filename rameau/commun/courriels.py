"""Mails: written as rows inside an action, rendered and sent by a worker outside any transaction.

`prevenir` is called by actions; `envoyer` by the Celery task. Claim, send, mark: a mail whose
fate is not known (cut after the connection was open) is `inconnu` and never resent by itself.
"""

import re
import smtplib
import socket
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid
from pathlib import Path
from typing import Any

import css_inline
import structlog
from celery.exceptions import OperationalError as BrokerError
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from kombu.exceptions import OperationalError as KombuError

from rameau.commun import registres
from rameau.commun.actions import action
from rameau.commun.models import Courriel
from rameau.commun.models.courriels import MAX_ATTEMPTS
from rameau.commun.registres import Message
from rameau.commun.temps import maintenant
from rameau.commun.texte import typographier

logger = structlog.get_logger(__name__)
_BLANK_LINES = re.compile(r"\n{3,}")
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")  # any blank, but those that break no line


def prevenir(*, genre: str, destinataire: Any, objet: Any, instant: datetime) -> Courriel:
    """Add a mail to the queue, inside the action under way; the bell rings once it is committed.

    Without `destinataire`, the kind of mail says the address when it leaves (`Message.adresse`).
    `genre` must be registered in `registres.courriels` (KeyError otherwise).
    """
    if registres.courriels[genre].preparer is None:
        raise KeyError(genre)
    courriel = Courriel.objects.create(
        genre=genre,
        destinataire=destinataire,
        objet_id=objet.pk,
        cree_le=instant,
        prochain_essai=instant,
    )
    transaction.on_commit(lambda: ring(courriel.pk), robust=True)
    return courriel


def ring(courriel_id: int) -> None:
    """Wake a worker for this mail; without Redis the sweep of the minute finds it."""
    from rameau.commun.tasks import envoyer_courriel

    try:
        envoyer_courriel.apply_async((courriel_id,), retry=False)
    except (KombuError, BrokerError, OSError):
        logger.warning("bell_not_rung", courriel=courriel_id)


@action("courriels.prendre")
def prendre_courriel(*, par: None, courriel_id: int, instant: datetime) -> Courriel | None:
    """Claim one waiting mail; None when another worker has it or when it no longer waits."""
    courriel = (
        Courriel.objects.a_envoyer(maintenant=instant)
        .select_for_update(skip_locked=True, of=("self",))
        .filter(pk=courriel_id)
        .first()
    )
    if courriel is None:
        return None
    courriel.etat = Courriel.Etat.PRIS
    courriel.pris_le = instant
    courriel.essais += 1
    courriel.save(update_fields=["etat", "pris_le", "essais"])
    return courriel


@action("courriels.marquer", objet="courriel", champs=("etat", "essais"))
def marquer_courriel(
    *, par: None, courriel: Courriel, etat: str, instant: datetime, erreur: str = ""
) -> None:
    """Write the fate of a claimed mail; a failed try waits longer each time."""
    if etat == Courriel.Etat.A_REESSAYER and courriel.essais >= MAX_ATTEMPTS:
        etat = Courriel.Etat.REFUSE
    courriel.etat = etat
    courriel.erreur = erreur[:200]
    courriel.envoye_le = instant if etat == Courriel.Etat.ENVOYE else None
    courriel.prochain_essai = instant + timedelta(minutes=2**courriel.essais)
    courriel.save(update_fields=["etat", "erreur", "envoye_le", "prochain_essai"])


@action("courriels.constater_oublies")
def constater_oublies(*, par: None, instant: datetime) -> None:
    """Mark `inconnu` the mails claimed long ago: their worker died, nobody knows if they left."""
    Courriel.objects.oublies(maintenant=instant).update(
        etat=Courriel.Etat.INCONNU, erreur="le serveur s'est arrêté pendant l'envoi"
    )


def envoyer(courriel_id: int) -> None:
    """Claim, render, send and mark one mail. May run twice without harm."""
    if settings.ENVOIS_SUSPENDUS:
        return
    instant = maintenant()
    courriel = prendre_courriel(par=None, courriel_id=courriel_id, instant=instant)
    if courriel is None:
        return
    genre = registres.courriels[courriel.genre]
    message = genre.preparer(courriel.pk) if genre.preparer else None
    if message is None:
        marquer_courriel(par=None, courriel=courriel, etat=Courriel.Etat.RETIRE, instant=instant)
        return
    to = courriel.destinataire.email if courriel.destinataire else message.adresse
    etat, erreur = _send(compose(message, to=to, courriel=courriel))
    marquer_courriel(par=None, courriel=courriel, etat=etat, instant=maintenant(), erreur=erreur)
    if etat == Courriel.Etat.ENVOYE and genre.apres_envoi is not None:
        genre.apres_envoi(courriel.pk)


def render_message(message: Message) -> tuple[str, str]:
    """Render a message as text and as HTML, its style sheet still apart."""
    contexte = {
        **message.contexte,
        "objet": subject_of(message),
        "site": settings.URL_PUBLIQUE,
        "demo": settings.DEMO,
    }
    text = typographier(render_to_string(f"{message.template}.txt", contexte))
    return _BLANK_LINES.sub("\n\n", text), render_to_string(f"{message.template}.html", contexte)


def subject_of(message: Message) -> str:
    """The subject on one line, in French typography: data brings straight apostrophes."""
    return typographier(_BREAKS.sub(" ", message.objet).strip())


def inline_styles(page: str) -> str:
    """Write the styles of the mails on the elements of a page that must stand alone."""
    stylesheet = finders.find("css/courriel.css")
    return css_inline.CSSInliner(
        extra_css=Path(stylesheet).read_text(encoding="utf-8") if stylesheet else "",
        load_remote_stylesheets=False,
        keep_style_tags=False,
    ).inline(page)


def compose(
    message: Message, *, to: str, courriel: Courriel | None = None
) -> EmailMultiAlternatives:
    """Render a message as text and as HTML with its styles inlined."""
    text, page = render_message(message)
    html = inline_styles(page)
    headers = {"Auto-Submitted": "auto-generated"}
    if courriel is not None:
        # Derived from the row and its try, so that a copy is recognised as such.
        headers["Message-ID"] = make_msgid(
            f"courriel-{courriel.pk}-{courriel.essais}", domain=own_domain()
        )
    mail = EmailMultiAlternatives(
        subject_of(message), text.strip() + "\n", to=[to], headers=headers
    )
    mail.attach_alternative(html, "text/html")
    for piece in message.calendriers:
        if len(message.calendriers) == 1 and piece.methode != "PUBLISH":
            # Read by the calendar of the mailbox itself; the file is for whoever has none.
            kind = f"text/calendar; method={piece.methode}"
            mail.attach_alternative(piece.contenu.decode(), kind)
        mail.attach(piece.nom, piece.contenu, "application/ics")
    return mail


def own_domain() -> str:
    """Return the name of the host that people know."""
    return settings.URL_PUBLIQUE.split("//")[-1].split("/")[0].split(":")[0]


def _send(mail: EmailMultiAlternatives) -> tuple[str, str]:
    """Send and say what became of it: sent, to be tried again, refused, or unknown."""
    backend = get_connection()
    try:
        backend.open()
    except (OSError, smtplib.SMTPException) as error:
        return Courriel.Etat.A_REESSAYER, type(error).__name__
    try:
        backend.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        permanent = bool(codes) and all(code >= 500 for code in codes)
        return (
            Courriel.Etat.REFUSE if permanent else Courriel.Etat.A_REESSAYER
        ), f"adresse refusée ({', '.join(map(str, codes))})"
    except smtplib.SMTPResponseException as error:
        permanent = error.smtp_code >= 500
        return (
            Courriel.Etat.REFUSE if permanent else Courriel.Etat.A_REESSAYER
        ), f"réponse {error.smtp_code}"
    except (smtplib.SMTPException, OSError) as error:
        # Cut after the connection was open: the server may have taken it.
        return Courriel.Etat.INCONNU, type(error).__name__
    finally:
        with _Quietly():
            backend.close()
    return Courriel.Etat.ENVOYE, ""


class _Quietly:
    """Closing a connection that the other side has cut is not worth an error."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, smtplib.SMTPException | socket.error)


class EmlBackend(BaseEmailBackend):
    """Keeps every mail as an .eml file under var/courriels (the demo's post office)."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = mail_folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{maintenant():%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}.eml"
            partial = folder / f".{name}"
            partial.write_bytes(message.message().as_bytes())
            partial.rename(folder / name)
        return len(email_messages)


def mail_folder() -> Path:
    """Return where the demo keeps its mails."""
    return Path(settings.VAR) / "courriels"
