"""The documents of this floor, room by room: one function each, one page of HTML each."""

from parcours.documents import (
    preparations,
    presences,
    trombinoscope,
    visites,
)

PIECES = (
    preparations,
    presences,
    trombinoscope,
    visites,
)


def inscrire() -> None:
    """Register the kinds of document of this app."""
    for piece in PIECES:
        piece.inscrire()
