"""What the invented binômes write: dossiers (one per binôme) said in the words of `tournures`.

Pure reading of two YAML files next to this one; the demonstration and `peupler` share it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models.livrables import Element, Nature

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Ligne:
    """A typed line of a work, and the rank of the line it stems from in the kind before."""

    titre: str
    detail: str
    issu_du_rang: int | None = None


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """What a binôme works on: its territory's facts, what it did, met, aims at and plans."""

    territoire: str
    promotion: str
    lieu: str
    theme: str
    constat: str
    atout: str
    actions: tuple[Ligne, ...]
    freins: tuple[Ligne, ...]
    objectifs: tuple[Ligne, ...]
    prevues: tuple[Ligne, ...]
    partenaires: str
    absents: str
    enseignement: str
    question: str

    def mots(self) -> dict[str, str]:
        """The words that fill the braces of a turn of phrase."""
        textes = {f.name: getattr(self, f.name) for f in fields(self)}
        atout = f"{self.atout[:1].lower()}{self.atout[1:]}"
        return {**textes, "Lieu": f"{self.lieu[:1].upper()}{self.lieu[1:]}", "atout_bas": atout}


_ORIGINES: Mapping[str, str] = {
    Element.Nature.QUESTION: Element.Nature.FREIN,
    Element.Nature.OBJECTIF: Element.Nature.FREIN,
    Element.Nature.ACTION_PREVUE: Element.Nature.OBJECTIF,
    Element.Nature.JALON: Element.Nature.ACTION_PREVUE,
}


def origine(travail: str, nature: str) -> str | None:
    """Return the kind that a kind of line stems from: frein → objectif → action → jalon; the
    axes of a feuille de route are the objectifs of the plan, carried on."""
    if travail == Nature.FEUILLE_DE_ROUTE and nature == Element.Nature.OBJECTIF:
        return Element.Nature.OBJECTIF
    return _ORIGINES.get(nature)


def dossiers(promotion: str) -> tuple[Dossier, ...]:
    """Return the dossiers of the promotion « en-cours » or of the one that is « close »."""
    return tuple(dossier for dossier in _tous() if dossier.promotion == promotion)


@cache
def _tous() -> tuple[Dossier, ...]:
    return tuple(_dossier(brut) for brut in _lire("dossiers.yaml"))


def _dossier(brut: Mapping[str, Any]) -> Dossier:
    listes = {
        nom: tuple(Ligne(**ligne) for ligne in valeur)
        for nom, valeur in brut.items()
        if isinstance(valeur, list)
    }
    return Dossier(**{**brut, **listes})


@cache
def _lire(nom: str) -> Any:
    return yaml.safe_load((FOLDER / nom).read_text(encoding="utf-8"))


def sections(dossier: Dossier, nature: str, tour: int) -> dict[str, str]:
    """Return the text of each section of a work; nine turns in a row mix the ways of saying it."""
    mots = dossier.mots()
    tournures = _lire("tournures.yaml")[nature]
    return {
        code: _choisir(tournures[code], tour + rang * (1 + tour // 3)).format_map(mots)
        for rang, code in enumerate(trame_de(nature).codes)
    }


def lignes(dossier: Dossier, nature: str) -> dict[str, tuple[Ligne, ...]]:
    """Return the typed lines of a work by kind, each saying which rank it stems from."""
    natures = Element.Nature
    if nature == Nature.BILAN:
        return {natures.ACTION_ENTREPRISE: dossier.actions, natures.FREIN: dossier.freins}
    suivies: dict[str, tuple[Ligne, ...]] = {
        natures.OBJECTIF: _suivre(dossier.objectifs),
        natures.ACTION_PREVUE: _suivre(dossier.prevues),
    }
    if nature == Nature.PLAN:
        return {**suivies, natures.QUESTION: _questions(dossier)}
    return {**suivies, natures.JALON: _jalons(dossier)}


def _questions(dossier: Dossier) -> tuple[Ligne, ...]:
    """As the product words them when a bilan is handed in."""
    return tuple(
        Ligne(f"Comment lever ce frein : « {frein.titre} » ?", "", rang)
        for rang, frein in enumerate(dossier.freins)
    )


def _suivre(lignes_: tuple[Ligne, ...]) -> tuple[Ligne, ...]:
    return tuple(Ligne(ligne.titre, ligne.detail, rang) for rang, ligne in enumerate(lignes_))


def _jalons(dossier: Dossier) -> tuple[Ligne, ...]:
    """At 6 months the first action is done, at 12 and 24 the two next objectives are reached."""
    choses = (dossier.prevues[0], dossier.objectifs[1], dossier.objectifs[2])
    return tuple(
        Ligne(f"À {mois} mois : {chose.titre[:1].lower()}{chose.titre[1:]}", chose.detail, rang)
        for rang, (mois, chose) in enumerate(zip((6, 12, 24), choses, strict=True))
    )


@dataclass(frozen=True)
class RemarqueEcrite:
    """A remark of a coach: the section, the wording of the work that it quotes, what it says."""

    section: str
    citation: str
    texte: str


def regard(dossier: Dossier, nature: str, tour: int) -> tuple[list[RemarqueEcrite], str]:
    """Return the remarks of a coach on a work, each quoting it, and a word on the whole."""
    brut = _lire("tournures.yaml")
    remarques = [
        RemarqueEcrite(section, citation, _choisir(brut["remarques"][section], tour + rang))
        for rang, (section, citation) in enumerate(_citations(dossier, nature))
    ]
    return remarques, _choisir(brut["mots"], tour)


def _citations(dossier: Dossier, nature: str) -> list[tuple[str, str]]:
    if nature == Nature.BILAN:
        return [
            ("actions", dossier.actions[0].titre),
            ("freins", dossier.freins[0].detail),
            ("enseignements", dossier.enseignement),
        ]
    if nature == Nature.PLAN:
        return [
            ("objectifs", dossier.objectifs[0].titre),
            ("actions-prevues", dossier.prevues[1].detail),
        ]
    return [("axes", dossier.objectifs[1].titre), ("jalons", _jalons(dossier)[0].titre)]


def _choisir(choix: list[str], tour: int) -> str:
    return choix[tour % len(choix)]
