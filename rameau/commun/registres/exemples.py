"""What the demonstration tells: chapters that each room writes about itself.

They stand in the `exemples` of the apps, which production neither imports nor ships.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from rameau.commun.registres.socle import Registre


class Recit(Protocol):
    """A promotion being told, as a chapter knows it: its équipe, its coachs by address, its
    binômes and their members by territory, and today (`instant`); `passe` days of it are lived."""

    equipe: Any
    coachs: Mapping[str, Any]
    promotion: Any
    binomes: Mapping[str, Any]
    dossiers: Mapping[str, Any]
    membres: dict[str, list[Any]]
    instant: datetime

    @property
    def passe(self) -> int: ...

    def le(self, jours: int, heure: int = 10, minute: int = 0) -> datetime: ...

    def jour(self, jours: int) -> date: ...


class Chapitre(Protocol):
    """Tell a chapter of a story, by the product's own actions."""

    def __call__(self, recit: Any, /) -> object: ...


# By the story they belong to: « close/pitchs », « en-cours/visites »; the rank says when.
exemples: Registre[Chapitre] = Registre("exemples")
