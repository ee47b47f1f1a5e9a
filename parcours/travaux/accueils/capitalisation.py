"""The words of a binôme that the équipe wishes to quote."""

from django.db.models import QuerySet
from django.urls import reverse

from parcours.promotions.lectures.accueils import son_binome
from parcours.promotions.models import Binome
from parcours.travaux.models import Citation
from rameau.commun import registres
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait, Venue
from rameau.commun.texte import accorder


def citations_demandees(venue: Venue) -> list[Fait]:
    """One line for all those that wait for an answer."""
    combien = len(_en_attente(venue.une_fois(son_binome)))
    if not combien:
        return []
    return [
        Fait(
            texte="Le RAMEAU souhaite citer "
            f"{accorder(combien, 'passage', 'passages')} de vos travaux : à vous de dire.",
            url=reverse("parcours:citations", args=[venue.promotion.code]),
            acte="Répondre",
        )
    ]


@compiled
def _en_attente(binome: Binome) -> QuerySet[Citation, int]:
    attendent = Citation.objects.en_attente().filter(version__livrable__binome=binome)
    return attendent.values_list("pk", flat=True).order_by("pk")


def inscrire() -> None:
    """Register what is new for a binôme."""
    registres.nouvelles.inscrire("citations", citations_demandees, rang=10)
