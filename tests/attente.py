"""The one way tests wait: on a condition, with a deadline that only a fault reaches."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# In seconds, for every wait of every test: a slow machine is no fault.
DELAI = 60


def attendre(condition: Callable[[], T]) -> T:
    """Ask `condition` until it is true and return its value; fail after `DELAI` seconds."""
    fin = time.monotonic() + DELAI
    while not (valeur := condition()):
        if time.monotonic() > fin:
            raise AssertionError(f"condition non remplie en {DELAI} s : {condition}")
        time.sleep(0.02)
    return valeur
