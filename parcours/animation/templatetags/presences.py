"""What the home page and the page of a rencontre show of presences."""

from typing import Any

from django import template

from parcours.promotions.models import Rencontre

register = template.Library()


@register.inclusion_tag("animation/presences/acte.html", takes_context=True)
def presence_de_la_rencontre(
    context: dict[str, Any], rencontre: Rencontre, organise: bool, participe: bool
) -> dict[str, Any]:
    """What one may do about the presence of this rencontre."""
    return {
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "organise": organise,
        "participe": participe,
    }
