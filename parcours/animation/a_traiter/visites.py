"""Visites to prepare, and places that wait for the équipe's choice."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.animation.models import Inscription
from parcours.promotions.a_traiter.sources import inscrire_source, lues, source
from parcours.promotions.models import Promotion, Rencontre
from parcours.promotions.models.programmes import Option
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait
from rameau.commun.texte import accorder

PREPARER_AVANT = timedelta(days=45)
URGENT = timedelta(days=14)


@source
def visites_a_tenir(*, promotion: Promotion | None, maintenant: datetime) -> list[Fait]:
    """Visites of the weeks to come that nobody has described, or with free places and a list.

    With the option of offers the machine gives the places: nothing is to be chosen.
    """
    visites = _a_tenir(promotion, maintenant, maintenant + PREPARER_AVANT)
    faits = [_fait(visite, visite.prises, visite.attente, maintenant) for visite in visites]
    return [fait for fait in faits if fait is not None]


@compiled
def _a_tenir(promotion: Promotion | None, maintenant: datetime, jusque: datetime) -> QuerySet[Any]:
    etats = Inscription.Etat
    return (
        Rencontre.objects.maintenues()
        .filter(promotion__in=lues(promotion), nature=Rencontre.Nature.VISITE)
        .filter(debut__gt=maintenant, debut__lt=jusque)
        .select_related("promotion__parcours", "visite")
        .annotate(
            prises=Count("inscriptions", Q(inscriptions__etat__in=Inscription.PRENANTES)),
            attente=Count("inscriptions", Q(inscriptions__etat=etats.EN_ATTENTE)),
        )
        .order_by("debut", "pk")
    )


def _fait(visite: Rencontre, prises: int, attente: int, maintenant: datetime) -> Fait | None:
    promotion = visite.promotion
    adresse = [promotion.code, visite.pk]
    decrite = getattr(visite, "visite", None)
    if decrite is None:
        return Fait(
            texte=f"{promotion.nom} : « {visite.titre} » n'a pas encore ouvert ses inscriptions.",
            url=reverse("equipe:visite", args=adresse),
            acte="Préparer la visite",
            echeance=localdate(visite.debut),
            urgent=visite.debut < maintenant + URGENT,
        )
    libres = decrite.places - prises
    if libres <= 0 or not attente or promotion.parcours.a_option(Option.OFFRES_EXPIRANTES):
        return None
    attendent = accorder(attente, "personne attend", "personnes attendent")
    return Fait(
        texte=f"{promotion.nom} : « {visite.titre} », {attendent}, "
        f"{accorder(libres, 'place est libre', 'places sont libres')}.",
        url=reverse("equipe:inscriptions", args=adresse),
        acte="Choisir qui vient",
        echeance=localdate(visite.debut),
    )


def inscrire() -> None:
    """Register the sources of this room."""
    inscrire_source("visites", visites_a_tenir)
