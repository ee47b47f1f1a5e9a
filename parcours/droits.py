"""Who may do what: small predicates, each with its rule in words, used by actions, views and
templates alike. A predicate without its object raises; nothing fails open."""

from parcours.models import Binome, Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


# --- promotions, binômes, rencontres -------------------------------------------------------
def peut_creer_une_promotion(personne: Personne) -> bool:
    """Rule: the équipe opens promotions."""
    return personne.porte(Chapeau.EQUIPE)


def peut_organiser(personne: Personne, promotion: Promotion) -> bool:
    """Rule: the équipe organises a promotion that is not closed."""
    return personne.porte(Chapeau.EQUIPE) and promotion.etat != Promotion.Etat.CLOSE


def est_du_binome(personne: Personne, binome: Binome) -> bool:
    """Rule: a member is someone whose participation in the binôme has not been ended."""
    return binome.participations.actives().filter(personne=personne).exists()


def est_coach_de(personne: Personne, binome: Binome) -> bool:
    """Rule: the coach of a binôme is the one assigned to it today."""
    return binome.affectations.filter(coach=personne, jusqua=None).exists()
