"""Who may do what about the works."""

from datetime import datetime, timedelta

from parcours.promotions.droits.promotions import est_coach_de, est_du_binome
from parcours.promotions.models import Promotion
from parcours.travaux.models import Livrable, Publication, Version
from parcours.travaux.models.livrables import Partage
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne

DELAI_DE_REPRISE = timedelta(hours=48)


def peut_ecrire(personne: Personne, livrable: Livrable) -> bool:
    """Rule: the members of the binôme write their work, alone, until the promotion is closed."""
    return _est_ouvert(livrable) and est_du_binome(personne, livrable.binome)


def peut_partager(personne: Personne, livrable: Livrable) -> bool:
    """Rule: who writes a work chooses what of it is shared, and when."""
    return peut_ecrire(personne, livrable)


def peut_remettre(personne: Personne, livrable: Livrable) -> bool:
    """Rule: the binôme alone declares its work remis; the équipe may do it on its behalf."""
    return _est_ouvert(livrable) and (
        personne.porte(Chapeau.EQUIPE) or est_du_binome(personne, livrable.binome)
    )


def peut_reprendre(personne: Personne, livrable: Livrable, instant: datetime) -> bool:
    """Rule: a member of the binôme takes its work back while there is time."""
    return reprise_ouverte(livrable, instant) and peut_ecrire(personne, livrable)


def reprise_ouverte(livrable: Livrable, instant: datetime) -> bool:
    """Rule: a work may be taken back until 48 hours after it was handed in, that instant
    included."""
    return livrable.remis_le is not None and instant <= livrable.remis_le + DELAI_DE_REPRISE


def peut_relire(personne: Personne, version: Version) -> bool:
    """Rule: the coach of the binôme, today, answers a version shared with her."""
    livrable = version.livrable
    return (
        version.partage >= Partage.COACH
        and _est_ouvert(livrable)
        and est_coach_de(personne, livrable.binome)
    )


def peut_remercier(personne: Personne, version: Version) -> bool:
    """Rule: the members of the binôme say « merci, utile » of what their coach sent them."""
    return est_du_binome(personne, version.livrable.binome)


def peut_prolonger(personne: Personne, livrable: Livrable) -> bool:
    """Rule: the équipe gives a binôme more time, until the promotion is closed."""
    return _est_ouvert(livrable) and personne.porte(Chapeau.EQUIPE)


def peut_publier(personne: Personne, publication: Publication) -> bool:
    """Rule: the équipe reads what is to be public and answers the binôme that asks."""
    return personne.porte(Chapeau.EQUIPE) and publication.pk is not None


def _est_ouvert(livrable: Livrable) -> bool:
    return livrable.binome.promotion.etat != Promotion.Etat.CLOSE
