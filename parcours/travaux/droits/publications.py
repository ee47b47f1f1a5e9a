"""Who may answer a request to be public."""

from parcours.travaux.models import Publication
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_publier(personne: Personne, publication: Publication) -> bool:
    """Rule: the équipe reads what is to be public and answers the binôme that asks."""
    return personne.porte(Chapeau.EQUIPE) and publication.pk is not None
