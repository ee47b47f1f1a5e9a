"""Who may do what about codev."""

from parcours.animation.models import AtelierCodev
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Promotion, Rencontre
from rameau.comptes.models import Personne


def peut_composer(personne: Personne, rencontre: Rencontre) -> bool:
    """Rule: the équipe composes the groups of a session that is not cancelled."""
    return (
        rencontre.nature == Rencontre.Nature.SESSION
        and rencontre.annulee_le is None
        and peut_organiser(personne, rencontre.promotion)
    )


def peut_remplir(personne: Personne, atelier: AtelierCodev) -> bool:
    """Rule: whoever reads a sheet (its people, their coaches, the équipe) fills it, until the
    promotion is closed."""
    return (
        atelier.rencontre.promotion.etat != Promotion.Etat.CLOSE
        and AtelierCodev.objects.visibles_par(personne).filter(pk=atelier.pk).exists()
    )
