"""The one way tests wait: on a condition, with a deadline."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def attendre(condition: Callable[[], T], delai: float = 10) -> T:
    """Ask `condition` until it is true and return its value; fail after `delai` seconds."""
    fin = time.monotonic() + delai
    while not (valeur := condition()):
        if time.monotonic() > fin:
            raise AssertionError(f"condition non remplie en {delai} s : {condition}")
        time.sleep(0.02)
    return valeur
