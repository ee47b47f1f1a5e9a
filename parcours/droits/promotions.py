"""Who may do what about promotions, their people and their rencontres."""

from parcours.models import Binome, Programme, Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_creer_une_promotion(personne: Personne) -> bool:
    """Rule: the équipe opens promotions."""
    return personne.porte(Chapeau.EQUIPE)


def peut_organiser(personne: Personne, promotion: Promotion) -> bool:
    """Rule: the équipe organises a promotion that is not closed."""
    return personne.porte(Chapeau.EQUIPE) and promotion.etat != Promotion.Etat.CLOSE


def vit_la_promotion(personne: Personne, promotion: Promotion) -> bool:
    """Rule: a promotion is lived by its catalyseurs, past ones included, their coachs and the
    équipe; the committee follows it from outside."""
    return (
        personne.porte(Chapeau.EQUIPE)
        or Promotion.objects.vecues_par(personne).filter(pk=promotion.pk).exists()
    )


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
