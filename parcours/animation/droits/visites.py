"""Who may do what about the visites."""

from datetime import datetime

from parcours.animation.models import Inscription
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Promotion, Rencontre
from rameau.comptes.models import Personne


def peut_preparer_la_visite(personne: Personne, rencontre: Rencontre) -> bool:
    """Rule: the équipe of an open promotion says whom one meets, where, and how many may come."""
    return rencontre.nature == Rencontre.Nature.VISITE and peut_organiser(
        personne, rencontre.promotion
    )


def peut_rapporter(personne: Personne, inscription: Inscription, instant: datetime) -> bool:
    """Rule: who had a place says what she brings back, once the visite has begun."""
    rencontre = inscription.rencontre
    return (
        inscription.personne_id == personne.pk
        and inscription.etat == Inscription.Etat.INSCRITE
        and rencontre.nature == Rencontre.Nature.VISITE
        and rencontre.annulee_le is None
        and instant >= rencontre.debut
        and rencontre.promotion.etat != Promotion.Etat.CLOSE
    )
