"""Who may do what: small predicates, each with its rule in words, used by actions, views and
templates alike. A predicate without its object raises; nothing fails open."""

from datetime import datetime, timedelta

from parcours.models import Binome, Livrable, Programme, Promotion, Version
from parcours.models.livrables import Partage
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


# --- promotions, binômes, rencontres -------------------------------------------------------
def peut_creer_une_promotion(personne: Personne) -> bool:
    """Rule: the équipe opens promotions."""
    return personne.porte(Chapeau.EQUIPE)


def peut_organiser(personne: Personne, promotion: Promotion) -> bool:
    """Rule: the équipe organises a promotion that is not closed."""
    return personne.porte(Chapeau.EQUIPE) and promotion.etat != Promotion.Etat.CLOSE


def peut_composer_le_comite(personne: Personne, programme: Programme) -> bool:
    """Rule: the équipe gives and ends the seats of the committee that follows a programme."""
    return personne.porte(Chapeau.EQUIPE) and programme.pk is not None


def peut_voir_les_coordonnees(personne: Personne, promotion: Promotion) -> bool:
    """Rule: phones and e-mails of a promotion's people are for its members, their coaches and
    the équipe; never for the committee."""
    return (
        personne.porte(Chapeau.EQUIPE)
        or personne.participations.filter(jusqua=None, binome__promotion=promotion).exists()
        or personne.binomes_suivis.filter(jusqua=None, binome__promotion=promotion).exists()
    )


def est_du_binome(personne: Personne, binome: Binome) -> bool:
    """Rule: a member is someone whose participation in the binôme has not been ended."""
    return binome.participations.actives().filter(personne=personne).exists()


def est_coach_de(personne: Personne, binome: Binome) -> bool:
    """Rule: the coach of a binôme is the one assigned to it today."""
    return binome.affectations.filter(coach=personne, jusqua=None).exists()


# --- livrables -------------------------------------------------------------------------------
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
    """Rule: a member of the binôme takes its work back until 48 hours after it was handed in,
    that instant included."""
    return (
        livrable.remis_le is not None
        and instant <= livrable.remis_le + DELAI_DE_REPRISE
        and peut_ecrire(personne, livrable)
    )


def peut_relire(personne: Personne, version: Version) -> bool:
    """Rule: the coach of the binôme, today, answers a version shared with her."""
    livrable = version.livrable
    return (
        version.partage >= Partage.COACH
        and _est_ouvert(livrable)
        and est_coach_de(personne, livrable.binome)
    )


def _est_ouvert(livrable: Livrable) -> bool:
    return livrable.binome.promotion.etat != Promotion.Etat.CLOSE
