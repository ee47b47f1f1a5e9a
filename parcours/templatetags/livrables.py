"""`{% load livrables %}`: what the pages of the works say of dates and states."""

from datetime import date

from django import template

from parcours.models import Livrable
from rameau.commun.texte import accorder, date_longue

register = template.Library()


@register.filter
def echeance(livrable: Livrable, aujourdhui: date) -> str:
    """« attendu le jeudi 3 décembre 2026, dans 12 jours »; lateness is a fact like another."""
    return f"attendu le {date_longue(livrable.du_le)}, {dans(livrable.du_le, aujourdhui)}"


@register.filter
def etat_dit(livrable: Livrable) -> str:
    """The word of the state that `avec_etat` computed from the facts."""
    return Livrable.Etat(livrable.etat).label


def dans(jour: date, aujourdhui: date) -> str:
    """How far a day is, as people say it."""
    jours = (jour - aujourdhui).days
    if jours in _PROCHES:
        return _PROCHES[jours]
    if jours > 0:
        return f"dans {accorder(jours, 'jour', 'jours')}"
    return f"il y a {accorder(-jours, 'jour', 'jours')}"


_PROCHES = {0: "aujourd'hui", 1: "demain", -1: "hier"}
