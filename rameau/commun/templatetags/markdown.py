"""`{% load markdown %}`: `{{ texte|markdown }}` shows a text of people as rich text."""

from django import template
from django.utils.safestring import SafeString

from rameau.commun.markdown import render_markdown

register = template.Library()


@register.filter
def markdown(texte: str) -> SafeString:
    """The safe HTML of a Markdown text."""
    return render_markdown(texte)
