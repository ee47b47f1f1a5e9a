"""The mails of this app, room by room: each is rendered when it leaves, from the facts of then."""

from parcours.courriels import (
    alumni,
    candidatures,
    capitalisation,
    inscriptions,
    journees,
    livrables,
)

PIECES = (
    alumni,
    candidatures,
    capitalisation,
    inscriptions,
    journees,
    livrables,
)


def inscrire() -> None:
    """Register the kinds of mail of this app."""
    for piece in PIECES:
        piece.inscrire()
