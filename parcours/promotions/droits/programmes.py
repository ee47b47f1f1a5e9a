"""Who may do what about the programmes and the parcours."""

from parcours.promotions.models import Parcours, Programme
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_tenir_le_programme(personne: Personne, programme: Programme) -> bool:
    """Rule: the équipe keeps the tasks of a programme; the committee reads them."""
    return personne.porte(Chapeau.EQUIPE) and programme.pk is not None


def peut_ecrire_le_parcours(personne: Personne, parcours: Parcours) -> bool:
    """Rule: the équipe writes a version of a parcours while it is a draft."""
    return personne.porte(Chapeau.EQUIPE) and parcours.brouillon


def peut_ouvrir_une_version(personne: Personne, parcours: Parcours) -> bool:
    """Rule: the équipe begins a new version from one that is published."""
    return personne.porte(Chapeau.EQUIPE) and not parcours.brouillon
