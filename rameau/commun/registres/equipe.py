"""What waits for the équipe, and the lists it takes away."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from rameau.commun.exports import Tableau


from rameau.commun.registres.socle import Registre


# --- à traiter: facts that need a hand of the équipe, with the act at hand -------------------
@dataclass(frozen=True, kw_only=True)
class Fait:
    """One line of « À traiter »: what is the case, since when, and the page where to act."""

    texte: str
    url: str
    acte: str
    echeance: date | None = None
    urgent: bool = False


class SourceDeFaits(Protocol):
    """Returns the facts of one kind that `personne` may act upon; constant number of queries."""

    def __call__(self, *, personne: Any, maintenant: datetime) -> list[Fait]: ...


a_traiter: Registre[SourceDeFaits] = Registre("a_traiter")


class SourceDUnePromotion(Protocol):
    """The same, about one promotion."""

    def __call__(self, *, personne: Any, maintenant: datetime, promotion: Any) -> list[Fait]: ...


a_traiter_de_promotion: Registre[SourceDUnePromotion] = Registre("a_traiter_de_promotion")


# --- exports: the lists that the équipe takes away ---------------------------------------------
class Export(Protocol):
    """Composes a list as its page shows it: what the person may see, with the filter of the page,
    in a constant number of queries. It is given what the list is about (a programme, a
    promotion, a rencontre, nothing for the whole platform), then who asks."""

    def __call__(self, *de: Any) -> "Tableau[Any]": ...


# By what a list is about: « promotion/binomes », « rencontre/presences ».
exports: Registre[Export] = Registre("exports")
