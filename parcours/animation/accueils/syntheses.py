"""The latest synthesis that the équipe has published."""

from django.db.models import QuerySet
from django.utils.timezone import localdate

from parcours.animation.models import Synthese
from parcours.promotions.models import Promotion
from rameau.commun import registres
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait, Venue


def derniere_synthese(venue: Venue) -> list[Fait]:
    """That of the promotion, if there is one."""
    synthese = _syntheses.first(venue.promotion)
    if synthese is None:
        return []
    return [
        Fait(
            texte=f"La synthèse de « {synthese.rencontre.titre} » est publiée.",
            url=synthese.get_absolute_url(),
            acte="Lire",
            echeance=localdate(synthese.publiee_le),
        )
    ]


@compiled
def _syntheses(promotion: Promotion) -> QuerySet[Synthese]:
    publiees = Synthese.objects.filter(rencontre__promotion=promotion, publiee_le__isnull=False)
    return publiees.select_related("rencontre__promotion").order_by("-publiee_le")[:1]


def inscrire() -> None:
    """Register what is new for a binôme."""
    registres.nouvelles.inscrire("synthese", derniere_synthese, rang=30)
