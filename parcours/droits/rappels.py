"""Who may do what about the reminders."""

from parcours.droits.promotions import peut_organiser
from parcours.models import Promotion
from rameau.comptes.models import Personne


def peut_regler_les_rappels(personne: Personne, promotion: Promotion) -> bool:
    """Rule: the équipe chooses what a promotion that is not closed is reminded of, and when."""
    return peut_organiser(personne, promotion)
