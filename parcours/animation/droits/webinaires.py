"""Who may do what about a webinaire and its questions."""

from parcours.promotions.droits.promotions import vit_la_promotion
from parcours.promotions.models import Rencontre
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_suivre(personne: Personne, rencontre: Rencontre) -> bool:
    """Rule: the questions of a webinaire are for those who live the promotion together and the
    équipe; never for the committee."""
    return vit_la_promotion(personne, rencontre.promotion)


def peut_repondre(personne: Personne, rencontre: Rencontre) -> bool:
    """Rule: the équipe says what was answered, also once the promotion is closed: no question is
    left behind."""
    return personne.porte(Chapeau.EQUIPE) and rencontre.pk is not None
