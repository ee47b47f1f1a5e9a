"""Works whose last day is over."""

from collections import defaultdict
from datetime import date, datetime
from urllib.parse import quote

from django.db.models import QuerySet
from django.utils.timezone import localdate

from parcours.promotions.a_traiter.sources import (
    inscrire_source,
    lues,
    page_binome,
    page_promotion,
    qui,
    source,
)
from parcours.promotions.models import Participation, Promotion
from parcours.travaux.models import Livrable
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
    ensemble = {t.binome_id for ceux in groupes.values() for t in ceux if len(ceux) > 1}
    adresses = _adresses(ensemble) if ensemble else {}
    faits = []
    for (la_leur, nature, du_le), travaux in groupes.items():
        binomes = [travail.binome for travail in travaux]
        url, acte = page_binome(binomes[0]), "Écrire au binôme"
        if len(binomes) > 1:
            url, acte = f"{page_promotion(la_leur)}#binomes", "Voir les binômes"
            if ecrire_a := [a for binome in binomes for a in adresses[binome.pk]]:
                url, acte = _lettre(ecrire_a, nature), "Écrire aux binômes"
        faits.append(
            Fait(
                texte=f"{la_leur.nom} : {nature}, attendu le {date_courte(du_le)}, "
                f"pas encore remis par {qui(binomes)}.",
                url=url,
                acte=acte,
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


def _adresses(binomes: set[int]) -> dict[int, list[str]]:
    """The addresses of the members of each binôme."""
    adresses: dict[int, list[str]] = defaultdict(list)
    for binome, email in (
        Participation.objects.actives()
        .filter(binome__in=binomes)
        .order_by("binome", "place")
        .values_list("binome", "personne__email")
    ):
        adresses[binome].append(email)
    return adresses


def _lettre(adresses: list[str], sujet: str) -> str:
    """A mail to all of them, none seeing the others."""
    return f"mailto:?bcc={quote(','.join(adresses), safe='@,')}&subject={quote(sujet)}"


def inscrire() -> None:
    """Register the sources of this room."""
    inscrire_source("livrables", travaux_attendus)
