"""What several kinds of reminders read of the same promotions on the same day: each thing once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from functools import cached_property

from parcours.promotions.lectures.destinataires import joignables
from parcours.promotions.models import Participation, Promotion, Rencontre
from rameau.commun.temps import instant_de_paris

AVANT = timedelta(days=61)
"""A delay counts sixty days at most: nothing older is told."""


class Lecture:
    """The promotions a day's reminders may speak to (read with their parcours and their vote),
    their rencontres from two months before on, and their members who may be written to."""

    def __init__(self, promotions: Iterable[Promotion], *, jour: date) -> None:
        self.promotions = {promotion.pk: promotion for promotion in promotions}
        self.jour = jour

    @cached_property
    def rencontres(self) -> list[Rencontre]:
        """Those that take place, in order, with their promotion and their stage."""
        rencontres = list(
            Rencontre.objects.maintenues()
            .filter(
                promotion__in=self.promotions,
                debut__gte=instant_de_paris(self.jour - AVANT, time()),
            )
            .select_related("etape")
            .order_by("debut", "pk")
        )
        for rencontre in rencontres:
            rencontre.promotion = self.promotions[rencontre.promotion_id]
        return rencontres

    @property
    def sessions(self) -> list[Rencontre]:
        """The sessions among them."""
        return [r for r in self.rencontres if r.nature == Rencontre.Nature.SESSION]

    @cached_property
    def participations(self) -> Mapping[int, list[Participation]]:
        """The members of each promotion."""
        membres: dict[int, list[Participation]] = defaultdict(list)
        for participation in (
            Participation.objects.actives()
            .filter(binome__promotion__in=self.promotions, personne__in=joignables())
            .select_related("binome")
            .order_by("pk")
        ):
            membres[participation.binome.promotion_id].append(participation)
        return membres

    @cached_property
    def du_binome(self) -> Mapping[int, list[int]]:
        """The people of each binôme."""
        personnes: dict[int, list[int]] = defaultdict(list)
        for membres in self.participations.values():
            for participation in membres:
                personnes[participation.binome_id].append(participation.personne_id)
        return personnes

    def de_la_promotion(self, promotion: int) -> list[int]:
        """The people of a promotion."""
        return [p.personne_id for p in self.participations[promotion]]
