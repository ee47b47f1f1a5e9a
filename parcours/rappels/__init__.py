"""The kinds of reminders of this app, room by room: only what is not done."""

from parcours.rappels import echeances, inscriptions, livrables, rencontres
from rameau.commun.registres import GenreDeRappel

PIECES: dict[str, GenreDeRappel] = {
    "travail-attendu": livrables.TravailAttendu(),
    "travail-depasse": livrables.TravailDepasse(),
    "session": rencontres.SessionAVenir(),
    "inscription": inscriptions.PlaceObtenue(),
    "parcours": echeances.DateDuParcours(),
}


def inscrire() -> None:
    """Register the kinds of reminders of this app."""
    from rameau.commun import registres

    for nom, genre in PIECES.items():
        registres.rappels.inscrire(nom, genre)
