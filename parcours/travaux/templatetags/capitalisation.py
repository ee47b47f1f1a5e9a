"""Reading a value of a dictionary by a key that the template holds."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def valeur(dictionnaire: Mapping[Any, Any], cle: Any) -> Any:
    """Return what a dictionary holds for a key; KeyError when it holds nothing."""
    return dictionnaire[cle]
