"""Rencontres that are over: the presence not noted, the signatures not countersigned."""

from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.animation.models import Presence
from parcours.promotions.a_traiter.sources import inscrire_source, lues, source
from parcours.promotions.models import Participation, Promotion, Rencontre
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait
from rameau.commun.texte import accorder


@source
def presences_a_noter(*, promotion: Promotion | None, maintenant: datetime) -> list[Fait]:
    """Past sessions where someone who was expected has no presence, excuse nor absence; past
    rencontres whose signatures wait for the équipe's."""
    faits = []
    for rencontre in _passees(promotion, maintenant):
        feuille = reverse("equipe:feuille_presence", args=[rencontre.code, rencontre.pk])
        debut = f"{rencontre.nom_de_promotion} : « {rencontre.titre} », "
        if rencontre.manquent:
            qui = accorder(rencontre.manquent, "personne", "personnes")
            faits.append(
                Fait(
                    texte=f"{debut}la présence de {qui} n'est pas notée.",
                    url=feuille,
                    acte="Noter la présence",
                    echeance=localdate(rencontre.fin),
                )
            )
        if rencontre.attendent:
            combien = accorder(rencontre.attendent, "signature n'est pas", "signatures ne sont pas")
            accord = "contresignée" if rencontre.attendent == 1 else "contresignées"
            faits.append(
                Fait(
                    texte=f"{debut}{combien} encore {accord}.",
                    url=f"{feuille}#contresigner",
                    acte="Contresigner",
                    echeance=localdate(rencontre.fin),
                )
            )
    return faits


@compiled
def _passees(promotion: Promotion | None, maintenant: datetime) -> QuerySet[Any]:
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
    signees = (
        Presence.objects.filter(rencontre=OuterRef("pk"), contresignee_le=None)
        .exclude(signee_le=None)
        .order_by()
        .values("rencontre")
        .annotate(nombre=Count("pk"))
        .values("nombre")
    )
    return (
        Rencontre.objects.maintenues()
        .filter(promotion__in=lues(promotion), fin__lt=maintenant)
        .annotate(jour=TruncDate("debut"))
        .annotate(
            manquent=Case(
                When(
                    nature=Rencontre.Nature.SESSION,
                    then=Coalesce(Subquery(sans, output_field=IntegerField()), 0),
                ),
                default=0,
            ),
            attendent=Coalesce(Subquery(signees, output_field=IntegerField()), 0),
        )
        .filter(Q(manquent__gt=0) | Q(attendent__gt=0))
        .annotate(nom_de_promotion=F("promotion__nom"), code=F("promotion__code"))
        .order_by("debut", "pk")
    )


def inscrire() -> None:
    """Register the sources of this room."""
    inscrire_source("presences", presences_a_noter)
