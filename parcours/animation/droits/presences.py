"""Who may do what about presences."""

from parcours.animation.models import Presence
from parcours.animation.models.presences import attendus
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Participation, Rencontre
from rameau.comptes.models import Personne


def peut_tenir_les_presences(personne: Personne, rencontre: Rencontre) -> bool:
    """Rule: the équipe keeps the list of a rencontre that takes place, while its promotion is
    open."""
    return rencontre.annulee_le is None and peut_organiser(personne, rencontre.promotion)


def participation_attendue(personne: Personne, rencontre: Rencontre) -> Participation | None:
    """Rule: one signs, and is excused, for oneself, where one is expected: the promotion is open
    and the rencontre maintained. Return the participation that is expected, or None."""
    promotion = rencontre.promotion
    if rencontre.annulee_le is not None or promotion.etat == promotion.Etat.CLOSE:
        return None
    return attendus(rencontre).filter(personne=personne).first()


def peut_rattraper(personne: Personne, presence: Presence) -> bool:
    """Rule: one says for oneself that one has caught up."""
    return presence.participation.personne_id == personne.pk
