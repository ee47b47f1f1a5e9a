"""The presence to sign today."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from parcours.animation.lectures.presences import ATTENDUE
from parcours.animation.models import Presence
from parcours.promotions.models import Participation, Promotion, Rencontre
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.registres import Bloc, Place, Venue
from rameau.comptes.models import Personne


def a_signer(venue: Venue) -> Rencontre | None:
    """The rencontre of today where the person is expected and is not noted yet; one query.

    By half-days it stays until both are signed.
    """
    return _du_jour.first(venue.personne, venue.promotion, localdate(venue.instant))


@compiled
def _du_jour(personne: Personne, promotion: Promotion, jour: date) -> QuerySet[Rencontre]:
    sienne = Participation.objects.filter(
        Q(jusqua=None) | Q(jusqua__gt=jour),
        personne=personne,
        depuis__lte=jour,
        binome__promotion=OuterRef("promotion"),
    )
    notees = Presence.objects.filter(rencontre=OuterRef("pk"), participation__personne=personne)
    return (
        Rencontre.objects.visibles_par(personne)
        .maintenues()
        .filter(Exists(sienne), promotion=promotion, nature__in=ATTENDUE, debut__date=jour)
        .exclude(Exists(notees.filter(Q(moment="rencontre") | Q(moment="apres-midi"))))
        .select_related("etape", "promotion")
        .order_by("debut", "pk")[:1]
    )


def inscrire() -> None:
    """Register the block."""
    registres.accueils.inscrire(
        "catalyseur/presence",
        Bloc(
            chapeau=Chapeau.CATALYSEUR,
            place=Place.TETE,
            template="animation/accueils/a_signer.html",
            composer=a_signer,
        ),
    )
