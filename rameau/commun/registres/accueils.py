"""What a person comes home to, and where she may go from any page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Protocol, TypeVar

from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres.equipe import Fait
from rameau.commun.registres.socle import Registre

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Venue:
    """Someone comes to her home: who, in which promotion (None without one), and when."""

    personne: Any
    promotion: Any
    instant: datetime
    _lus: dict[Callable[["Venue"], Any], Any] = field(default_factory=dict)

    def une_fois(self, lire: Callable[["Venue"], T]) -> T:
        """Return what `lire` reads for this home: once, however many blocks ask for it."""
        if lire not in self._lus:
            self._lus[lire] = lire(self)
        valeur: T = self._lus[lire]
        return valeur


# --- accueils: the blocks of the home of a hat ---------------------------------------------------
class Place(Enum):
    """Where a block stands on a home, from the top."""

    ENTETE = "entete"
    TETE = "tete"
    COTE_A_COTE = "cote_a_cote"
    CORPS = "corps"
    GRILLE = "grille"


class Composer(Protocol):
    """Compose what the template of a block shows, in a constant number of queries; None when
    there is nothing to show."""

    def __call__(self, venue: Venue) -> object | None: ...


@dataclass(frozen=True, kw_only=True)
class Bloc:
    """A block of the home of a hat; its template is given what is composed as `bloc`."""

    chapeau: Chapeau
    place: Place
    template: str
    composer: Composer


accueils: Registre[Bloc] = Registre("accueils")


# --- nouvelles: what has changed for a catalyseur ------------------------------------------------
class SourceDeNouvelles(Protocol):
    """Return what is new for the binôme of the person who comes, in one or two queries."""

    def __call__(self, venue: Venue) -> list[Fait]: ...


nouvelles: Registre[SourceDeNouvelles] = Registre("nouvelles")


# --- menus: the entries of the navigation --------------------------------------------------------
class Adresse(Protocol):
    """Return where an entry leads, in the promotion of the page (None without one); None when
    the entry is not for now."""

    def __call__(self, promotion: Any) -> str | None: ...


@dataclass(frozen=True, kw_only=True)
class EntreeDeMenu:
    """An entry of the navigation of these hats. `rayons` are the names of the routes, or the
    beginnings of addresses, of the pages that stand under it although they begin elsewhere."""

    chapeaux: tuple[Chapeau, ...]
    libelle: str
    icone: str
    adresse: Adresse
    rayons: tuple[str, ...] = ()


menus: Registre[EntreeDeMenu] = Registre("menus")
