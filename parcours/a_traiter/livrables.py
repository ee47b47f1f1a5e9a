"""Works whose last day is over."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localdate

from parcours.a_traiter.sources import page_binome, page_promotion, qui, source
from parcours.models import Livrable, Promotion
from rameau.commun.registres import Fait
from rameau.commun.texte import date_courte


@source
def travaux_attendus(*, promotions: Iterable[Promotion], maintenant: datetime) -> list[Fait]:
    """Works not handed in whose last day is over, one line per work of a promotion."""
    en_retard = (
        Livrable.objects.filter(
            binome__promotion__in=promotions, remis_le=None, du_le__lt=localdate(maintenant)
        )
        .exclude(binome__promotion__etat=Promotion.Etat.PREPARATION)
        .select_related("binome__promotion", "binome__structure", "binome__territoire")
        .order_by("binome__promotion", "nature", "binome__rang")
    )
    groupes: dict[tuple[Promotion, str, date], list[Livrable]] = defaultdict(list)
    for travail in en_retard:
        cle = (travail.binome.promotion, travail.get_nature_display(), travail.du_le)
        groupes[cle].append(travail)
    faits = []
    for (promotion, nature, du_le), travaux in groupes.items():
        binomes = [travail.binome for travail in travaux]
        faits.append(
            Fait(
                texte=f"{promotion.nom} : {nature}, attendu le {date_courte(du_le)}, "
                f"pas encore remis par {qui(binomes)}.",
                url=page_binome(binomes[0])
                if len(binomes) == 1
                else f"{page_promotion(promotion)}#binomes",
                acte="Écrire au binôme" if len(binomes) == 1 else "Écrire aux binômes",
                echeance=du_le,
            )
        )
    return faits
