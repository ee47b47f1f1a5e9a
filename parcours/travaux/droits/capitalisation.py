"""Who may do what about what the 12 have in common."""

from parcours.promotions.droits.promotions import est_du_binome
from parcours.promotions.models import Promotion
from parcours.travaux.models import Citation
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_capitaliser(personne: Personne, promotion: Promotion) -> bool:
    """Rule: the équipe groups and names what the structures share, also once the promotion is
    closed: what was learnt is gathered then."""
    return personne.porte(Chapeau.EQUIPE) and promotion.pk is not None


def peut_repondre(personne: Personne, citation: Citation) -> bool:
    """Rule: the binôme whose words they are says whether they may be quoted, and may change its
    mind at any time."""
    return est_du_binome(personne, citation.version.livrable.binome)
