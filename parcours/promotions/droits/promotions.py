"""Who may do what about promotions, their people and their rencontres."""

from django.db.models import QuerySet

from parcours.promotions.models import AffectationCoach, Binome, Participation, Programme, Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
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
    return personne.porte(Chapeau.EQUIPE) or bool(_vecue(personne, promotion.pk))


@compiled
def _vecue(personne: Personne, pk: int) -> QuerySet[Promotion, int]:
    vecues = Promotion.objects.vecues_par(personne).filter(pk=pk)
    return vecues.order_by().values_list("pk", flat=True)


def peut_composer_le_comite(personne: Personne, programme: Programme) -> bool:
    """Rule: the équipe gives and ends the seats of the committee that follows a programme."""
    return personne.porte(Chapeau.EQUIPE) and programme.pk is not None


def peut_voir_les_coordonnees(personne: Personne, promotion: Promotion) -> bool:
    """Rule: phones and e-mails of a promotion's people are for its members, their coaches and
    the équipe; never for the committee."""
    return (
        personne.porte(Chapeau.EQUIPE)
        or bool(_sieges(personne, promotion))
        or bool(_suivis(personne, promotion))
    )


@compiled
def _sieges(personne: Personne, promotion: Promotion) -> QuerySet[Participation, int]:
    sieges = personne.participations.filter(jusqua=None, binome__promotion=promotion)
    return sieges.order_by().values_list("pk", flat=True)


@compiled
def _suivis(personne: Personne, promotion: Promotion) -> QuerySet[AffectationCoach, int]:
    suivis = personne.binomes_suivis.filter(jusqua=None, binome__promotion=promotion)
    return suivis.order_by().values_list("pk", flat=True)


def est_du_binome(personne: Personne, binome: Binome) -> bool:
    """Rule: a member is someone whose participation in the binôme has not been ended."""
    return bool(_places(personne, binome))


@compiled
def _places(personne: Personne, binome: Binome) -> QuerySet[Participation, int]:
    siennes = binome.participations.actives().filter(personne=personne)
    return siennes.order_by().values_list("pk", flat=True)


def est_coach_de(personne: Personne, binome: Binome) -> bool:
    """Rule: the coach of a binôme is the one assigned to it today."""
    return bool(_affectations(personne, binome))


@compiled
def _affectations(personne: Personne, binome: Binome) -> QuerySet[AffectationCoach, int]:
    siennes = binome.affectations.filter(coach=personne, jusqua=None)
    return siennes.order_by().values_list("pk", flat=True)
