"""What the agenda of a person holds, room by room: each source says what she may see now."""

from parcours.agenda import livrables, rencontres

PIECES = {"parcours.rencontres": rencontres.source, "parcours.livrables": livrables.source}


def inscrire() -> None:
    """Register the sources of this app, and what follows when someone accepts an invitation."""
    from parcours.actions.agenda import annoncer_les_dates_de
    from rameau.commun import registres

    for nom, source in PIECES.items():
        registres.agenda.inscrire(nom, source)
    registres.acceptations.inscrire("parcours.agenda", annoncer_les_dates_de)
