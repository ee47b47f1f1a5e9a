"""Sessions that do not say where, sessions of which nobody can read what was said."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.a_traiter.sources import lues, source
from parcours.models import Promotion, Rencontre, Synthese
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait

LIEU_AVANT = timedelta(days=30)
LIEU_URGENT = timedelta(days=7)


@source
def sessions_a_tenir(*, promotion: Promotion | None, maintenant: datetime) -> list[Fait]:
    """Sessions of the thirty days to come that say neither a place nor a link; those that are
    over and whose synthesis is not published."""
    return [
        _synthese(session) if session.fin < maintenant else _lieu(session, maintenant)
        for session in _a_tenir(promotion, maintenant, maintenant + LIEU_AVANT)
    ]


@compiled
def _a_tenir(
    promotion: Promotion | None, maintenant: datetime, jusque: datetime
) -> QuerySet[Rencontre]:
    publiee = Synthese.objects.filter(rencontre=OuterRef("pk"), publiee_le__isnull=False)
    return (
        Rencontre.objects.sessions()
        .maintenues()
        .filter(
            Q(lieu="", lien="", debut__gte=maintenant, debut__lt=jusque)
            | (Q(fin__lt=maintenant) & ~Exists(publiee)),
            promotion__in=lues(promotion),
        )
        .select_related("promotion")
        .order_by("debut", "pk")
    )


def _lieu(session: Rencontre, maintenant: datetime) -> Fait:
    return Fait(
        texte=f"{session.promotion.nom} : « {session.titre} » n'a pas encore de lieu.",
        url=f"{reverse('equipe:rencontre', args=[session.promotion.code, session.pk])}#id_lieu",
        acte="Dire le lieu",
        echeance=localdate(session.debut),
        urgent=session.debut < maintenant + LIEU_URGENT,
    )


def _synthese(session: Rencontre) -> Fait:
    return Fait(
        texte=f"{session.promotion.nom} : « {session.titre} », sa synthèse n'est pas encore "
        "publiée.",
        url=reverse("equipe:synthese", args=[session.promotion.code, session.pk]),
        acte="Écrire la synthèse",
        echeance=localdate(session.fin),
    )
