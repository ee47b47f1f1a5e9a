"""Who may do what about the volunteer of a community."""

from parcours.animation.models import Volontaire
from parcours.promotions.models import Participation, Promotion
from rameau.comptes.models import Personne


def peut_se_proposer(personne: Personne, participation: Participation) -> bool:
    """Rule: a catalyseur offers herself, while her promotion is open."""
    return (
        participation.personne_id == personne.pk
        and participation.jusqua is None
        and participation.binome.promotion.etat != Promotion.Etat.CLOSE
    )


def peut_se_retirer(personne: Personne, volontaire: Volontaire) -> bool:
    """Rule: who has offered herself may change her mind until the équipe has named her."""
    return (
        volontaire.participation.personne_id == personne.pk
        and volontaire.nomme_le is None
        and volontaire.fini_le is None
    )
