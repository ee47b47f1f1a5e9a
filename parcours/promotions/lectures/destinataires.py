"""Who is told of a rencontre, and who is there to be told."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from parcours.promotions.models import Participation, Promotion, Rencontre
from rameau.commun import registres
from rameau.comptes.models import Invitation, Personne

# A promotion speaks to its people once it has started, until it is closed.
EN_MARCHE = (Promotion.Etat.EN_COURS, Promotion.Etat.EVALUATION)


def joignables() -> QuerySet[Personne]:
    """Those one may write to: their account is open, and they have accepted an invitation (or
    needed none). Whoever has not answered yet is told everything once she has."""
    siennes = Invitation.objects.filter(personne=OuterRef("pk"))
    return Personne.objects.filter(
        Exists(siennes.filter(acceptee_le__isnull=False)) | ~Exists(siennes), is_active=True
    )


def toute_la_promotion(rencontre: Rencontre) -> QuerySet[Personne]:
    """Its catalyseurs and their coachs."""
    promotion = rencontre.promotion_id
    return joignables().filter(
        Q(
            pk__in=Personne.objects.filter(
                participations__jusqua=None, participations__binome__promotion=promotion
            ).values("pk")
        )
        | Q(
            pk__in=Personne.objects.filter(
                binomes_suivis__jusqua=None, binomes_suivis__binome__promotion=promotion
            ).values("pk")
        )
    )


def attendus(rencontre: Rencontre) -> QuerySet[Personne]:
    """Return those who are told when this rencontre is planned, changes or is cancelled: those
    whom its nature names (registry `audiences`), else all the promotion."""
    audience = toute_la_promotion
    if rencontre.nature in registres.audiences:
        audience = registres.audiences[rencontre.nature]
    return audience(rencontre).order_by("pk")


def prevenues(rencontre: Rencontre, *, instant: datetime) -> QuerySet[Personne]:
    """Return those of them whom one really writes to: nobody about what is over, nor before the
    promotion has started or once it is closed."""
    if rencontre.fin <= instant or rencontre.promotion.etat not in EN_MARCHE:
        return Personne.objects.none()
    return attendus(rencontre)


def a_qui_donner_les_dates(promotion: Promotion) -> QuerySet[Participation]:
    """Return the participations whose person receives her dates when the promotion starts."""
    return (
        Participation.objects.actives()
        .filter(binome__promotion=promotion, personne__in=joignables())
        .select_related("personne")
        .order_by("pk")
    )
