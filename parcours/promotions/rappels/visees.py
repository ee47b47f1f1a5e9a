"""The days that the delays of a kind of reminders designate, seen from the day one asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Q

from rameau.commun.temps import instant_de_paris


@dataclass(frozen=True, kw_only=True)
class Visee:
    """For each promotion, so many days before a thing (`apres`: after it) one is told on `jour`."""

    jour: date
    delais: Mapping[int, Sequence[int]]
    apres: bool

    @property
    def jours(self) -> set[date]:
        """The days on which a thing of some promotion is told on `jour`."""
        sens = -1 if self.apres else 1
        nombres = {n for jours in self.delais.values() for n in jours}
        return {self.jour + timedelta(days=sens * n) for n in nombres}

    def touche(self, promotion: int, le: date) -> bool:
        """Whether a thing of this day is told, in this promotion."""
        ecart = (self.jour - le if self.apres else le - self.jour).days
        return ecart in self.delais.get(promotion, ())

    def instants(self, champ: str) -> Q:
        """The rows whose instant may fall on one of these days: `touche` then decides."""
        if not self.jours:
            return Q(pk__in=[])
        fin = max(self.jours) + timedelta(days=1)
        return Q(
            **{
                f"{champ}__gte": instant_de_paris(min(self.jours), time()),
                f"{champ}__lt": instant_de_paris(fin, time()),
            }
        )
