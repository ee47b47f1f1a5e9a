"""The writing page of a work, composed: its guided sections, what they hold, what was refused."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, prefetch_related_objects

from parcours.promotions.models import Etape, ModeleLivrable
from parcours.travaux.lectures.contenus import normaliser
from parcours.travaux.lectures.trames import SectionGuidee, sections_de
from parcours.travaux.models import Element, Livrable, Section
from rameau.commun.compiled import compiled
from rameau.comptes.models import Personne


@dataclass(frozen=True, kw_only=True)
class SectionAEcrire:
    """One section as the page shows it.

    `origine` is the fingerprint of the text shown: a section sent back untouched is not saved.
    `autre` is the text someone else saved meanwhile, `erreur` why what was typed is not saved;
    `nouveau` the sentence of an element that could not be added.
    """

    guide: SectionGuidee
    texte: str
    revision: int
    origine: str
    modifiee_le: datetime | None = None
    modifiee_par: Personne | None = None
    elements: tuple[Element, ...] = ()
    autre: Section | None = None
    erreur: str = ""
    nouveau: str = ""

    @property
    def est_remplie(self) -> bool:
        """Whether something is written or gathered there."""
        return bool(self.texte or self.elements)

    @property
    def signes(self) -> int:
        """How long its text is."""
        return len(self.texte)


@dataclass(frozen=True, kw_only=True)
class Refus:
    """What was typed in a section and not kept, with the reason."""

    texte: str
    autre: Section | None = None
    erreur: str = ""
    nouveau: str = ""


def digest(texte: str) -> str:
    """A short fingerprint, to know whether a text was touched."""
    return hashlib.sha256(normaliser(texte).encode()).hexdigest()[:16]


def composer(
    livrable: Livrable, *, refus: Mapping[str, Refus] | None = None
) -> list[SectionAEcrire]:
    """Return the sections of a work in the order of its trame, in four queries; the questions
    are those of the version of the parcours its promotion was born from."""
    refuses = refus or {}
    ecrites = {s.code: s for s in _sections(livrable)}
    elements: dict[str, list[Element]] = {}
    rows = _elements(livrable)
    prefetch_related_objects(rows, "contributions")
    for element in rows:
        elements.setdefault(element.nature, []).append(element)
    return [
        _section(
            guide,
            ecrites.get(guide.code) or Section(livrable=livrable, code=guide.code),
            tuple(elements.get(guide.elements, ())) if guide.elements else (),
            refuses.get(guide.code),
        )
        for guide in sections_de(livrable.nature, _questions(livrable))
    ]


@compiled
def _sections(livrable: Livrable) -> QuerySet[Section]:
    return livrable.sections.select_related("modifiee_par")


@compiled
def _elements(livrable: Livrable) -> QuerySet[Element]:
    return livrable.elements.select_related("issu_de").order_by("nature", "ordre", "pk")


def _questions(livrable: Livrable) -> dict[str, str]:
    return _modele.first(livrable.etape_id, livrable.nature) or {}


@compiled
def _modele(etape: int, nature: str) -> QuerySet[ModeleLivrable, dict[str, str]]:
    modeles = Etape.objects.filter(pk=etape).values("modele")
    modele = ModeleLivrable.objects.filter(etape__in=modeles, nature=nature)
    return modele.order_by("pk").values_list("questions", flat=True)[:1]


def _section(
    guide: SectionGuidee, ecrite: Section, elements: tuple[Element, ...], refus: Refus | None
) -> SectionAEcrire:
    return SectionAEcrire(
        guide=guide,
        texte=ecrite.texte if refus is None else refus.texte,
        revision=ecrite.revision,
        # What was refused is not what is kept: sending it again must save it.
        origine=digest(ecrite.texte),
        modifiee_le=ecrite.modifiee_le,
        modifiee_par=ecrite.modifiee_par,
        elements=elements,
        autre=refus.autre if refus else None,
        erreur=refus.erreur if refus else "",
        nouveau=refus.nouveau if refus else "",
    )
