"""The calendar of a promotion, computed from its parcours before anything exists.

Pure reading: `calculer` proposes, people edit, `refuser` says what cannot be, `avertir` what
deserves a second look. Nothing here writes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

import holidays
from vacances_scolaires_france import SchoolHolidayDates, UnsupportedYearException

from parcours.promotions.models import ModeleRencontre, Parcours
from parcours.promotions.models.rencontres import Rencontre
from rameau.commun.erreurs import RegleViolee
from rameau.commun.registres import DatePrevue, gabarits
from rameau.commun.temps import PARIS, ajouter_mois


@dataclass(frozen=True, kw_only=True)
class RencontrePrevue:
    """A rencontre as it would be created: from which row of the template, when."""

    modele: ModeleRencontre
    debut: datetime
    fin: datetime


@dataclass(frozen=True, kw_only=True)
class TravailPrevu:
    """A work as it would be expected: the stage it belongs to, and its last day (inclusive)."""

    etape: int
    nature: str
    titre: str
    du_le: date


@dataclass(frozen=True, kw_only=True)
class Calendrier:
    """The nine months of a promotion, before they exist."""

    debut: date
    fin: date
    rencontres: tuple[RencontrePrevue, ...]
    travaux: tuple[TravailPrevu, ...]
    dates: Mapping[str, tuple[DatePrevue, ...]]

    def sessions(self) -> list[RencontrePrevue]:
        """The collective sessions, in the order of their stages."""
        return sorted(
            (r for r in self.rencontres if r.modele.nature == Rencontre.Nature.SESSION),
            key=lambda r: r.modele.etape.ordre,
        )

    def echeances(self) -> Iterator[tuple[str, DatePrevue]]:
        """What the promotion also has, each row under the name that tells it from all others."""
        for gabarit, dates in self.dates.items():
            for prevue in dates:
                yield f"{gabarit}-{prevue.cle}", prevue


def calculer(
    parcours: Parcours,
    debut: date,
    *,
    debuts: Mapping[int, datetime] | None = None,
    echeances: Mapping[str, date] | None = None,
    dates: Mapping[str, tuple[date, date | None]] | None = None,
) -> Calendrier:
    """Compute every date of a promotion that would begin on `debut`.

    `debuts` (by id of the template's row), `echeances` (by nature of work) and `dates` (by name
    of what the promotion also has, see `Calendrier.echeances`) replace what the template says; a
    work or a date not given is counted from the sessions as they now stand. Times are
    Europe/Paris; three queries, and those of each gabarit.
    """
    modeles = ModeleRencontre.objects.filter(etape__parcours=parcours).select_related(
        "etape__parcours"
    )
    rencontres = []
    for modele in modeles:
        commence = (debuts or {}).get(modele.pk) or datetime.combine(
            debut + timedelta(days=modele.jour), modele.heure, PARIS
        )
        rencontres.append(
            RencontrePrevue(
                modele=modele,
                debut=commence,
                fin=commence + timedelta(minutes=modele.duree_minutes),
            )
        )
    rencontres.sort(key=lambda r: (r.debut, r.modele.pk))
    sessions = {
        r.modele.etape.ordre: r.debut.astimezone(PARIS).date()
        for r in rencontres
        if r.modele.nature == Rencontre.Nature.SESSION
    }
    travaux = []
    for etape in parcours.etapes.select_related("livrable"):
        livrable = getattr(etape, "livrable", None)
        if livrable is None or etape.ordre + 1 not in sessions:
            continue
        prevu = sessions[etape.ordre + 1] - timedelta(days=livrable.jours_avant)
        travaux.append(
            TravailPrevu(
                etape=etape.ordre,
                nature=livrable.nature,
                titre=livrable.titre,
                du_le=(echeances or {}).get(livrable.nature) or prevu,
            )
        )
    return Calendrier(
        debut=debut,
        fin=ajouter_mois(debut, parcours.duree_mois),
        rencontres=tuple(rencontres),
        travaux=tuple(travaux),
        dates={
            nom: tuple(
                _donnee(prevue, (dates or {}).get(f"{nom}-{prevue.cle}"))
                for prevue in gabarit.prevoir(parcours=parcours, debut=debut, sessions=sessions)
            )
            for nom, gabarit in gabarits.items()
        },
    )


def _donnee(prevue: DatePrevue, dates: tuple[date, date | None] | None) -> DatePrevue:
    """The row with the dates people gave, if they gave some."""
    return prevue if dates is None else replace(prevue, le=dates[0], jusquau=dates[1])


def refuser(calendrier: Calendrier, *, aujourdhui: date) -> list[RegleViolee]:
    """Return what makes the calendar impossible: each refusal names its row as `constraint`."""
    refus = []
    if calendrier.debut < aujourdhui:
        refus.append(RegleViolee("La date de début est déjà passée.", constraint="debut"))
    for ligne in calendrier.rencontres:
        jour = ligne.debut.astimezone(PARIS).date()
        if not calendrier.debut <= jour <= calendrier.fin:
            refus.append(
                RegleViolee(
                    f"« {ligne.modele.titre} » tomberait hors des "
                    f"{ligne.modele.etape.parcours.duree_mois} mois de la promotion.",
                    constraint=f"rencontre-{ligne.modele.pk}",
                )
            )
    sessions = calendrier.sessions()
    for avant, apres in pairwise(sessions):
        if apres.debut < avant.fin:
            refus.append(
                RegleViolee(
                    f"« {apres.modele.titre} » viendrait avant la fin de « {avant.modele.titre} ».",
                    constraint=f"rencontre-{apres.modele.pk}",
                )
            )
    jours = {s.modele.etape.ordre: s.debut.astimezone(PARIS).date() for s in sessions}
    for travail in calendrier.travaux:
        precedente, suivante = jours.get(travail.etape), jours.get(travail.etape + 1)
        if (precedente and travail.du_le <= precedente) or (suivante and travail.du_le > suivante):
            refus.append(
                RegleViolee(
                    f"« {travail.titre} » serait attendu hors du temps entre ses deux sessions.",
                    constraint=f"travail-{travail.nature}",
                )
            )
    for nom, prevue in calendrier.echeances():
        if prevue.jusquau is not None and prevue.jusquau < prevue.le:
            refus.append(
                RegleViolee(
                    f"« {prevue.titre} » se fermerait avant de s'ouvrir.", constraint=f"date-{nom}"
                )
            )
    return refus


def avertir(jour: date, autres_jours: Sequence[date] = ()) -> list[str]:
    """Return what deserves a second look about a day: week-end, public holiday, school holidays
    of each zone, August, another thing on the same day. Sources: the libraries `holidays` and
    `vacances-scolaires-france` (official calendars)."""
    avis = []
    if jour.weekday() >= 5:
        avis.append("un samedi" if jour.weekday() == 5 else "un dimanche")
    ferie = _jours_feries(jour.year).get(jour)
    if ferie:
        avis.append(f"jour férié ({ferie})")
    zones = _zones_en_vacances(jour)
    if zones is None:
        avis.append("vacances scolaires pas encore connues")
    elif zones:
        avis.append(f"vacances scolaires (zone {', '.join(zones)})")
    if jour.month == 8:
        avis.append("en août")
    if list(autres_jours).count(jour) > 1:
        avis.append("deux choses ce jour-là")
    return avis


@cache
def _jours_feries(annee: int) -> dict[date, str]:
    return dict(holidays.France(years=annee, language="fr").items())


@cache
def _vacances() -> SchoolHolidayDates:
    return SchoolHolidayDates()


def _zones_en_vacances(jour: date) -> list[str] | None:
    try:
        return [zone for zone in "ABC" if _vacances().is_holiday_for_zone(jour, zone)]
    except UnsupportedYearException:
        return None
