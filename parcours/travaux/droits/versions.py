"""Who may share, hand in and take back a work."""

from datetime import datetime, timedelta

from parcours.promotions.droits.promotions import est_du_binome
from parcours.travaux.droits.livrables import est_ouvert, peut_ecrire
from parcours.travaux.models import Livrable
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne

DELAI_DE_REPRISE = timedelta(hours=48)


def peut_partager(personne: Personne, livrable: Livrable) -> bool:
    """Rule: who writes a work chooses what of it is shared, and when."""
    return peut_ecrire(personne, livrable)


def peut_remettre(personne: Personne, livrable: Livrable) -> bool:
    """Rule: the binôme alone declares its work remis; the équipe may do it on its behalf."""
    return est_ouvert(livrable) and (
        personne.porte(Chapeau.EQUIPE) or est_du_binome(personne, livrable.binome)
    )


def peut_reprendre(personne: Personne, livrable: Livrable, instant: datetime) -> bool:
    """Rule: a member of the binôme takes its work back while there is time."""
    return reprise_ouverte(livrable, instant) and peut_ecrire(personne, livrable)


def reprise_ouverte(livrable: Livrable, instant: datetime) -> bool:
    """Rule: a work may be taken back until 48 hours after it was handed in, that instant
    included."""
    return livrable.remis_le is not None and instant <= livrable.remis_le + DELAI_DE_REPRISE
