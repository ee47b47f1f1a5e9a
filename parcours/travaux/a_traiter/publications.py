"""Versions that a binôme wishes public, to be read first by the équipe."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from parcours.promotions.a_traiter.sources import inscrire_source, lues, source
from parcours.promotions.models import Promotion
from parcours.travaux.models import Publication
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait


@source
def publications_a_lire(*, promotion: Promotion | None, maintenant: datetime) -> list[Fait]:
    """One line per version that waits."""
    return [
        Fait(
            texte=f"{p.version.livrable.binome.promotion.nom} : {p.version.livrable.binome.nom} "
            f"souhaite rendre publique sa version {p.version.numero} "
            f"({p.version.livrable.get_nature_display()}).",
            url=reverse("equipe:publication", args=[p.pk]),
            acte="Lire avant publication",
        )
        for p in _a_lire(promotion, maintenant)
    ]


@compiled
def _a_lire(promotion: Promotion | None, maintenant: datetime) -> QuerySet[Publication]:
    return (
        Publication.objects.filter(
            version__livrable__binome__promotion__in=lues(promotion),
            publiee=None,
            demandee_le__lte=maintenant,
        )
        .select_related(
            "version__livrable__binome__promotion",
            "version__livrable__binome__structure",
            "version__livrable__binome__territoire",
        )
        .defer("version__contenu", "version__document")
        .order_by("demandee_le", "pk")
    )


def inscrire() -> None:
    """Register the sources of this room."""
    inscrire_source("publications", publications_a_lire)
