"""Who may do what about the places of a rencontre."""

from parcours.animation.models import Inscription
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Promotion, Rencontre
from rameau.comptes.models import Personne

OUVERTES = (Rencontre.Nature.VISITE, Rencontre.Nature.WEBINAIRE, Rencontre.Nature.JOURNEE)


def peut_s_inscrire(personne: Personne, rencontre: Rencontre) -> bool:
    """Rule: a visite is for the catalyseurs of its promotion; a webinaire and the journée
    conclusive for all who see the promotion, while it is not closed."""
    promotion = rencontre.promotion
    if rencontre.nature not in OUVERTES or promotion.etat == Promotion.Etat.CLOSE:
        return False
    if rencontre.nature == Rencontre.Nature.VISITE:
        return personne.participations.filter(jusqua=None, binome__promotion=promotion).exists()
    return Promotion.objects.visibles_par(personne).filter(pk=promotion.pk).exists()


def peut_tenir_les_places(personne: Personne, rencontre: Rencontre) -> bool:
    """Rule: the équipe of an open promotion picks from the list, and acts for someone else."""
    return peut_organiser(personne, rencontre.promotion)


def peut_disposer_de(personne: Personne, inscription: Inscription) -> bool:
    """Rule: a person accepts, declines and withdraws for herself; the équipe for anyone."""
    return inscription.personne_id == personne.pk or peut_tenir_les_places(
        personne, inscription.rencontre
    )
