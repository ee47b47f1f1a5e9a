"""The pieces of a room, found where they stand: nothing lists them a second time.

An app gives its pieces from the folders (or modules) that bear these names; each module among
them that has an `inscrire` fills its registry, each that has DECLARATIONS says what its models hold
of people. `AppConfig.ready()` calls `inscrire_les_pieces`, and nothing else does.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from django.apps import AppConfig

from rameau.commun.registres import donnees_personnelles

PIECES = (
    "donnees",
    "courriels",
    "documents",
    "rappels",
    "agenda",
    "a_traiter",
    "recherche",
    "audiences",
    "gabarits",
    "dependances",
    "exports",
    "accueils",
    "menus",
)


def inscrire_les_pieces(app: AppConfig) -> None:
    """Fill the registries with the pieces of an app, in the order of PIECES and of names."""
    for piece in PIECES:
        for module in modules_de(f"{app.name}.{piece}"):
            for modele, declaration in getattr(module, "DECLARATIONS", {}).items():
                donnees_personnelles.inscrire(f"{app.label}.{modele}", declaration)
            inscrire = getattr(module, "inscrire", None)
            if inscrire is not None:
                inscrire()


def modules_de(nom: str) -> Iterator[ModuleType]:
    """The module of that name, if there is one, then those it holds when it is a package."""
    if find_spec(nom) is None:
        return
    module = import_module(nom)
    yield module
    for info in iter_modules(getattr(module, "__path__", ())):
        yield import_module(f"{nom}.{info.name}")
