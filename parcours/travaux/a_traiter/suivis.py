"""Follow-ups whose day has come and that a binôme has not begun."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.promotions.a_traiter.sources import qui
from parcours.promotions.models import Binome, Promotion
from parcours.promotions.models.promotions import PROMOTIONS_SUIVIES
from parcours.travaux.models import Livrable, Suivi
from parcours.travaux.models.livrables import Nature
from parcours.travaux.models.suivis import Moment, moments_de
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait
from rameau.commun.temps import ajouter_mois
from rameau.comptes.models import Personne

RAPPELES = timedelta(days=60)
"""How long after its day a follow-up not begun is still told."""


def suivis_attendus(*, personne: Personne, maintenant: datetime) -> list[Fait]:
    """One line per promotion and moment; a promotion that is closed waits for nothing else."""
    if not personne.porte(Chapeau.EQUIPE):
        return []
    jour = localdate(maintenant)
    dus: dict[int, Moment] = {}
    finies = _finies(ajouter_mois(jour, -38), ajouter_mois(jour, -6))
    par_id = {promotion.pk: promotion for promotion in finies}
    for promotion in par_id.values():
        for moment in moments_de(promotion, aujourdhui=jour):
            if moment.venue and jour - moment.le <= RAPPELES:
                dus[promotion.pk] = moment
    if not dus:
        return []
    ecrits = set(
        Suivi.objects.filter(version__livrable__binome__promotion__in=dus)
        .order_by()
        .values_list("version__livrable__binome", "mois")
        .distinct()
    )
    attendus: dict[int, list[Binome]] = defaultdict(list)
    for livrable in (
        Livrable.objects.filter(
            binome__promotion__in=dus, nature=Nature.FEUILLE_DE_ROUTE, remis_le__isnull=False
        )
        .select_related("binome__structure", "binome__territoire")
        .order_by("binome__promotion", "binome__rang")
    ):
        pk = livrable.binome.promotion_id
        if (livrable.binome_id, dus[pk].mois) not in ecrits:
            attendus[pk].append(livrable.binome)
    return [
        Fait(
            texte=f"{par_id[pk].nom} : suivi à {dus[pk].libelle}, pas encore commencé par "
            f"{qui(binomes)}.",
            url=reverse("equipe:suivis", args=[par_id[pk].code]),
            acte="Voir le suivi",
            echeance=dus[pk].le,
        )
        for pk, binomes in attendus.items()
    ]


@compiled
def _finies(depuis: date, jusque: date) -> QuerySet[Promotion]:
    finies = Promotion.objects.filter(fin__gte=depuis, fin__lte=jusque).select_related("parcours")
    return finies.order_by("-fin", "-pk")[:PROMOTIONS_SUIVIES]


def inscrire() -> None:
    """Register the source of this room: a promotion that is closed, hence on no page of its own."""
    registres.a_traiter.inscrire("suivis", suivis_attendus)
