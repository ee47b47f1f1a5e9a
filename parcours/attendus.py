"""Who is told of a rencontre, and who is there to be told."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from parcours.models import Inscription, Participation, Promotion, Rencontre
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


def dite_de_vive_voix(rencontre: Rencontre) -> QuerySet[Personne]:
    """A bilatérale concerns one structure, which the équipe tells itself."""
    return Personne.objects.none()


def inscrites(rencontre: Rencontre) -> QuerySet[Personne]:
    """Those who hold a place, are offered one, or wait for one."""
    vivantes = Inscription.objects.vivantes().filter(rencontre=rencontre, personne=OuterRef("pk"))
    return joignables().filter(Exists(vivantes.order_by()))


# The natures of which not all the promotion is told.
ATTENDUS: dict[str, Callable[[Rencontre], QuerySet[Personne]]] = {
    Rencontre.Nature.BILATERALE: dite_de_vive_voix,
    Rencontre.Nature.VISITE: inscrites,
    Rencontre.Nature.WEBINAIRE: inscrites,
}


def attendus(rencontre: Rencontre) -> QuerySet[Personne]:
    """Return those who are told when this rencontre is planned, changes or is cancelled."""
    return ATTENDUS.get(rencontre.nature, toute_la_promotion)(rencontre).order_by("pk")


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
