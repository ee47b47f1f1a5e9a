"""What upper floors say of people: their hats, what each act told, what is kept of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Exists

from rameau.commun.registres.socle import Registre


# --- chapeaux: person → hats ---------------------------------------------------------------
class ChapeauFactuel(Protocol):
    """Returns the fact that gives the hat, as an Exists over `OuterRef("pk")` of a person."""

    def __call__(self) -> Exists: ...


chapeaux: Registre[ChapeauFactuel] = Registre("chapeaux")


# --- données personnelles: the nature of each field of each model ---------------------------
@dataclass(frozen=True, kw_only=True)
class Declaration:
    """Which fields of a model are personal, which are texts of people, which are technical.

    Each is a string of field names separated by spaces. A model that holds anything of people
    says besides, in the words of the page « Données personnelles », what it is, what it is kept
    for and until when.
    """

    personnelles: str = ""
    textes: str = ""
    techniques: str = ""
    quoi: str = ""
    pourquoi: str = ""
    duree: str = ""

    def tous(self) -> list[str]:
        return f"{self.personnelles} {self.textes} {self.techniques}".split()


class _DonneesPersonnelles(Registre[Declaration]):
    def technical_fields(self, label: str) -> frozenset[str]:
        """Return the fields the journal may show in clear; none for an undeclared model."""
        return frozenset(self[label].techniques.split()) if label in self else frozenset()


donnees_personnelles = _DonneesPersonnelles("donnees_personnelles")


# --- acceptations: what follows when someone accepts an invitation -----------------------------
class ApresAcceptation(Protocol):
    """Called inside the action by which `personne` accepts what was waiting for her."""

    def __call__(self, *, personne: Any, instant: datetime) -> None: ...


acceptations: Registre[ApresAcceptation] = Registre("acceptations")
