"""The vote on the topic of stage 3, while it is open."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localtime

from parcours.animation.models import Scrutin
from parcours.promotions.models import Promotion
from rameau.commun import registres
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait, Venue
from rameau.commun.texte import date_longue


def vote_ouvert(venue: Venue) -> list[Fait]:
    """The vote of the promotion, if it is open."""
    scrutin = _scrutin.first(venue.promotion)
    if scrutin is None or not scrutin.est_ouvert(venue.instant):
        return []
    return [
        Fait(
            texte="Le vote sur le sujet de l’étape 3 est ouvert, jusqu’au "
            f"{date_longue(localtime(scrutin.ferme_le))}.",
            url=reverse("parcours:sujets", args=[venue.promotion.code]),
            acte="Voter",
        )
    ]


@compiled
def _scrutin(promotion: Promotion) -> QuerySet[Scrutin]:
    return Scrutin.objects.filter(promotion=promotion).order_by("pk")[:1]


def inscrire() -> None:
    """Register what is new for a binôme."""
    registres.nouvelles.inscrire("vote", vote_ouvert, rang=20)
