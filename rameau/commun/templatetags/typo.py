"""Template side of `rameau.commun.texte`: typography, dates, hours, periods, plurals."""

from datetime import date, datetime, time

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime

from rameau.commun import texte

register = template.Library()


@register.filter
def typo(valeur: object) -> SafeString:
    """French typography of a text; what is not safe is escaped first."""
    return mark_safe(texte.typographier(conditional_escape(_with_curly_quotes(valeur))))  # noqa: S308 escaped just before


@register.filter(expects_localtime=True)
def date_fr(valeur: date | None, forme: str = "longue") -> str:
    """« lundi 3 mars 2026 »; `"sans_jour"`: « 3 mars 2026 », `"courte"`: « 3 mars »."""
    if valeur is None or valeur == "":
        return ""
    return _FORMES[forme](valeur)


@register.filter(expects_localtime=True)
def heure_fr(valeur: time | datetime | None) -> str:
    """« 14 h 30 »; nothing gives nothing."""
    return "" if valeur is None or valeur == "" else texte.heure(valeur)


@register.filter
def duree_fr(minutes: int) -> str:
    """« 1 h 30 » from 90 minutes."""
    return texte.duree(minutes)


@register.filter(expects_localtime=True)
def moment_fr(valeur: date) -> str:
    """« lundi 3 mars 2026 », and its hour when it has one."""
    return texte.moment(valeur)


@register.filter(expects_localtime=True)
def periode(debut: date, fin: date) -> str:
    """`{{ debut|periode:fin }}`: « du 3 au 7 mars 2026 »."""
    return texte.periode(
        debut, localtime(fin) if isinstance(fin, datetime) and is_aware(fin) else fin
    )


@register.simple_tag
def pluriel(valeur: int, singulier: str, plusieurs: str) -> str:
    """`{% pluriel n "personne" "personnes" %}`: « 2 personnes »."""
    return texte.accorder(valeur, singulier, plusieurs)


_FORMES = {
    "longue": texte.date_longue,
    "sans_jour": texte.date_sans_jour,
    "courte": texte.date_courte,
}


def _with_curly_quotes(valeur: object) -> str:
    """Straight quotes of a plain text become French before escaping hides them in entities."""
    if isinstance(valeur, SafeString):
        return valeur
    return texte.typographier(str(valeur))
