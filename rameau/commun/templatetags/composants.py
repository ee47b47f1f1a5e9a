"""Pieces of pages that are always the same: drawn once per process, whatever the page."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide as draw_icon

register = template.Library()


@register.simple_tag
def lucide(name: str, *, size: int = 24, **attributes: str) -> SafeString:
    """`{% lucide "check" size=18 aria_hidden="true" %}`: an icon; the package's own tag parses and
    writes its XML at each call."""
    return _icon(name, size, **attributes)


@register.simple_tag
def dessine(genre: str, **codes: str) -> SafeString:
    """`{% dessine "composants/symbole.html" code=etat %}`: a component that depends on nothing but
    a few codes of ours: never on a person, a text nor a date."""
    return _piece(genre, **codes)


@register.simple_block_tag
def retenir(content: str) -> str:
    """`{% retenir as liste %}…{% endretenir %}`: keep a piece that the page shows twice."""
    return content


@lru_cache(maxsize=512)
def _icon(name: str, size: int, **attributes: str) -> SafeString:
    return SafeString(draw_icon(name, size=size, **attributes))


@lru_cache(maxsize=512)
def _piece(genre: str, **codes: str) -> SafeString:
    return SafeString(render_to_string(genre, codes))
