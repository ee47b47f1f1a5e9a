"""The kinds of reminders of this app, room by room: only what is not done."""

from parcours.rappels import (
    capitalisation,
    echeances,
    inscriptions,
    livrables,
    presences,
    rencontres,
    retours,
    suivis,
    sujets,
)
from rameau.commun.registres import GenreDeRappel

PIECES: dict[str, GenreDeRappel] = {
    "travail-attendu": livrables.TravailAttendu(),
    "travail-depasse": livrables.TravailDepasse(),
    "regard": retours.RegardAttendu(),
    "session": rencontres.SessionAVenir(),
    "inscription": inscriptions.PlaceObtenue(),
    "offre": inscriptions.PlaceOfferte(),
    "signature": presences.SignatureManquante(),
    "rattrapage": presences.RattrapageOuvert(),
    "vote-ouvre": sujets.VoteQuiOuvre(),
    "vote-ferme": sujets.VoteQuiFerme(),
    "citation": capitalisation.CitationDemandee(),
    "parcours": echeances.DateDuParcours(),
    "suivi": suivis.SuiviAttendu(),
    "suivi-depasse": suivis.SuiviDepasse(),
}


def inscrire() -> None:
    """Register the kinds of reminders of this app."""
    from rameau.commun import registres

    for nom, genre in PIECES.items():
        registres.rappels.inscrire(nom, genre)
