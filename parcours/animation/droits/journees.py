"""Who may do what about the journée conclusive."""

from parcours.promotions.models import Rencontre
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_tenir_la_journee(personne: Personne, rencontre: Rencontre) -> bool:
    """Rule: the équipe, also once the promotion is closed: the synthesis is often written then."""
    return rencontre.nature == Rencontre.Nature.JOURNEE and personne.porte(Chapeau.EQUIPE)
