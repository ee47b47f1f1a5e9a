"""The stages of a promotion as the pages of its rencontres read them."""

from django.db.models import QuerySet

from parcours.promotions.models import Etape, Promotion, Rencontre
from rameau.commun.compiled import compiled


def travail_attendu(rencontre: Rencontre) -> Etape | None:
    """The stage whose work is expected for this session: the one before its own."""
    if rencontre.nature != Rencontre.Nature.SESSION or rencontre.etape is None:
        return None
    avant = rencontre.etape.ordre - 1
    return next((e for e in _etapes(rencontre.promotion) if e.ordre == avant), None)


@compiled
def _etapes(promotion: Promotion) -> QuerySet[Etape]:
    """Those whose work has a day."""
    dues = promotion.etapes.filter(livrable_du_le__isnull=False)
    return dues.select_related("modele__livrable").order_by("ordre")
