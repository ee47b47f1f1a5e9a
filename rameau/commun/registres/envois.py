"""The kinds of mails and of documents."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from django.db.models import QuerySet

from rameau.commun.limits import SECONDS, Progress
from rameau.commun.registres.socle import Registre


# --- genres de courriel: kind of mail → its message, rendered when it leaves ---------------
@dataclass(frozen=True, kw_only=True)
class PieceCalendrier:
    """An iCalendar object that a mail carries: its file name, its METHOD, its text."""

    nom: str
    methode: str
    contenu: bytes


@dataclass(frozen=True, kw_only=True)
class Message:
    """A mail ready to be rendered: subject, template (without extension) and its context.

    `adresse` is where it goes when its row names nobody: someone who has no account;
    `calendriers` are the calendars it carries.
    """

    objet: str
    template: str
    contexte: dict[str, Any]
    adresse: str = ""
    calendriers: tuple[PieceCalendrier, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GenreDeCourriel:
    """A kind of mail: `preparer` makes the message of a row when it leaves, or None if it is
    no longer to be sent (a kind without it leaves at once and is never a row); `exemple` is a
    context of invented data for the preview page; `apres_envoi` is told the row once the mail
    server has taken the mail."""

    libelle: str
    preparer: Callable[[int], Message | None] | None = None
    exemple: Callable[[], Message]
    apres_envoi: Callable[[int], None] | None = None


courriels: Registre[GenreDeCourriel] = Registre("courriels")


# --- genres de document: kind of document → its content, composed by a worker ---------------
class Format(Enum):
    """What a document is, for the machine that opens it and for people."""

    PDF = ("pdf", "application/pdf", "le PDF")
    DOCX = (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "le texte (Word)",
    )
    PPTX = (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "les diapositives (PowerPoint)",
    )
    ZIP = ("zip", "application/zip", "l’archive (ZIP)")

    def __init__(self, extension: str, content_type: str, nom: str) -> None:
        self.extension = extension
        self.content_type = content_type
        self.nom = nom


@dataclass(frozen=True, kw_only=True)
class Composition:
    """A document ready to be rendered: title, template (without extension) and its context."""

    titre: str
    sous_titre: str
    template: str
    contexte: dict[str, Any]
    instant: datetime


@dataclass(frozen=True, kw_only=True)
class Fabrication:
    """A document that is not one page of HTML (slides, a text to edit, an archive): `fabriquer`
    makes its bytes in a child that must not touch the database, and tells how far it is."""

    titre: str
    fabriquer: Callable[[Progress], bytes]


class Compositeur(Protocol):
    """Reads what a document about `objet` says, with the rights of `personne`."""

    def __call__(
        self, *, objet: Any, personne: Any, instant: datetime
    ) -> Composition | Fabrication: ...


@dataclass(frozen=True, kw_only=True)
class GenreDeDocument:
    """A kind of document: `objets` are those about which a person may have it, `exemple` is one
    of invented data for the preview page, `secondes` the time it may take, `sujet` the words
    that tell the file of one from that of another."""

    libelle: str
    objets: Callable[[Any], QuerySet[Any]]
    composer: Compositeur
    exemple: Callable[[], Composition | Fabrication]
    format: Format = Format.PDF
    secondes: int = SECONDS
    sujet: Callable[[Any], str] = str


documents: Registre[GenreDeDocument] = Registre("documents")
