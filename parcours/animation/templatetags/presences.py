"""What the home page and the page of a rencontre show of presences."""

from datetime import date
from typing import Any

from django import template
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from parcours.animation.lectures.presences import ATTENDUE
from parcours.animation.models import Presence
from parcours.promotions.models import Participation, Promotion, Rencontre
from rameau.commun.compiled import compiled
from rameau.commun.temps import maintenant
from rameau.comptes.models import Personne

register = template.Library()


@register.inclusion_tag("animation/presences/a_signer.html", takes_context=True)
def presence_a_signer(context: dict[str, Any], promotion: Promotion) -> dict[str, Any]:
    """The rencontre of today where the person is expected and is not noted yet; one query.

    By half-days it stays until both are signed.
    """
    jour = localdate(maintenant())
    return {"a_signer": _du_jour.first(context["request"].user, promotion, jour)}


@compiled
def _du_jour(personne: Personne, promotion: Promotion, jour: date) -> QuerySet[Rencontre]:
    sienne = Participation.objects.filter(
        Q(jusqua=None) | Q(jusqua__gt=jour),
        personne=personne,
        depuis__lte=jour,
        binome__promotion=OuterRef("promotion"),
    )
    notees = Presence.objects.filter(rencontre=OuterRef("pk"), participation__personne=personne)
    return (
        Rencontre.objects.visibles_par(personne)
        .maintenues()
        .filter(Exists(sienne), promotion=promotion, nature__in=ATTENDUE, debut__date=jour)
        .exclude(Exists(notees.filter(Q(moment="rencontre") | Q(moment="apres-midi"))))
        .select_related("etape", "promotion")
        .order_by("debut", "pk")[:1]
    )


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
