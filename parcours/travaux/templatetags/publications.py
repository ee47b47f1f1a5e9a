"""`{% load publications %}`: a frozen content section by section."""

from django import template

from parcours.travaux.lectures.contenus import Contenu, ElementFige, SectionFigee

register = template.Library()


@register.filter
def sections_lues(contenu: Contenu) -> list[tuple[SectionFigee, tuple[ElementFige, ...]]]:
    """The sections in which something stands, each with its elements."""
    sections = [(section, contenu.elements_de(section)) for section in contenu.sections]
    return [(section, elements) for section, elements in sections if section.texte or elements]
