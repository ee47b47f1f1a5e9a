"""Who may do what to people's accounts; each predicate says its rule."""

from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_gerer_les_personnes(personne: Personne | None) -> bool:
    """Rule: the équipe invites, names and deactivates people; so does the machine (None), when
    a command loads data."""
    return personne is None or personne.porte(Chapeau.EQUIPE)


def peut_modifier_le_compte(personne: Personne | None, compte: Personne) -> bool:
    """Rule: an account (names, telephone, password) is changed by the person it belongs to, and
    by the machine when a command loads data."""
    return personne is None or personne.pk == compte.pk
