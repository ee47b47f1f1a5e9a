"""The mails of this app, room by room: each is rendered when it leaves, from the facts of then."""

from parcours.courriels import (
    agenda,
    alumni,
    candidatures,
    capitalisation,
    inscriptions,
    journees,
    livrables,
    publications,
    rappels,
)

PIECES = (
    agenda,
    alumni,
    candidatures,
    capitalisation,
    inscriptions,
    journees,
    livrables,
    publications,
    rappels,
)


def inscrire() -> None:
    """Register the kinds of mail of this app."""
    for piece in PIECES:
        piece.inscrire()
