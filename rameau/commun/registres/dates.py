"""What a person has at a date, and what is not done yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from rameau.commun.registres.socle import Registre


# --- agenda: what a person has at a date ---------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class RendezVous:
    """One line of an agenda: at an hour (`debut` and `fin` are instants) or all day long (both
    are dates, the last one included).

    `cle` never changes for the same thing (the UID of calendars), `revision` rises with each
    change of it (their SEQUENCE). Nothing of other people stands in it.
    """

    cle: str
    titre: str
    debut: datetime | date
    fin: datetime | date
    url: str
    nature: str
    libelle: str
    lieu: str = ""
    lien: str = ""
    etape: int | None = None
    revision: int = 0
    annule: bool = False
    attendu: bool = False
    description: str = ""

    @property
    def journee(self) -> bool:
        """Whether it takes days rather than hours."""
        return not isinstance(self.debut, datetime)


class SourceDAgenda(Protocol):
    """Returns what `personne` has between two days, both included, as she may see it now; a
    constant number of queries."""

    def __call__(self, *, personne: Any, du: date, au: date) -> list[RendezVous]: ...


agenda: Registre[SourceDAgenda] = Registre("agenda")


# --- rappels: what is not done yet, told to whom it belongs -------------------------------------
@dataclass(frozen=True, kw_only=True)
class Rappel:
    """One reminder: to whom, of what (`cle` names the thing and never changes), the act at hand."""

    personne_id: int
    promotion_id: int
    cle: str
    texte: str
    url: str
    acte: str
    date: date


class GenreDeRappel(Protocol):
    """One kind of reminders, about what is NOT done.

    `delais` says, for each promotion where the kind is on, how many days before the date (or
    after it, when `apres`) one is told; `jours` is what a promotion begins with. A kind that is
    `apres_cloture` goes on once the promotion is closed. The call returns those of one day, in a
    constant number of queries; `lecture` holds what the kinds read together of the promotions
    (`parcours.promotions.lectures.lectures_de_rappels.Lecture`).
    """

    libelle: str
    apres: bool
    apres_cloture: bool
    jours: tuple[int, ...]

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Any
    ) -> list[Rappel]: ...


rappels: Registre[GenreDeRappel] = Registre("rappels")
