"""The mails of this app, room by room: each is rendered when it leaves, from the facts of then."""

from parcours.courriels import livrables, publications

PIECES = (livrables, publications)


def inscrire() -> None:
    """Register the kinds of mail of this app."""
    for piece in PIECES:
        piece.inscrire()
