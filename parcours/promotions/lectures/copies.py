"""A promotion taken as the pattern of another: its dates, from another first day.

Pure reading. Each row of the parcours takes the dates of its like in the promotion: the same stage,
the same nature, the same rank; the days are counted from the promotion's first.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.utils.timezone import localdate, localtime

from parcours.promotions.models import (
    Echeance,
    ModeleEcheance,
    ModeleRencontre,
    Parcours,
    Promotion,
)
from rameau.commun.temps import PARIS

T = TypeVar("T")

ECHEANCES = "echeances"
"""Where the registry of what a promotion also creates knows the dated rows of this floor."""


def dates_comme(promotion: Promotion, parcours: Parcours, debut: date) -> dict[str, Any]:
    """Return what `calculer` takes to make the dates of a promotion again from another first day,
    under its own version of the parcours or another. Five queries."""
    modeles = _par_rang(
        ModeleRencontre.objects.filter(etape__parcours=parcours)
        .select_related("etape")
        .order_by("jour", "pk"),
        lambda m: (m.etape.ordre, m.nature),
    )
    rencontres = _par_rang(
        promotion.rencontres.maintenues()
        .filter(etape__isnull=False)
        .select_related("etape")
        .order_by("debut", "pk"),
        lambda r: (r.etape.ordre, r.nature),
    )
    lignes = _par_rang(
        ModeleEcheance.objects.filter(etape__parcours=parcours)
        .select_related("etape")
        .order_by("pk"),
        lambda m: (m.etape.ordre, m.genre),
    )
    echeances = _par_rang(
        Echeance.objects.de(promotion).select_related("etape").order_by("modele_id"),
        lambda e: (e.etape.ordre, e.genre),
    )
    travaux = promotion.etapes.select_related("modele__livrable")
    ecart = debut - promotion.debut
    return {
        "debuts": {
            modele.pk: datetime.combine(
                localdate(rencontres[cle].debut) + ecart,
                localtime(rencontres[cle].debut).time(),
                PARIS,
            )
            for cle, modele in modeles.items()
            if cle in rencontres
        },
        "echeances": {
            etape.modele.livrable.nature: etape.livrable_du_le + ecart
            for etape in travaux.order_by("ordre")
            if etape.livrable_du_le is not None
        },
        "dates": {
            f"{ECHEANCES}-{modele.pk}": (
                echeances[cle].le + ecart,
                _plus_tard(echeances[cle].jusquau, ecart),
            )
            for cle, modele in lignes.items()
            if cle in echeances and bool(echeances[cle].jusquau) == bool(modele.ancre_fin)
        },
    }


def _plus_tard(jour: date | None, ecart: timedelta) -> date | None:
    return None if jour is None else jour + ecart


def _par_rang(objets: Iterable[T], famille: Any) -> dict[Any, T]:
    """Each thing under its family and its rank in it."""
    rangs: dict[Any, int] = defaultdict(int)
    trouves = {}
    for objet in objets:
        cle = famille(objet)
        trouves[*cle, rangs[cle]] = objet
        rangs[cle] += 1
    return trouves
