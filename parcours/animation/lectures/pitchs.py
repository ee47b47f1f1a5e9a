"""The running order of the pitchs: who, when, five minutes each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from parcours.animation.models import Pitch, TourDePitchs
from parcours.promotions.models import Binome, Promotion

MINUTES = 5


@dataclass(frozen=True)
class Passage:
    """A binôme in the running order; without a beginning as long as the équipe says none."""

    ordre: int
    binome: Binome
    pitch: Pitch | None
    reactions: int
    debut: datetime | None

    @property
    def fin(self) -> datetime | None:
        return self.debut + timedelta(minutes=MINUTES) if self.debut else None


def ordre_de_passage(promotion: Promotion, *, tour: TourDePitchs | None) -> list[Passage]:
    """The binômes of a promotion in their order: those of no pitch yet after the others."""
    visibles = Count("reactions", filter=Q(reactions__masquee_le=None))
    pitchs = {
        pitch.binome_id: pitch
        for pitch in Pitch.objects.filter(promotion=promotion)
        .select_related("diapositive")
        .annotate(combien=visibles)
        .order_by("ordre")
    }
    binomes = list(promotion.binomes.select_related("structure", "territoire").order_by("rang"))
    binomes.sort(key=lambda b: (pitchs[b.pk].ordre if b.pk in pitchs else 10**6, b.rang))
    passages = []
    for rang, binome in enumerate(binomes):
        binome.promotion = promotion
        pitch = pitchs.get(binome.pk)
        debut = tour.debut + timedelta(minutes=MINUTES * rang) if tour else None
        combien = pitch.combien if pitch else 0
        passages.append(Passage(rang + 1, binome, pitch, combien, debut))
    return passages


def tour_de(promotion: Promotion) -> TourDePitchs | None:
    """The round of a promotion, once the équipe has set it."""
    return TourDePitchs.objects.filter(promotion=promotion).first()


def tour_ouvert(code: str) -> TourDePitchs | None:
    """The round that takes the reactions of the room's guests under this code."""
    tour: TourDePitchs | None = (
        TourDePitchs.objects.filter(
            code=code.upper(), ouvert_le__isnull=False, clos_le__isnull=True
        )
        .select_related("promotion")
        .first()
    )
    return tour


def pitch_de(binome: Binome) -> Pitch | None:
    """The pitch of a binôme that came through its door, once something of it is written."""
    pitch: Pitch | None = (
        Pitch.objects.filter(binome=binome).select_related("diapositive", "modifie_par").first()
    )
    if pitch is not None:
        pitch.promotion, pitch.binome = binome.promotion, binome
    return pitch
