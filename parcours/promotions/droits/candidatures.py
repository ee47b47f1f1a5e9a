"""Who may do what about the choice of the structures."""

from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import MembreComite, Promotion
from rameau.comptes.models import Personne


def peut_choisir(personne: Personne, promotion: Promotion) -> bool:
    """Rule: the équipe chooses the structures of a promotion that is not closed."""
    return peut_organiser(personne, promotion)


def siege_qui_endosse(personne: Personne, promotion: Promotion) -> MembreComite | None:
    """Rule: the list is endorsed by those who sit, today, at the committee of its programme,
    until the promotion is closed. Return the seat, or None."""
    if promotion.etat == promotion.Etat.CLOSE:
        return None
    return MembreComite.objects.filter(
        programme=promotion.programme_id, personne=personne, jusqua=None
    ).first()
