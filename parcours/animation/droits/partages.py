"""Who may do what about « À partager chez moi »."""

from parcours.promotions.droits.promotions import est_du_binome
from parcours.promotions.models import Binome, Rencontre
from rameau.comptes.models import Personne


def peut_raconter(personne: Personne, binome: Binome, rencontre: Rencontre) -> bool:
    """Rule: the members of a binôme, alumni included, tell a session of their promotion."""
    return (
        rencontre.nature == Rencontre.Nature.SESSION
        and rencontre.promotion_id == binome.promotion_id
        and est_du_binome(personne, binome)
    )
