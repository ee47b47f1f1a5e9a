"""What every source of « À traiter » shares: which promotions it reads, how it names people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import wraps

from django.db.models import QuerySet
from django.urls import reverse

from parcours.promotions.models import Binome, Promotion
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import Fait
from rameau.commun.texte import accorder
from rameau.comptes.models import Personne

NOMMES = 2

Source = Callable[..., list[Fait]]


def source(function: Source) -> Source:
    """A source speaks to the équipe alone, about its latest open promotions unless one is given.

    The home page says so when there are more of them than PROMOTIONS_SUIVIES.
    """

    @wraps(function)
    def run(
        *, personne: Personne, maintenant: datetime, promotion: Promotion | None = None
    ) -> list[Fait]:
        if not personne.porte(Chapeau.EQUIPE):
            return []
        if promotion is not None and promotion.etat == Promotion.Etat.CLOSE:
            return []
        return function(promotion=promotion, maintenant=maintenant)

    return run


def lues(promotion: Promotion | None) -> QuerySet[Promotion]:
    """The promotions a source reads, to be put in its query: one, or those that are followed."""
    if promotion is not None:
        return Promotion.objects.filter(pk=promotion.pk).order_by()
    return Promotion.objects.filter(pk__in=Promotion.objects.suivies().values("pk")).order_by()


def qui(binomes: list[Binome]) -> str:
    """« Lyon », « Lyon et Paris », « 5 structures »."""
    if len(binomes) > NOMMES:
        return accorder(len(binomes), "structure", "structures")
    return " et ".join(binome.nom for binome in binomes)


def page_promotion(promotion: Promotion) -> str:
    """The page where the équipe conducts a promotion."""
    return reverse("equipe:promotion", args=[promotion.code])


def page_binome(binome: Binome) -> str:
    """The page where the équipe looks after a binôme."""
    return reverse("equipe:binome", args=[binome.promotion.code, binome.pk])


def inscrire_source(nom: str, source: Source) -> None:
    """Register a source made by `source`, for the home of the équipe and each promotion's page."""
    registres.a_traiter.inscrire(nom, source)
    registres.a_traiter_de_promotion.inscrire(nom, source)


def faits_de(promotion: Promotion, *, personne: Personne, maintenant: datetime) -> list[Fait]:
    """Return what one promotion waits for, urgent first, then by date; its name goes unsaid."""
    faits = [
        replace(fait, texte=fait.texte.removeprefix(promotion.nom).lstrip(" :,"))
        for source in registres.a_traiter_de_promotion
        for fait in source(personne=personne, maintenant=maintenant, promotion=promotion)
    ]
    return sorted(faits, key=lambda f: (not f.urgent, f.echeance or date.max, f.texte))
