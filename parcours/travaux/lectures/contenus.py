"""The frozen content of a version: made once from a work, read through one dataclass per schema.

It holds ids of people and of elements, never a person's name. A frozen content is never
migrated: a new shape gets a new number and a reader of its own here.
"""

import unicodedata
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Contribution, Element, Livrable, Version
from rameau.commun.markdown import plain_text
from rameau.comptes.models import Personne

SCHEMA = 3


@dataclass(frozen=True)
class SectionFigee:
    """The text of one section, with the title it had that day."""

    code: str
    titre: str
    texte: str
    elements: str | None


@dataclass(frozen=True)
class ContributionFigee:
    """A partner of an action: what it gives, what it receives."""

    partenaire: str
    donne: str
    recoit: str


@dataclass(frozen=True)
class ElementFige:
    """One typed line, with the id of the element and of the one it stems from.

    What follows `issu_de` came with schema 2; dates are ISO days.
    """

    id: int
    nature: str
    titre: str
    detail: str
    issu_de: int | None
    porteur: str = ""
    debut: str | None = None
    fin: str | None = None
    moyens: str = ""
    indicateur: str = ""
    etat: str = ""
    etiquettes: tuple[str, ...] = ()
    contributions: tuple[ContributionFigee, ...] = ()


@dataclass(frozen=True)
class PieceFigee:
    """A file attached to the work that day: the id of its row, and the section it belongs to."""

    id: int
    section: str


@dataclass(frozen=True)
class Contenu:
    """Content of schemas 1 to 3: sections in the order of the work, then elements in theirs, then
    the files attached (which came with schema 3)."""

    nature: str
    titre: str
    sections: tuple[SectionFigee, ...]
    elements: tuple[ElementFige, ...]
    pieces: tuple[PieceFigee, ...] = ()

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of its sections."""
        return frozenset(section.code for section in self.sections)

    def elements_de(self, section: SectionFigee) -> tuple[ElementFige, ...]:
        """The elements that a section gathers."""
        return tuple(e for e in self.elements if e.nature == section.elements)

    def sans(self, codes: frozenset[str]) -> "Contenu":
        """The same content without these sections, their elements and their files."""
        retirees = [section for section in self.sections if section.code in codes]
        natures = {section.elements for section in retirees}
        return replace(
            self,
            sections=tuple(s for s in self.sections if s.code not in codes),
            elements=tuple(e for e in self.elements if e.nature not in natures),
            pieces=tuple(p for p in self.pieces if p.section not in codes),
        )

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
    rows = livrable.elements.prefetch_related("contributions").order_by("nature", "ordre", "pk")
    elements = [figer_element(element, list(element.contributions.all())) for element in rows]
    pieces = livrable.pieces.filter(retiree_le=None).order_by("pk").values_list("pk", "section")
    contenu = Contenu(
        livrable.nature,
        livrable.titre,
        tuple(sections),
        tuple(elements),
        tuple(PieceFigee(*piece) for piece in pieces),
    )
    return {"schema": SCHEMA, **asdict(contenu)}


def figer_element(element: Element, contributions: list[Contribution]) -> ElementFige:
    """Return an element as a version keeps it."""
    return ElementFige(
        id=element.pk,
        nature=element.nature,
        titre=element.titre,
        detail=element.detail,
        issu_de=element.issu_de_id,
        porteur=element.porteur,
        debut=element.debut.isoformat() if element.debut else None,
        fin=element.fin.isoformat() if element.fin else None,
        moyens=element.moyens,
        indicateur=element.indicateur,
        etat=element.etat,
        etiquettes=tuple(element.etiquettes),
        contributions=tuple(
            ContributionFigee(c.partenaire, c.donne, c.recoit) for c in contributions
        ),
    )


def est_vide(contenu: dict[str, Any]) -> bool:
    """Say whether nothing at all is written in a content."""
    return not (
        contenu["elements"] or contenu["pieces"] or any(s["texte"] for s in contenu["sections"])
    )


def lire(version: Version) -> Contenu:
    """Read what a version holds. Raises ValueError for a schema without a reader."""
    brut = version.contenu
    if brut.get("schema") not in (1, 2, 3):
        raise ValueError(f"version {version.pk}: no reader for schema {brut.get('schema')!r}")
    return Contenu(
        nature=brut["nature"],
        titre=brut["titre"],
        sections=tuple(SectionFigee(**section) for section in brut["sections"]),
        elements=tuple(_lire_element(element) for element in brut["elements"]),
        pieces=tuple(PieceFigee(**piece) for piece in brut.get("pieces", ())),
    )


def contenu_pour(version: Version, personne: Personne) -> Contenu:
    """Return what this person reads of a version she sees: whatever shows a version (page,
    search, document) goes through here. One query at most, none when no part is held back."""
    if not version.retenues["sections"]:
        return lire(version)
    niveau = getattr(version, "niveau_du_lecteur", None)
    if niveau is None:
        annotee = Version.objects.avec_niveau(personne).only("pk").get(pk=version.pk)
        niveau = annotee.niveau_du_lecteur
    return contenu_au_niveau(version, niveau)


def contenu_au_niveau(version: Version, niveau: int) -> Contenu:
    """Return the parts of a version that a level of sharing reads (`Partage.PUBLIC`: anybody)."""
    retenues = {c for c, n in version.retenues["sections"].items() if n < niveau}
    return lire(version).sans(frozenset(retenues)) if retenues else lire(version)


def _lire_element(brut: dict[str, Any]) -> ElementFige:
    """Schema 1 holds the first five fields alone."""
    return ElementFige(
        **{
            **brut,
            "etiquettes": tuple(brut.get("etiquettes", ())),
            "contributions": tuple(ContributionFigee(**c) for c in brut.get("contributions", ())),
        }
    )


def _sans_espaces_en_trop(texte: str) -> str:
    return " ".join(unicodedata.normalize("NFC", texte).split())
