"""Documents: asked for by a person, made by a worker, kept a few days for her alone.

`demander_document` is called by a view; `preparer` by the Celery task: claim, compose, render
under limits, mark. What may go wrong ends as « échoué », and one may ask again.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog
from celery.exceptions import OperationalError as BrokerError
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from kombu.exceptions import OperationalError as KombuError

from rameau.commun import registres
from rameau.commun.actions import action
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse
from rameau.commun.limits import DocumentImpossible, Progress, bytes_within_limits
from rameau.commun.models import Document
from rameau.commun.pdf import load_once, pdf_bytes
from rameau.commun.registres import Composition, Fabrication
from rameau.commun.routes import read_only
from rameau.commun.temps import maintenant

logger = structlog.get_logger(__name__)


def peut_avoir(personne: Any, genre: str, objet_id: int | None) -> bool:
    """Rule: a document is for those whom its kind names, about this object; the examples, made
    of invented data, are for the équipe."""
    if genre not in registres.documents:
        return False
    if objet_id is None:
        return bool(personne.porte(Chapeau.EQUIPE))
    return registres.documents[genre].objets(personne).filter(pk=objet_id).exists()


@action("documents.demander")
def demander_document(*, par: Any, genre: str, objet_id: int | None, instant: datetime) -> Document:
    """Ask for a document; asking again while it is on its way gives the same one."""
    if not peut_avoir(par, genre, objet_id):
        raise AccesRefuse("Ce document ne vous est pas ouvert.")
    demande = Document(genre=genre, objet_id=objet_id, demande_par=par, demande_le=instant)
    Document.objects.bulk_create([demande], ignore_conflicts=True)
    document = Document.objects.filter(genre=genre, objet_id=objet_id, demande_par=par)[0]
    transaction.on_commit(lambda: ring(document.pk), robust=True)
    return document


def ring(document_id: int) -> None:
    """Wake a worker for this document; without Redis the sweep of the minute finds it."""
    from rameau.commun.tasks import preparer_document

    try:
        preparer_document.apply_async((document_id,), retry=False)
    except (KombuError, BrokerError, OSError):
        logger.warning("bell_not_rung", document=document_id)


@action("documents.prendre")
def prendre_document(*, par: None, document_id: int, instant: datetime) -> Document | None:
    """Claim a document to make; None when another worker has it or when it is made."""
    document = (
        Document.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(pk=document_id, etat=Document.Etat.A_FAIRE)
        .first()
    )
    if document is not None:
        document.etat = Document.Etat.EN_COURS
        document.pris_le = instant
        document.save(update_fields=["etat", "pris_le"])
    return document


@action("documents.avancer", objet="document", cle=lambda given: str(given["document"].pk))
def avancer_document(*, par: None, document: Document, fait: int, total: int) -> None:
    """Say how far the making of a long document is."""
    document.fait, document.total = fait, total
    document.save(update_fields=["fait", "total"])


@action("documents.rendre", objet="document", champs=("etat",))
def rendre_document(*, par: None, document: Document, empreinte: str, instant: datetime) -> None:
    """Say that the file is there, with its fingerprint; nothing changes it any more."""
    document.etat = Document.Etat.PRET
    document.pret_le = instant
    document.empreinte = empreinte
    document.save(update_fields=["etat", "pret_le", "empreinte"])


@action("documents.echouer", objet="document", champs=("etat",))
def echouer_document(*, par: None, document: Document) -> None:
    """Say that the document could not be made."""
    document.etat = Document.Etat.ECHOUE
    document.save(update_fields=["etat"])


@action("documents.constater_oublies")
def constater_oublies(*, par: None, instant: datetime) -> None:
    """Mark `échoué` the documents claimed long ago: their worker died."""
    Document.objects.oublies(maintenant=instant).update(etat=Document.Etat.ECHOUE)


@action("documents.retirer_perimes")
def retirer_perimes(*, par: None, instant: datetime) -> None:
    """Remove the documents kept long enough: the file first, so that no file outlives its row."""
    for document in Document.objects.perimes(maintenant=instant).order_by("pk")[:500]:
        document.fichier.delete(save=False)
        document.delete()


def preparer(document_id: int) -> None:
    """Claim, compose, render, keep and mark one document. May run twice without harm."""
    document = prendre_document(par=None, document_id=document_id, instant=maintenant())
    if document is None:
        return
    try:
        content = bytes_within_limits(
            _maker_of(document),
            seconds=registres.documents[document.genre].secondes,
            on_progress=_progress_of(document),
        )
        document.fichier.storage.save(document.fichier.name, ContentFile(content))
    except Exception as error:
        # Whatever it is, the person who waits is told.
        known = isinstance(error, DocumentImpossible | AccesRefuse)
        logger.log(
            30 if known else 40, "document_failed", document=document.pk, error=type(error).__name__
        )
        echouer_document(par=None, document=document)
        return
    rendre_document(
        par=None,
        document=document,
        empreinte=hashlib.sha256(content).hexdigest(),
        instant=maintenant(),
    )


def _maker_of(document: Document) -> Callable[[Progress], bytes]:
    """Read what the document says, with the rights its person has now: they may have changed
    since she asked; return what will make its bytes without the database."""
    kind = registres.documents[document.genre]
    load_once()
    with read_only():
        if document.objet_id is None:
            composed = kind.exemple()
        else:
            try:
                objet = kind.objets(document.demande_par).get(pk=document.objet_id)
            except ObjectDoesNotExist as error:
                raise AccesRefuse from error
            composed = kind.composer(
                objet=objet, personne=document.demande_par, instant=maintenant()
            )
        if isinstance(composed, Fabrication):
            return composed.fabriquer
        html = render_document(composed)
    return lambda _: pdf_bytes(html)


def _progress_of(document: Document) -> Progress:
    """Write how far the making is, at most twice a second."""
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        if done == total or time.monotonic() - last > 0.5:
            last = time.monotonic()
            avancer_document(par=None, document=document, fait=done, total=total)

    return tell


def render_document(composition: Composition) -> str:
    """Render the HTML of a document: what WeasyPrint is given."""
    contexte = {
        **composition.contexte,
        "titre": composition.titre,
        "sous_titre": composition.sous_titre,
        "instant": composition.instant,
        "demo": settings.DEMO,
    }
    return render_to_string(f"{composition.template}.html", contexte)


def documents_demandes(
    personne: Any, genres: Sequence[str], objet_id: int
) -> list[tuple[Document, str]]:
    """What this person asked for about this object: of each kind the latest that is ready, and
    before it the one on its way or that could not be made since; with how it is called."""
    connus: dict[str, list[Document]] = {genre: [] for genre in genres}
    demandes = Document.objects.visibles_par(personne).filter(genre__in=genres, objet_id=objet_id)
    for document in demandes.order_by("-pk"):
        autres = connus[document.genre]
        if not autres or (
            document.etat == Document.Etat.PRET and autres[-1].etat != Document.Etat.PRET
        ):
            autres.append(document)
    return [
        (document, registres.documents[genre].libelle)
        for genre, documents in connus.items()
        for document in documents
    ]
