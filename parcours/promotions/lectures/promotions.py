"""What many pages read of a promotion, in order."""

from django.db.models import QuerySet

from parcours.promotions.models import Binome, Promotion, Rencontre
from rameau.commun.compiled import compiled


@compiled
def rencontres_de(promotion: Promotion) -> QuerySet[Rencontre]:
    """Return all the rencontres of a promotion, by date, with their stage."""
    return promotion.rencontres.select_related("etape").order_by("debut", "pk")


@compiled
def binomes_de(promotion: Promotion) -> QuerySet[Binome]:
    """Return the binômes of a promotion in the order of its seats, with where they come from."""
    return promotion.binomes.select_related("structure", "territoire").order_by("rang")
