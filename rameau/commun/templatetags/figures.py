"""What the templates of the pictures need and Django's language lacks."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from rameau.commun.graphiques import Graphique, render_chart

register = template.Library()

ORDRE_DES_ETATS = (
    "a-faire",
    "a-venir",
    "en-cours",
    "partage",
    "regard",
    "remis",
    "fait",
    "present",
    "excuse",
    "absent",
)


@register.filter
def paires(premiers: Iterable[Any], seconds: Iterable[Any]) -> list[tuple[Any, Any]]:
    """`{% for a, b in premiers|paires:seconds %}`: two lists side by side, of one length."""
    return list(zip(premiers, seconds, strict=True))


@register.filter
def legende(lignes: Sequence[Any]) -> list[tuple[str, str]]:
    """Each state met in the rows of a grid, once, with its word, from « à faire » to « remis »."""
    mots = {cellule.etat: cellule.libelle for ligne in lignes for cellule in ligne.cellules}
    rang = {code: position for position, code in enumerate(ORDRE_DES_ETATS)}
    return sorted(mots.items(), key=lambda paire: (rang.get(paire[0], len(rang)), paire[0]))


@register.simple_tag
def graphique(valeur: Graphique, *, imprime: bool = False) -> SafeString:
    """`{% graphique g %}`: a chart and its table; `imprime=True` in a PDF."""
    return render_chart(valeur, imprime=imprime)
