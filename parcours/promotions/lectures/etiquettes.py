"""The tags an element may bear, in the programme's own words: « famille:code »."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.text import slugify

from rameau.commun.reference import programme


@dataclass(frozen=True)
class Etiquette:
    """One tag: how it is stored, how it is read."""

    code: str
    libelle: str


@dataclass(frozen=True)
class Famille:
    """A family of tags and, when it is long, the groups it is read in (one without a name)."""

    code: str
    titre: str
    groupes: tuple[tuple[str, tuple[Etiquette, ...]], ...]


@cache
def familles() -> tuple[Famille, ...]:
    """Return the four families: dynamique, mode de partenariat, sphère d'acteurs, fragilité."""
    donnees = programme()
    dynamiques = {d["code"]: d["titre"] for d in donnees["dynamiques_territoriales"]}
    return (
        Famille("dynamique", "Dynamique", (("", _etiquettes("dynamique", dynamiques)),)),
        Famille(
            "mode",
            "Mode de partenariat",
            (("", _nommees("mode", donnees["modes_de_partenariat"])),),
        ),
        Famille(
            "sphere",
            "Sphère d’acteurs",
            (("", _nommees("sphere", donnees["spheres_d_acteurs"])),),
        ),
        Famille(
            "fragilite",
            "Fragilité",
            tuple(
                (f"Fragilités {famille}", _nommees("fragilite", criteres))
                for famille, criteres in donnees["fragilites"].items()
            ),
        ),
    )


def libelle(code: str) -> str:
    """Return how a tag is read; the code itself for one the programme no longer names."""
    return _libelles().get(code, code)


def inconnues(codes: Iterable[str]) -> list[str]:
    """Return those that are no tag of the programme."""
    return [code for code in codes if code not in _libelles()]


@cache
def _libelles() -> Mapping[str, str]:
    return {etiquette.code: etiquette.libelle for etiquette in _toutes()}


def _toutes() -> Iterator[Etiquette]:
    for famille in familles():
        for _, etiquettes in famille.groupes:
            yield from etiquettes


def _nommees(famille: str, noms: Iterable[Any]) -> tuple[Etiquette, ...]:
    return _etiquettes(famille, {slugify(nom): nom for nom in noms})


def _etiquettes(famille: str, libelles: Mapping[str, str]) -> tuple[Etiquette, ...]:
    return tuple(
        Etiquette(f"{famille}:{code}", libelle[:1].upper() + libelle[1:])
        for code, libelle in libelles.items()
    )
