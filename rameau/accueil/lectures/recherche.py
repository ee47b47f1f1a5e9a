"""The page of results, composed: one query per kind, and one to mark what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.utils.functional import cached_property

from rameau.commun import registres
from rameau.commun.compiled import compiled
from rameau.commun.recherche import Morceau, Requete, RequeteEcrite, extraire, surligner
from rameau.commun.registres import GenreDeRecherche, Trouvaille
from rameau.comptes.models import Personne

PAR_GENRE = 5
PAR_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Ligne:
    """One result, its words in pieces, those found being marked."""

    url: str
    titre: list[Morceau]
    detail: list[Morceau]
    extrait: list[Morceau]


@dataclass(frozen=True, kw_only=True)
class Groupe:
    """The results of one kind: how many there are, and those the page shows."""

    code: str
    libelle: str
    icone: str
    total: int
    lignes: list[Ligne]

    @property
    def restent(self) -> bool:
        return self.total > len(self.lignes)


@dataclass(frozen=True, kw_only=True)
class Resultats:
    """What a search gives: the kinds that have results, in the order of the registry."""

    groupes: list[Groupe]

    @cached_property
    def total(self) -> int:
        return sum(groupe.total for groupe in self.groupes)


def chercher(personne: Personne, requete: Requete, *, genre: str = "") -> Resultats:
    """Look for `requete` in every kind, or in one alone, among what the person may see."""
    if not requete.est_cherchable:
        return Resultats(groupes=[])
    genres = {c: g for c, g in registres.recherche.items() if genre in ("", c)}
    trouves = {
        code: _premiers(source, personne, requete, page=bool(genre))
        for code, source in genres.items()
    }
    textes = [
        texte
        for _, trouvailles in trouves.values()
        for t in trouvailles
        for texte in (t.titre, t.detail, t.texte)
    ]
    surlignes = iter(surligner(textes, requete))
    return Resultats(
        groupes=[
            Groupe(
                code=code,
                libelle=genres[code].libelle,
                icone=genres[code].icone,
                total=total,
                lignes=[_ligne(trouvaille, surlignes) for trouvaille in trouvailles],
            )
            for code, (total, trouvailles) in trouves.items()
            if total
        ]
    )


def _premiers(
    source: GenreDeRecherche, personne: Personne, requete: Requete, *, page: bool
) -> tuple[int, list[Trouvaille]]:
    """The first results of a kind, and how many there are in all, in one query."""
    trouves = _trouves(source, personne, requete.expression, page)
    total = trouves[0].total_trouve if trouves else 0
    return total, [source.presenter(trouve) for trouve in trouves]


@compiled
def _trouves(
    source: GenreDeRecherche, personne: Personne, expression: str, page: bool
) -> QuerySet[Any]:
    toutes = source.chercher(personne=personne, requete=RequeteEcrite(expression))
    comptees = toutes.annotate(total_trouve=Window(Count("*")))
    return comptees[: PAR_PAGE if page else PAR_GENRE]


def _ligne(trouvaille: Trouvaille, surlignes: Iterator[list[Morceau]]) -> Ligne:
    titre, detail, texte = next(surlignes), next(surlignes), next(surlignes)
    return Ligne(url=trouvaille.url, titre=titre, detail=detail, extrait=extraire(texte))
