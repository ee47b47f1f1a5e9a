"""Who sees what of the steering."""

from parcours.promotions.models import Programme, Promotion
from parcours.promotions.models.promotions import PromotionQuerySet
from rameau.comptes.models import Personne


def promotions_pilotees(personne: Personne) -> PromotionQuerySet:
    """Rule: the équipe sees the dashboard of every promotion, a committee member those of the
    programmes she follows; being a catalyseur or a coach of a promotion opens none."""
    return Promotion.objects.filter(
        programme__in=Programme.objects.visibles_par(personne).order_by()
    )
