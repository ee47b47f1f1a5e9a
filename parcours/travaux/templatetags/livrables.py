"""`{% load livrables %}`: what the pages of the works say of dates and states."""

from datetime import date

from django import template

from parcours.promotions.lectures.etiquettes import libelle
from parcours.travaux.lectures.contenus import ElementFige
from parcours.travaux.lectures.trames import PRECISIONS, trame_de
from parcours.travaux.models import Element, Livrable, PieceJointe
from rameau.commun.texte import accorder, date_longue, date_sans_jour, periode

register = template.Library()


@register.filter
def echeance(livrable: Livrable, aujourdhui: date) -> str:
    """« attendu le jeudi 3 décembre 2026, dans 12 jours »; lateness is a fact like another."""
    return f"attendu le {date_longue(livrable.du_le)}, {dans(livrable.du_le, aujourdhui)}"


@register.filter
def etat_dit(livrable: Livrable) -> str:
    """The word of the state that `avec_etat` computed from the facts."""
    return Livrable.Etat(livrable.etat).label


@register.filter
def etiquette(code: str) -> str:
    """How a tag is read."""
    return libelle(code)


@register.filter
def etat_d_action(code: str) -> str:
    """« en cours »; nothing for an action of before the states."""
    return str(dict(Element.Etat.choices).get(code, ""))


@register.filter
def jour_iso(jour: str) -> str:
    """« 3 mars 2026 » for the day of a frozen content."""
    return date_sans_jour(date.fromisoformat(jour))


@register.filter
def dits(element: Element | ElementFige) -> list[tuple[str, str]]:
    """What an element says on one line each: who, when, how one will know, where it is."""
    demandees = PRECISIONS.get(element.nature, ())
    quand = _quand(_jour(element.debut), _jour(element.fin))
    lignes = [("Porteur", element.porteur), ("Quand", quand), ("Indicateur", element.indicateur)]
    if "etat" in demandees:
        lignes.append(("État", etat_d_action(element.etat)))
    return [(nom, valeur) for nom, valeur in lignes if valeur]


@register.filter
def partie(piece: PieceJointe) -> str:
    """The part of the work a file goes with."""
    sections = trame_de(piece.livrable.nature).sections
    titre = next((s.titre for s in sections if s.code == piece.section), "")
    return f"avec « {titre} »" if titre else "avec tout le travail"


def _jour(valeur: date | str | None) -> date | None:
    """A live element holds a day, a frozen one its ISO form."""
    return date.fromisoformat(valeur) if isinstance(valeur, str) else valeur


def _quand(debut: date | None, fin: date | None) -> str:
    if debut and fin:
        return periode(debut, fin)
    if debut:
        return f"à partir du {date_sans_jour(debut)}"
    return f"jusqu'au {date_sans_jour(fin)}" if fin else ""


def dans(jour: date, aujourdhui: date) -> str:
    """How far a day is, as people say it."""
    jours = (jour - aujourdhui).days
    if jours in _PROCHES:
        return _PROCHES[jours]
    if jours > 0:
        return f"dans {accorder(jours, 'jour', 'jours')}"
    return f"il y a {accorder(-jours, 'jour', 'jours')}"


_PROCHES = {0: "aujourd'hui", 1: "demain", -1: "hier"}
