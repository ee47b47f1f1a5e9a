"""Who may do what about the reminders."""

from parcours.promotions.models import Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_regler_les_rappels(personne: Personne, promotion: Promotion) -> bool:
    """Rule: the équipe chooses what a promotion is reminded of, and when; once it is closed, the
    follow-up of its roadmaps goes on, and so do its reminders."""
    return personne.porte(Chapeau.EQUIPE) and promotion.pk is not None
