"""Who may do what about the syntheses of sessions."""

from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Rencontre
from rameau.comptes.models import Personne


def peut_rediger(personne: Personne, rencontre: Rencontre) -> bool:
    """Rule: the équipe writes the synthesis of a session and publishes it."""
    return rencontre.nature == Rencontre.Nature.SESSION and peut_organiser(
        personne, rencontre.promotion
    )
