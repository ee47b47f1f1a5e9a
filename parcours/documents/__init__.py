"""The documents of this floor, room by room: one function each, one page of HTML each."""

from parcours.documents import (
    feuilles_de_route,
    pitchs,
    preparations,
    presences,
    trombinoscope,
    visites,
)

PIECES = (
    feuilles_de_route,
    pitchs,
    preparations,
    presences,
    trombinoscope,
    visites,
)


def inscrire() -> None:
    """Register the kinds of document of this app."""
    for piece in PIECES:
        piece.inscrire()
