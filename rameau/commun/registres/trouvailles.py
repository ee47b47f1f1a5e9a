"""What may be found, read and loaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import QuerySet

if TYPE_CHECKING:
    from rameau.commun.recherche import Requete


from rameau.commun.registres.socle import Registre


# --- recherche: what a person may find, kind by kind ------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Trouvaille:
    """One thing found: its title, its page, what tells it from others, and its text if any."""

    titre: str
    url: str
    detail: str = ""
    texte: str = ""


class GenreDeRecherche(Protocol):
    """One kind of things that the search box finds.

    `chercher` returns, in order, those of the kind that the query finds among what `personne`
    may see (through `visibles_par` only), in one query; the page bounds it and counts it.
    """

    libelle: str
    icone: str

    def chercher(self, *, personne: Any, requete: "Requete") -> QuerySet[Any]: ...

    def presenter(self, trouve: Any) -> Trouvaille: ...


recherche: Registre[GenreDeRecherche] = Registre("recherche")


# --- ressources: what there is to read about something ------------------------------------------
class SourceDeRessources(Protocol):
    """Returns what `personne` may read about something that bears these tags, in this parcours
    (its title), the nearest first; a constant number of queries."""

    def __call__(
        self, *, personne: Any, etiquettes: Sequence[str], parcours: str
    ) -> list[Trouvaille]: ...


ressources: Registre[SourceDeRessources] = Registre("ressources")


# --- références and exemples: what the loading commands call, floor by floor -----------------
class Chargeur(Protocol):
    """Loads the app's part of the reference data; may run again without harm."""

    def __call__(self, *, donnees: Mapping[str, Any]) -> None: ...


references: Registre[Chargeur] = Registre("references")
