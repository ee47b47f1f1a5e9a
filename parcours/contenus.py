"""The frozen content of a version: made once from a work, read through one dataclass per schema.

It holds ids of people and of elements, never a person's name. A frozen content is never
migrated: a new shape gets a new number and a reader of its own here.
"""

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from parcours.models import Livrable, Version
from parcours.trames import trame_de
from rameau.commun.markdown import plain_text

SCHEMA = 1


@dataclass(frozen=True)
class SectionFigee:
    """The text of one section, with the title it had that day."""

    code: str
    titre: str
    texte: str
    elements: str | None


@dataclass(frozen=True)
class ElementFige:
    """One typed line, with the id of the element and of the one it stems from."""

    id: int
    nature: str
    titre: str
    detail: str
    issu_de: int | None


@dataclass(frozen=True)
class Contenu:
    """Content of schema 1: sections in the order of the work, then elements in theirs."""

    nature: str
    titre: str
    sections: tuple[SectionFigee, ...]
    elements: tuple[ElementFige, ...]

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of its sections."""
        return frozenset(section.code for section in self.sections)

    def elements_de(self, section: SectionFigee) -> tuple[ElementFige, ...]:
        """The elements that a section gathers."""
        return tuple(e for e in self.elements if e.nature == section.elements)

    def porte(self, code: str, citation: str) -> bool:
        """Say whether a wording is that of a section or of its elements, spaces set aside.

        What is read on the page (without the marks of Markdown) is its wording as well.
        """
        cherchee = _sans_espaces_en_trop(citation)
        for section in self.sections:
            if section.code == code:
                textes = [section.texte] + [
                    texte
                    for element in self.elements_de(section)
                    for texte in (element.titre, element.detail)
                ]
                lus = textes + [plain_text(texte) for texte in textes]
                return any(cherchee in _sans_espaces_en_trop(lu) for lu in lus)
        return False


def normaliser(texte: str) -> str:
    """One way to write a text: NFC, \\n at line ends, no NUL; blanks alone are nothing."""
    unifie = texte.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return unicodedata.normalize("NFC", unifie) if unifie.strip() else ""


def figer(livrable: Livrable) -> dict[str, Any]:
    """Return the content of a work as it is now, ready to be kept by a version."""
    ecrites = {section.code: section.texte for section in livrable.sections.all()}
    trame = trame_de(livrable.nature)
    sections = [
        SectionFigee(guide.code, guide.titre, ecrites.pop(guide.code, ""), guide.elements)
        for guide in trame.sections
    ]
    # Sections that the plan no longer asks for, and that the work had filled.
    sections += [SectionFigee(code, code, texte, None) for code, texte in ecrites.items() if texte]
    elements = [
        ElementFige(e.pk, e.nature, e.titre, e.detail, e.issu_de_id)
        for e in livrable.elements.order_by("nature", "ordre", "pk")
    ]
    contenu = Contenu(livrable.nature, livrable.titre, tuple(sections), tuple(elements))
    return {"schema": SCHEMA, **asdict(contenu)}


def empreinte(contenu: dict[str, Any]) -> str:
    """Return the fingerprint of a content: SHA-256 of its sorted JSON, in NFC."""
    text = json.dumps(contenu, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def est_vide(contenu: dict[str, Any]) -> bool:
    """Say whether nothing at all is written in a content."""
    return not contenu["elements"] and not any(s["texte"] for s in contenu["sections"])


def lire(version: Version) -> Contenu:
    """Read what a version holds. Raises ValueError for a schema without a reader."""
    brut = version.contenu
    if brut.get("schema") != 1:
        raise ValueError(f"version {version.pk}: no reader for schema {brut.get('schema')!r}")
    return Contenu(
        nature=brut["nature"],
        titre=brut["titre"],
        sections=tuple(SectionFigee(**section) for section in brut["sections"]),
        elements=tuple(ElementFige(**element) for element in brut["elements"]),
    )


def _sans_espaces_en_trop(texte: str) -> str:
    return " ".join(unicodedata.normalize("NFC", texte).split())
