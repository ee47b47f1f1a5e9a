"""Works whose last day is over."""

from collections import defaultdict
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from parcours.a_traiter.sources import lues, page_binome, page_promotion, qui, source
from parcours.models import Livrable, Promotion
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait
from rameau.commun.texte import date_courte


@source
def travaux_attendus(*, promotion: Promotion | None, maintenant: datetime) -> list[Fait]:
    """Works not handed in whose last day is over, one line per work of a promotion."""
    groupes: dict[tuple[Promotion, str, date], list[Livrable]] = defaultdict(list)
    for travail in _en_retard(promotion, localdate(maintenant)):
        cle = (travail.binome.promotion, travail.get_nature_display(), travail.du_le)
        groupes[cle].append(travail)
    faits = []
    for (la_leur, nature, du_le), travaux in groupes.items():
        binomes = [travail.binome for travail in travaux]
        faits.append(
            Fait(
                texte=f"{la_leur.nom} : {nature}, attendu le {date_courte(du_le)}, "
                f"pas encore remis par {qui(binomes)}.",
                url=page_binome(binomes[0])
                if len(binomes) == 1
                else f"{page_promotion(la_leur)}#binomes",
                acte="Écrire au binôme" if len(binomes) == 1 else "Écrire aux binômes",
                echeance=du_le,
            )
        )
    return faits


@compiled
def _en_retard(promotion: Promotion | None, jour: date) -> QuerySet[Livrable]:
    return (
        Livrable.objects.filter(
            binome__promotion__in=lues(promotion), remis_le=None, du_le__lt=jour
        )
        .exclude(binome__promotion__etat=Promotion.Etat.PREPARATION)
        .select_related("binome__promotion", "binome__structure", "binome__territoire")
        .order_by("binome__promotion", "nature", "binome__rang")
    )
