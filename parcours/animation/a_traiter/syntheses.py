"""Sessions that are over and of which nobody can read what was said."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.animation.models import Synthese
from parcours.promotions.a_traiter.sources import inscrire_source, lues, source
from parcours.promotions.models import Promotion, Rencontre
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait


@source
def syntheses_a_publier(*, promotion: Promotion | None, maintenant: datetime) -> list[Fait]:
    """Sessions that are over and whose synthesis is not published."""
    return [_synthese(session) for session in _sans_synthese(promotion, maintenant)]


@compiled
def _sans_synthese(promotion: Promotion | None, maintenant: datetime) -> QuerySet[Rencontre]:
    publiee = Synthese.objects.filter(rencontre=OuterRef("pk"), publiee_le__isnull=False)
    return (
        Rencontre.objects.sessions()
        .maintenues()
        .filter(~Exists(publiee), fin__lt=maintenant, promotion__in=lues(promotion))
        .select_related("promotion")
        .order_by("debut", "pk")
    )


def _synthese(session: Rencontre) -> Fait:
    return Fait(
        texte=f"{session.promotion.nom} : « {session.titre} », sa synthèse n'est pas encore "
        "publiée.",
        url=reverse("equipe:synthese", args=[session.promotion.code, session.pk]),
        acte="Écrire la synthèse",
        echeance=localdate(session.fin),
    )


def inscrire() -> None:
    """Register the sources of this room."""
    inscrire_source("syntheses", syntheses_a_publier)
