"""Sessions that are over and whose presence is not noted."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.a_traiter.sources import lues, source
from parcours.models import Participation, Presence, Promotion, Rencontre
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait
from rameau.commun.texte import accorder


@source
def presences_a_noter(*, promotion: Promotion | None, maintenant: datetime) -> list[Fait]:
    """Past sessions where someone who was expected has no presence, excuse nor absence."""
    return [
        Fait(
            texte=f"{session.nom_de_promotion} : « {session.titre} », la présence de "
            f"{accorder(session.manquent, 'personne', 'personnes')} n'est pas notée.",
            url=reverse("equipe:feuille_presence", args=[session.code, session.pk]),
            acte="Noter la présence",
            echeance=localdate(session.fin),
        )
        for session in _a_noter(promotion, maintenant)
    ]


@compiled
def _a_noter(promotion: Promotion | None, maintenant: datetime) -> QuerySet[Any]:
    notee = Presence.objects.filter(
        rencontre=OuterRef(OuterRef("pk")), participation=OuterRef("pk")
    )
    sans = (
        Participation.objects.filter(
            Q(jusqua=None) | Q(jusqua__gt=OuterRef("jour")),
            binome__promotion=OuterRef("promotion"),
            depuis__lte=OuterRef("jour"),
        )
        .exclude(Exists(notee))
        .order_by()
        .values("binome__promotion")
        .annotate(nombre=Count("pk"))
        .values("nombre")
    )
    return (
        Rencontre.objects.sessions()
        .maintenues()
        .filter(promotion__in=lues(promotion), fin__lt=maintenant)
        .annotate(jour=TruncDate("debut"))
        .annotate(manquent=Coalesce(Subquery(sans, output_field=IntegerField()), 0))
        .filter(manquent__gt=0)
        .annotate(nom_de_promotion=F("promotion__nom"), code=F("promotion__code"))
        .order_by("debut", "pk")
    )
