"""Who may give more time."""

from parcours.travaux.droits.livrables import est_ouvert
from parcours.travaux.models import Livrable
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_prolonger(personne: Personne, livrable: Livrable) -> bool:
    """Rule: the équipe gives a binôme more time, until the promotion is closed."""
    return est_ouvert(livrable) and personne.porte(Chapeau.EQUIPE)
