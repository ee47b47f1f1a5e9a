"""What lower pages show of promotions: asked by their templates, never by their code."""

from typing import Any

from django import template

from parcours.promotions.models import Binome

register = template.Library()


@register.inclusion_tag("promotions/promotions/du_territoire.html", takes_context=True)
def promotions_du_territoire(context: dict[str, Any], territoire: Any) -> dict[str, Any]:
    """The promotions a territory took part in, among those the person sees; one query."""
    binomes = (
        Binome.objects.visibles_par(context["request"].user)
        .filter(territoire=territoire)
        .select_related("promotion", "structure")
        .order_by("-promotion__debut", "pk")
    )
    return {"binomes": binomes}
