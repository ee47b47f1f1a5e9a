"""A registry: named entries, in order."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registre(Generic[T]):
    """Named entries by their rank, then as they came; registering a name twice is an error."""

    def __init__(self, nom: str) -> None:
        self.nom = nom
        self._entrees: dict[str, T] = {}
        self._rangs: dict[str, int] = {}

    def inscrire(self, cle: str, valeur: T, *, rang: int = 0) -> None:
        if cle in self._entrees:
            raise ValueError(f"{self.nom}: « {cle} » est déjà inscrit")
        self._rangs[cle] = rang
        entrees = {**self._entrees, cle: valeur}
        self._entrees = {nom: entrees[nom] for nom in sorted(entrees, key=self._rangs.__getitem__)}

    def __getitem__(self, cle: str) -> T:
        return self._entrees[cle]

    def __contains__(self, cle: str) -> bool:
        return cle in self._entrees

    def __iter__(self) -> Iterator[T]:
        return iter(self._entrees.values())

    def items(self) -> Iterable[tuple[str, T]]:
        return self._entrees.items()
