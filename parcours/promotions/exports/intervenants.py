"""Those who speak or receive."""

from typing import Any

from parcours.promotions.exports.personnes import telephone
from parcours.promotions.lectures.intervenants import intervenants_de
from parcours.promotions.models import Intervenant
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def tous(demande: Demande) -> Tableau[Any]:
    """Those who speak or receive, by name or body if asked, with where each speaks."""
    return Tableau(
        titre="Intervenants",
        objets=intervenants_de(demande.personne, demande.filtre),
        colonnes={
            "Nom": lambda lui: lui.nom,
            "Prénom": lambda lui: lui.prenom,
            "Fonction": lambda lui: lui.fonction,
            "Organisme": lambda lui: lui.organisme,
            "Adresse électronique": lambda lui: lui.email,
            "Téléphone": lambda lui: telephone(lui.telephone),
            "En quelques mots": lambda lui: lui.presentation,
            "Rencontres": _rencontres,
        },
    )


def _rencontres(lui: Intervenant) -> str:
    """Where he or she speaks, one rencontre per line, by date."""
    siennes = {sequence.rencontre for sequence in lui.sequences.all()}
    return "\n".join(
        f"{une.titre} ({une.promotion.nom})" for une in sorted(siennes, key=lambda r: r.debut)
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("plateforme/intervenants", tous)
