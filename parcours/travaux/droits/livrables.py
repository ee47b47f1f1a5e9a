"""Who may do what about the works."""

from parcours.promotions.droits.promotions import est_du_binome
from parcours.promotions.models import Promotion
from parcours.travaux.models import Livrable
from rameau.comptes.models import Personne


def peut_ecrire(personne: Personne, livrable: Livrable) -> bool:
    """Rule: the members of the binôme write their work, alone, until the promotion is closed."""
    return est_ouvert(livrable) and est_du_binome(personne, livrable.binome)


def est_ouvert(livrable: Livrable) -> bool:
    """Say whether its promotion is not over."""
    return livrable.binome.promotion.etat != Promotion.Etat.CLOSE
