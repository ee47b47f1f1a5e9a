"""The facts of the programme, as its documents give them (`programme.yaml`)."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def programme() -> dict[str, Any]:
    """Return the reference data, read once per process."""
    text = (Path(__file__).parent / "programme.yaml").read_text(encoding="utf-8")
    donnees: dict[str, Any] = yaml.safe_load(text)
    return donnees
