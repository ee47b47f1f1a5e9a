"""What else happens to a promotion, its rencontres and its binômes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import QuerySet

from rameau.commun.registres.socle import Registre


# --- gabarits: parcours → what a promotion also creates ---------------------------------------
@dataclass(frozen=True, kw_only=True)
class DatePrevue:
    """A dated row that a promotion would also have: `cle` tells it from the others of its
    gabarit, `etape` is the rank of its stage; a window has its last day too."""

    cle: str
    etape: int
    genre: str
    titre: str
    le: date
    jusquau: date | None = None


class Gabarit(Protocol):
    """One kind of rows that a parcours holds beside its stages, rencontres and works.

    `prevoir` computes their dates from the promotion's first day and the day of each session (by
    rank of stage), in a constant number of queries; people may change them; `creer` writes them,
    inside the action that opens the promotion; `copier` gives a new version of the parcours, whose
    stages are already there, the rows of the former.
    """

    def prevoir(
        self, *, parcours: Any, debut: date, sessions: Mapping[int, date]
    ) -> list[DatePrevue]: ...

    def creer(self, *, par: Any, promotion: Any, dates: Sequence[DatePrevue]) -> None: ...

    def copier(self, *, depuis: Any, vers: Any) -> None: ...


gabarits: Registre[Gabarit] = Registre("gabarits")


# --- dependances: rencontre → what hangs on its date ------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Effet:
    """One thing that a rencontre takes along when it moves: its date before and after."""

    libelle: str
    avant: date | datetime
    apres: date | datetime


class Dependance(Protocol):
    """One kind of things that hang on the date of a rencontre.

    `prevoir` reads what would move with `rencontre` if it began at `debut`, in a constant number
    of queries; it raises RegleViolee when that cannot be. `appliquer` does it, inside the action,
    just before the rencontre itself moves.
    """

    def prevoir(self, *, rencontre: Any, debut: datetime) -> list[Effet]: ...

    def appliquer(
        self, *, par: Any, rencontre: Any, debut: datetime, instant: datetime
    ) -> None: ...


dependances: Registre[Dependance] = Registre("dependances")


# --- ouvertures, departs, clotures: what follows an act on a promotion and its binômes ------------
class ApresOuverture(Protocol):
    """Called inside the action by which `binome` takes its seat in a promotion."""

    def __call__(self, *, par: Any, binome: Any) -> object: ...


class ApresDepart(Protocol):
    """Called inside the action by which a `participation` ends."""

    def __call__(self, *, par: Any, participation: Any, instant: datetime) -> object: ...


class ApresCloture(Protocol):
    """Called inside the action by which a `promotion` is closed."""

    def __call__(self, *, par: Any, promotion: Any) -> None: ...


ouvertures: Registre[ApresOuverture] = Registre("ouvertures")
departs: Registre[ApresDepart] = Registre("departs")
clotures: Registre[ApresCloture] = Registre("clotures")


# --- audiences: nature of a rencontre → who is told of it ----------------------------------------
class Audience(Protocol):
    """Return the people who are told when `rencontre` is planned, changes or is cancelled."""

    def __call__(self, rencontre: Any) -> QuerySet[Any]: ...


audiences: Registre[Audience] = Registre("audiences")
