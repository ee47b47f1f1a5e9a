"""Who may do what about the regards."""

from parcours.promotions.droits.promotions import est_coach_de, est_du_binome
from parcours.travaux.droits.livrables import est_ouvert
from parcours.travaux.models import Version
from parcours.travaux.models.livrables import Partage
from rameau.comptes.models import Personne


def peut_relire(personne: Personne, version: Version) -> bool:
    """Rule: the coach of the binôme, today, answers a version shared with her."""
    livrable = version.livrable
    return (
        version.partage >= Partage.COACH
        and est_ouvert(livrable)
        and est_coach_de(personne, livrable.binome)
    )


def peut_remercier(personne: Personne, version: Version) -> bool:
    """Rule: the members of the binôme say « merci, utile » of what their coach sent them."""
    return est_du_binome(personne, version.livrable.binome)
