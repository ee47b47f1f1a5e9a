"""Who may do what to a territory; each predicate says its rule."""

from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne
from territoires.models import Territoire


def peut_confirmer(personne: Personne, territoire: Territoire) -> bool:
    """Rule: the équipe confirms or corrects a reading that leaves a doubt, once."""
    return (
        personne.porte(Chapeau.EQUIPE)
        and territoire.lecture_incertaine
        and territoire.confirme_le is None
    )


def peut_ajouter_une_structure(personne: Personne) -> bool:
    """Rule: the équipe makes structures and their territories known to the platform."""
    return personne.porte(Chapeau.EQUIPE)
