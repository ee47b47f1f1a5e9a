"""Promotions to begin, to evaluate."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from parcours.a_traiter.sources import page_promotion, source
from parcours.models import Promotion
from rameau.commun.registres import Fait


@source
def promotions_a_conduire(*, promotions: Iterable[Promotion], maintenant: datetime) -> list[Fait]:
    """Those whose first day has come and that nobody has begun; those whose time is over."""
    jour = localdate(maintenant)
    faits = []
    for promotion in promotions.filter(  # type: ignore[attr-defined]
        Q(etat=Promotion.Etat.PREPARATION, debut__lte=jour)
        | Q(etat=Promotion.Etat.EN_COURS, fin__lt=jour)
    ).order_by("debut", "pk"):
        a_commencer = promotion.etat == Promotion.Etat.PREPARATION
        faits.append(
            Fait(
                texte=f"{promotion.nom} : le premier jour est venu, la promotion est à commencer."
                if a_commencer
                else f"{promotion.nom} : les neuf mois sont passés, l'évaluation peut s'ouvrir.",
                url=page_promotion(promotion),
                acte="Commencer la promotion" if a_commencer else "Passer à l'évaluation",
                echeance=promotion.debut if a_commencer else promotion.fin,
                urgent=a_commencer,
            )
        )
    return faits
