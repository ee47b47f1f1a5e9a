"""What changed between two versions, in words: sections word by word, elements line by line.

Pure: two contents in, frozen dataclasses out. What is compared is the text as it is read, without
the marks of Markdown; the work is bounded, whatever the length of the texts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from parcours.promotions.lectures.etiquettes import libelle
from parcours.travaux.lectures.contenus import Contenu, ElementFige, SectionFigee
from parcours.travaux.models import Element
from rameau.commun.markdown import plain_text
from rameau.commun.texte import accorder

EGAL, AJOUTE, RETIRE, CHANGE = "egal", "ajoute", "retire", "change"
# Beyond so many pairs to compare, what differs is said as a whole: taken out, then added.
PAIRES_MAX = 160_000

_MOT = re.compile(r"\S+\s*|\s+")
_OPERATIONS = {"equal": (EGAL,), "insert": (AJOUTE,), "delete": (RETIRE,)}


@dataclass(frozen=True)
class Morceau:
    """Words in a row that stayed (egal), came (ajoute) or went (retire)."""

    texte: str
    statut: str


@dataclass(frozen=True)
class LigneChangee:
    """One element: its sentence with what changed in it, and what else it says otherwise."""

    statut: str
    titre: tuple[Morceau, ...]
    precisions: tuple[tuple[str, tuple[Morceau, ...]], ...] = ()


@dataclass(frozen=True)
class SectionComparee:
    """One section of either version; `mise_en_forme` when its words alone stayed the same."""

    code: str
    titre: str
    statut: str
    blocs: tuple[tuple[Morceau, ...], ...]
    lignes: tuple[LigneChangee, ...]
    mise_en_forme: bool = False

    @property
    def resume(self) -> str:
        """What changed, counted: « 12 mots ajoutés, 1 élément retiré »."""
        mots = {AJOUTE: 0, RETIRE: 0}
        for bloc in self.blocs:
            for morceau in bloc:
                if morceau.statut in mots:
                    mots[morceau.statut] += len(morceau.texte.split())
        lignes = [ligne.statut for ligne in self.lignes]
        dits = [
            (mots[AJOUTE], "mot ajouté", "mots ajoutés"),
            (mots[RETIRE], "mot retiré", "mots retirés"),
            (lignes.count(AJOUTE), "élément ajouté", "éléments ajoutés"),
            (lignes.count(RETIRE), "élément retiré", "éléments retirés"),
            (lignes.count(CHANGE), "élément changé", "éléments changés"),
        ]
        phrases = [accorder(n, un, plusieurs) for n, un, plusieurs in dits if n]
        if self.mise_en_forme:
            phrases.append("mise en forme changée")
        return ", ".join(phrases) or "rien n'a changé"


def comparer(avant: Contenu, apres: Contenu) -> list[SectionComparee]:
    """Return the sections of the later content in their order, then those only the former had."""
    anciennes = {section.code: section for section in avant.sections}
    sections = [_comparer(anciennes.pop(s.code, None), s, avant, apres) for s in apres.sections]
    return sections + [_comparer(s, None, avant, apres) for s in anciennes.values()]


def mots_changes(avant: str, apres: str) -> tuple[Morceau, ...]:
    """Return one line of text as words that stayed, came or went."""
    a, b = _MOT.findall(avant), _MOT.findall(apres)
    morceaux: list[Morceau] = []
    # Two words are the same whatever blank follows them.
    for operation, a1, a2, b1, b2 in _aligner([m.strip() for m in a], [m.strip() for m in b]):
        for statut in _OPERATIONS.get(operation, (RETIRE, AJOUTE)):
            texte = "".join(a[a1:a2] if statut == RETIRE else b[b1:b2])
            if texte:
                morceaux.append(Morceau(texte, statut))
    return tuple(morceaux)


def _comparer(
    ancienne: SectionFigee | None, nouvelle: SectionFigee | None, avant: Contenu, apres: Contenu
) -> SectionComparee:
    section = nouvelle or ancienne
    if section is None:
        raise LookupError("a section of neither version")
    texte_avant = ancienne.texte if ancienne else ""
    texte_apres = nouvelle.texte if nouvelle else ""
    blocs = _blocs(plain_text(texte_avant), plain_text(texte_apres))
    lignes = _lignes(
        avant.elements_de(ancienne) if ancienne else (),
        apres.elements_de(nouvelle) if nouvelle else (),
    )
    change = any(m.statut != EGAL for bloc in blocs for m in bloc)
    mise_en_forme = not change and texte_avant != texte_apres
    statut = CHANGE if change or mise_en_forme or any(x.statut != EGAL for x in lignes) else EGAL
    if ancienne is None or nouvelle is None:
        statut = AJOUTE if ancienne is None else RETIRE
    return SectionComparee(section.code, section.titre, statut, blocs, lignes, mise_en_forme)


def _blocs(avant: str, apres: str) -> tuple[tuple[Morceau, ...], ...]:
    """Line by line; a line rewritten is compared word by word with the one it replaces."""
    a, b = avant.splitlines(), apres.splitlines()
    blocs: list[tuple[Morceau, ...]] = []
    for operation, a1, a2, b1, b2 in _aligner(a, b):
        if operation == "equal":
            blocs += [(Morceau(ligne, EGAL),) for ligne in b[b1:b2]]
            continue
        paires = min(a2 - a1, b2 - b1) if operation == "replace" else 0
        blocs += [mots_changes(a[a1 + i], b[b1 + i]) for i in range(paires)]
        blocs += [(Morceau(ligne, RETIRE),) for ligne in a[a1 + paires : a2]]
        blocs += [(Morceau(ligne, AJOUTE),) for ligne in b[b1 + paires : b2]]
    return tuple(bloc for bloc in blocs if any(m.texte.strip() for m in bloc))


def _lignes(avant: Iterable[ElementFige], apres: Iterable[ElementFige]) -> tuple[LigneChangee, ...]:
    anciens = {element.id: element for element in avant}
    lignes = [_ligne(anciens.pop(element.id, None), element) for element in apres]
    retires = [LigneChangee(RETIRE, (Morceau(e.titre, RETIRE),)) for e in anciens.values()]
    return (*lignes, *retires)


def _ligne(ancien: ElementFige | None, nouveau: ElementFige) -> LigneChangee:
    if ancien is None:
        return LigneChangee(AJOUTE, (Morceau(nouveau.titre, AJOUTE),))
    precisions = tuple(
        (nom, mots_changes(dit_avant, dit_apres))
        for (nom, dit_avant), (_, dit_apres) in zip(_dits(ancien), _dits(nouveau), strict=True)
        if dit_avant != dit_apres
    )
    change = precisions or ancien.titre != nouveau.titre
    titre = mots_changes(ancien.titre, nouveau.titre)
    return LigneChangee(CHANGE if change else EGAL, titre, precisions)


def _dits(element: ElementFige) -> list[tuple[str, str]]:
    """What an element says besides its sentence, each with its name, as words."""
    etats = dict(Element.Etat.choices)
    partenaires = "; ".join(
        f"{c.partenaire} (donne : {c.donne or '–'}, reçoit : {c.recoit or '–'})"
        for c in element.contributions
    )
    return [
        ("détail", plain_text(element.detail)),
        ("porteur", element.porteur),
        ("partenaires", partenaires),
        ("début", element.debut or ""),
        ("fin", element.fin or ""),
        ("moyens", plain_text(element.moyens)),
        ("indicateur", element.indicateur),
        ("état", etats.get(element.etat, "")),
        ("étiquettes", ", ".join(libelle(code) for code in element.etiquettes)),
    ]


def _aligner(a: Sequence[str], b: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """The operations that turn `a` into `b`; what begins and ends alike is set aside first."""
    debut = 0
    while debut < min(len(a), len(b)) and a[debut] == b[debut]:
        debut += 1
    fin = 0
    while fin < min(len(a), len(b)) - debut and a[-1 - fin] == b[-1 - fin]:
        fin += 1
    a2, b2 = len(a) - fin, len(b) - fin
    milieu: list[tuple[str, int, int, int, int]]
    if (a2 - debut) * (b2 - debut) > PAIRES_MAX:
        milieu = [("replace", debut, a2, debut, b2)]
    else:
        trouves = SequenceMatcher(None, a[debut:a2], b[debut:b2], autojunk=False).get_opcodes()
        milieu = [
            (op, i1 + debut, i2 + debut, j1 + debut, j2 + debut) for op, i1, i2, j1, j2 in trouves
        ]
    return [("equal", 0, debut, 0, debut), *milieu, ("equal", a2, len(a), b2, len(b))]
