"""Search by people's words: accents, case and apostrophes forgiven, French stems, beginnings.

Texts and queries are brought to one plain form, words of [a-z0-9] apart by spaces, on both sides:
`plier` in Python, `Plie` in SQL (the embedded server has neither ICU nor unaccent). Nothing a
person types reaches the query language but such words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Func, TextField, Value
from django.db.models.functions import Concat, Lower, Replace

from rameau.commun.texte import cle_de_tri

LONGUEUR_MAX = 100
MOTS_MAX = 8
EXTRAIT = 180

# What PostgreSQL's own lower() leaves in a database that only knows ASCII, and the accents.
_ACCENTS = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
_LETTRES = "".join(cle_de_tri(lettre) for lettre in _ACCENTS)
_FROM, _TO = _ACCENTS + _ACCENTS.upper(), _LETTRES * 2


def plier(texte: str) -> tuple[str, list[int]]:
    """Return the plain form of a text and, for each of its characters, the place in `texte` of
    the one it comes from."""
    plie, places = [], []
    for place, caractere in enumerate(texte):
        for lettre in cle_de_tri(caractere):
            plie.append(lettre if lettre.isascii() and lettre.isalnum() else " ")
            places.append(place)
    return "".join(plie), places


class Plie(Func):
    """The plain form of a text, as SQL: immutable, so that an index may hold it."""

    function = "regexp_replace"
    template = "%(function)s(%(expressions)s, '[^a-z0-9]+', ' ', 'g')"
    output_field = TextField()

    def __init__(self, expression: Any, **extra: Any) -> None:
        texte: Func = Lower(
            Func(
                expression, Value(_FROM), Value(_TO), function="translate", output_field=TextField()
            )
        )
        for liee, lettres in (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae")):
            texte = Replace(texte, Value(liee), Value(lettres))
        super().__init__(texte, **extra)


def document(*champs: Any) -> SearchVector:
    """What a full-text search looks into: French stems of the plain form of these fields."""
    parties: list[Any] = []
    for champ in champs:
        parties += [champ, Value(" ")]
    return SearchVector(Plie(Concat(*parties, output_field=TextField())), config="french")


def noms(*champs: str) -> SearchVector:
    """What a search by name looks into: keys already folded (`cle_de_tri`), without stems."""
    return SearchVector(*champs, config="simple")


@dataclass(frozen=True)
class Requete:
    """What a person looks for, as she typed it, cut to a sensible length."""

    texte: str

    @classmethod
    def lire(cls, saisie: str) -> "Requete":
        """Read what was typed: no control character, a hundred signs at most."""
        return cls(" ".join(re.sub(r"[\x00-\x1f]", " ", saisie).split())[:LONGUEUR_MAX])

    @cached_property
    def mots(self) -> tuple[str, ...]:
        """Its words in plain form, each once, eight at most."""
        return tuple(dict.fromkeys(plier(self.texte)[0].split()))[:MOTS_MAX]

    @property
    def est_cherchable(self) -> bool:
        """Rule: a search needs one word of two letters or figures at least."""
        return any(len(mot) > 1 for mot in self.mots)

    @property
    def expression(self) -> str:
        """All the words, each by its beginning, in PostgreSQL's query language."""
        return " & ".join(f"{mot}:*" for mot in self.mots)

    @property
    def par_nom(self) -> SearchQuery:
        """To be compared with `noms`."""
        return SearchQuery(self.expression, config="simple", search_type="raw")

    @property
    def par_texte(self) -> SearchQuery:
        """To be compared with `document`."""
        return SearchQuery(self.expression, config="french", search_type="raw")


class RequeteEcrite(Requete):
    """One whose text is already in PostgreSQL's query language."""

    @property
    def expression(self) -> str:
        return self.texte


# --- highlighting ----------------------------------------------------------------------------
@dataclass(frozen=True)
class Morceau:
    """A piece of a text, found or not; the template escapes it like any text."""

    texte: str
    trouve: bool = False


def surligner(textes: Sequence[str], requete: Requete) -> list[list[Morceau]]:
    """Cut each text into pieces, those the query finds being marked: one query for all.

    PostgreSQL marks the plain form, its way of finding being the only judge; the map of places
    brings the marks back to the text as people wrote it.
    """
    if not textes:
        return []
    plies = [plier(texte) for texte in textes]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ts_headline('simple', t, to_tsquery('simple', %(q)s), %(o)s),"
            " ts_headline('french', t, to_tsquery('french', %(q)s), %(o)s)"
            " FROM unnest(%(t)s::text[]) WITH ORDINALITY AS a(t, n) ORDER BY n",
            {
                "q": requete.expression,
                "o": "HighlightAll=true, StartSel=<, StopSel=>",
                "t": [plie for plie, _ in plies],
            },
        )
        marques = cursor.fetchall()
    return [
        _morceaux(texte, _marked(places, formes))
        for texte, (_, places), formes in zip(textes, plies, marques, strict=True)
    ]


def _marked(places: list[int], formes: Iterable[str]) -> set[int]:
    """The places of the text under a mark in any of the marked plain forms."""
    found = set()
    for forme in formes:
        rang, dedans = 0, False
        for caractere in forme:
            if caractere in "<>":
                dedans = caractere == "<"
                continue
            if dedans:
                found.add(places[rang])
            rang += 1
    return found


def _morceaux(texte: str, trouves: set[int]) -> list[Morceau]:
    morceaux: list[Morceau] = []
    debut = 0
    for place in range(1, len(texte) + 1):
        if place == len(texte) or (place in trouves) != (debut in trouves):
            morceaux.append(Morceau(texte[debut:place], debut in trouves))
            debut = place
    return morceaux


def extraire(morceaux: list[Morceau]) -> list[Morceau]:
    """Keep of a long text what stands around its first find; nothing when it has none."""
    premier = next((rang for rang, morceau in enumerate(morceaux) if morceau.trouve), None)
    if premier is None:
        return []
    avant = "".join(m.texte for m in morceaux[:premier])
    court = avant[-(EXTRAIT // 3) :]
    if len(court) < len(avant):
        court = "… " + court.partition(" ")[2]
    extrait, reste = [Morceau(court)], EXTRAIT
    for morceau in morceaux[premier:]:
        if len(morceau.texte) > reste and not morceau.trouve:
            return [*extrait, Morceau(morceau.texte[:reste].rpartition(" ")[0] + " …")]
        extrait.append(morceau)
        reste -= len(morceau.texte)
    return extrait
