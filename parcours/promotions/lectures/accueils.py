"""What several blocks of a home read: the binôme of who comes, what takes place next."""

from datetime import datetime

from django.db.models import QuerySet

from parcours.promotions.models import AffectationCoach, Binome, Participation, Promotion, Rencontre
from parcours.promotions.models.promotions import PROMOTIONS_SUIVIES
from rameau.commun.compiled import compiled
from rameau.commun.registres import Venue
from rameau.comptes.models import Personne

PROCHAINES = 4


def son_binome(venue: Venue) -> Binome:
    """The binôme of a member, in the promotion of her home; Http404 when she has none there."""
    binome = _son_binome.or_404(venue.personne, venue.promotion)
    binome.promotion = venue.promotion
    return binome


@compiled
def _son_binome(personne: Personne, promotion: Promotion) -> QuerySet[Binome]:
    siens = Binome.objects.de(personne).filter(promotion=promotion)
    return siens.select_related("structure", "territoire")


def rencontres_a_venir(venue: Venue) -> list[Rencontre]:
    """What takes place next in the promotion of the home, for all of it."""
    return _rencontres_a_venir(venue.promotion, venue.instant)


@compiled
def _rencontres_a_venir(promotion: Promotion, maintenant: datetime) -> QuerySet[Rencontre]:
    return (
        promotion.rencontres.maintenues()
        .communes()
        .filter(fin__gte=maintenant)
        .select_related("etape", "promotion")
        .order_by("debut", "pk")[:PROCHAINES]
    )


def prochaines(venue: Venue) -> list[Rencontre]:
    """What takes place next in all the promotions that the person sees."""
    return _prochaines(venue.personne, venue.instant)


@compiled
def _prochaines(personne: Personne, maintenant: datetime) -> QuerySet[Rencontre]:
    return (
        Rencontre.objects.visibles_par(personne)
        .maintenues()
        .filter(fin__gte=maintenant)
        .select_related("promotion", "etape")[:PROCHAINES]
    )


def binomes_suivis(venue: Venue) -> list[Binome]:
    """The binômes of a coach."""
    return _suivis(venue.personne)


@compiled
def _suivis(personne: Personne) -> QuerySet[Binome]:
    return (
        Binome.objects.suivis_par(personne)
        .select_related("structure", "territoire", "promotion")
        .order_by("promotion_id", "rang")
    )


def binomes_vecus(venue: Venue) -> list[Binome]:
    """The binômes of an alumni, the latest first."""
    return _vecus(venue.personne)


def des_promotions_closes(personne: Personne) -> QuerySet[Binome]:
    """Her binômes whose promotion is over."""
    return Binome.objects.de(personne).filter(promotion__etat=Promotion.Etat.CLOSE)


@compiled
def _vecus(personne: Personne) -> QuerySet[Binome]:
    return (
        des_promotions_closes(personne)
        .select_related("structure", "territoire", "promotion__parcours")
        .order_by("-promotion__debut", "pk")
    )


def promotions_ouvertes(venue: Venue) -> list[Promotion]:
    """The open ones that the person sees, to one more than those whose facts are told."""
    return _ouvertes(venue.personne)


@compiled
def _ouvertes(personne: Personne) -> QuerySet[Promotion]:
    return Promotion.objects.visibles_par(personne).ouvertes()[: PROMOTIONS_SUIVIES + 1]


def au_dela_des_suivies(venue: Venue) -> bool:
    """Say whether there are more of them than those whose facts are told."""
    return len(venue.une_fois(promotions_ouvertes)) > PROMOTIONS_SUIVIES


def coach_de(binome: Binome) -> Personne | None:
    """Her or his coach now."""
    affectation = _affectation(binome)
    return affectation[0].coach if affectation else None


@compiled
def _affectation(binome: Binome) -> QuerySet[AffectationCoach]:
    return binome.affectations.filter(jusqua=None).select_related("coach")


def membres_de(binome: Binome) -> list[Personne]:
    """Its members now, by place."""
    return [participation.personne for participation in _membres(binome)]


@compiled
def _membres(binome: Binome) -> QuerySet[Participation]:
    return binome.participations.actives().select_related("personne").order_by("place")
