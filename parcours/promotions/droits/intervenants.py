"""Who may do what about the intervenants."""

from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_tenir_les_intervenants(personne: Personne) -> bool:
    """Rule: the équipe keeps the list of those who speak or receive."""
    return personne.porte(Chapeau.EQUIPE)
