"""Presences, composed: per structure and per person, over the rencontres of a promotion, in a
constant number of queries. Facts only: never a rank."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.timezone import localdate

from parcours.animation.models import Inscription, Presence
from parcours.animation.models.presences import AVEC_PLACES
from parcours.promotions.lectures.promotions import binomes_de
from parcours.promotions.models import Binome, Participation, Promotion, Rencontre
from rameau.commun.compiled import compiled
from rameau.comptes.models import Personne

ATTENDUE = (
    Rencontre.Nature.SESSION,
    Rencontre.Nature.WEBINAIRE,
    Rencontre.Nature.VISITE,
    Rencontre.Nature.JOURNEE,
)


@dataclass(frozen=True, kw_only=True)
class CasePresence:
    """One structure at one rencontre: how many of its people came, and who did not."""

    venus: int
    attendus: int
    notes: int
    manquants: tuple[str, ...] = ()

    @property
    def etat(self) -> str:
        """`present`: at least one of the binôme came."""
        if not self.attendus:
            return "a-venir"
        if self.venus:
            return "present"
        return "absent" if self.notes == self.attendus else "a-faire"

    @property
    def libelle(self) -> str:
        if not self.attendus:
            return "personne n’était attendu"
        if not self.notes:
            return "à noter"
        return f"{self.venus} sur {self.attendus}"


@dataclass(frozen=True, kw_only=True)
class LignePresence:
    """A structure over the rencontres."""

    binome: Binome
    cases: tuple[CasePresence, ...]

    @property
    def representee(self) -> int:
        """At how many rencontres at least one of the binôme was."""
        return sum(case.venus > 0 for case in self.cases)


@dataclass(frozen=True, kw_only=True)
class PersonnePresence:
    """A person over the rencontres where she was expected."""

    participation: Participation
    venue: int
    attendue: int
    a_rattraper: int


@dataclass(frozen=True, kw_only=True)
class TableauDesPresences:
    """`tenues` are all those that took place; `rencontres` those of which presence is expected
    or noted, over which the counts are made."""

    tenues: list[tuple[Rencontre, int]]
    rencontres: list[Rencontre]
    lignes: list[LignePresence]
    personnes: list[PersonnePresence]


def etaient_attendus(
    rencontre: Rencontre, participations: Iterable[Participation]
) -> list[Participation]:
    """The same rule as `attendus`, over participations that are already read, of a rencontre read
    `avec_places`."""
    jour = localdate(rencontre.debut)
    places = rencontre.nature in AVEC_PLACES
    inscrites = {p.personne_id for p in rencontre.places} if places else set()  # type: ignore[attr-defined]
    return [
        p
        for p in participations
        if p.depuis <= jour
        and (p.jusqua is None or p.jusqua > jour)
        and (not places or p.personne_id in inscrites)
    ]


def places() -> "Prefetch[str, QuerySet[Inscription], str]":
    """Those who hold a place at a rencontre, as its `places`."""
    tenues = Inscription.objects.filter(etat=Inscription.Etat.INSCRITE).order_by("pk")
    return Prefetch("inscriptions", tenues, to_attr="places")


def avec_places(rencontres: Iterable[Rencontre]) -> list[Rencontre]:
    """Read, in one query, those who hold a place in the rencontres that have places."""
    lues = list(rencontres)
    prefetch_related_objects([r for r in lues if r.nature in AVEC_PLACES], places())
    return lues


@compiled
def _tenues(
    promotion: Promotion, instant: datetime, natures: tuple[str, ...]
) -> QuerySet[Rencontre]:
    """Those that have begun and where people are expected."""
    return (
        promotion.rencontres.maintenues()
        .filter(debut__lte=instant, nature__in=natures)
        .order_by("debut", "pk")
    )


@compiled
def _participations(promotion: Promotion) -> QuerySet[Participation]:
    return (
        Participation.objects.filter(binome__promotion=promotion)
        .select_related("personne", "binome__structure", "binome__territoire")
        .order_by("binome__rang", "place", "pk")
    )


@compiled
def _notees(promotion: Promotion) -> QuerySet[Presence]:
    return Presence.objects.filter(rencontre__promotion=promotion).order_by("pk")


def tableau_des_presences(
    promotion: Promotion,
    *,
    instant: datetime,
    natures: tuple[str, ...] = ATTENDUE,
    binomes: list[Binome] | None = None,
) -> TableauDesPresences:
    """Compose the presence of a promotion, structure by structure and person by person; `binomes`
    when they are already read, in their order."""
    tenues = avec_places(_tenues(promotion, instant, natures))
    parmi = {rencontre.pk for rencontre in tenues}
    participations = _participations(promotion)
    notees: dict[tuple[int, int], list[Presence]] = defaultdict(list)
    for presence in _notees(promotion):
        if presence.rencontre_id in parmi:
            notees[presence.rencontre_id, presence.participation_id].append(presence)
    venues = Counter(r for (r, _), siennes in notees.items() if est_venue(siennes))
    dites = {rencontre for rencontre, _ in notees}
    rencontres = [r for r in tenues if r.obligatoire or r.pk in dites]
    binomes = binomes_de(promotion) if binomes is None else binomes
    du_binome: dict[int, list[Participation]] = defaultdict(list)
    for participation in participations:
        du_binome[participation.binome_id].append(participation)
    return TableauDesPresences(
        tenues=[(r, venues[r.pk]) for r in tenues],
        rencontres=rencontres,
        lignes=[
            LignePresence(
                binome=binome,
                cases=tuple(_case(r, du_binome[binome.pk], notees) for r in rencontres),
            )
            for binome in binomes
        ],
        personnes=[
            personne
            for p in participations
            if (personne := _personne(p, rencontres, notees)).attendue
        ],
    )


def _case(
    rencontre: Rencontre,
    participations: list[Participation],
    notees: dict[tuple[int, int], list[Presence]],
) -> CasePresence:
    attendus = etaient_attendus(rencontre, participations)
    siennes = {p.pk: notees[rencontre.pk, p.pk] for p in attendus}
    return CasePresence(
        venus=sum(est_venue(presences) for presences in siennes.values()),
        attendus=len(attendus),
        notes=sum(bool(presences) for presences in siennes.values()),
        manquants=tuple(
            f"{p.personne} ({_dire(siennes[p.pk][0])})"
            for p in attendus
            if siennes[p.pk] and not est_venue(siennes[p.pk])
        ),
    )


def _dire(manquee: Presence) -> str:
    """« excuse », « absence, rattrapée »."""
    etat: str = manquee.get_etat_display()
    return f"{etat}, rattrapée" if manquee.rattrape_le else etat


def _personne(
    participation: Participation,
    rencontres: list[Rencontre],
    notees: dict[tuple[int, int], list[Presence]],
) -> PersonnePresence:
    siennes = [
        notees[r.pk, participation.pk] for r in rencontres if etaient_attendus(r, [participation])
    ]
    return PersonnePresence(
        participation=participation,
        venue=sum(est_venue(presences) for presences in siennes),
        attendue=len(siennes),
        a_rattraper=sum(
            bool(presences) and not est_venue(presences) and presences[0].rattrape_le is None
            for presences in siennes
        ),
    )


def est_venue(presences: Iterable[Presence]) -> bool:
    """Whether a person came: to one half-day at least, when presence is by half-days."""
    return any(presence.etat == Presence.Etat.PRESENT for presence in presences)


# --- one's own -------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class SesPresences:
    """What a person reads of her own presences: her latest participation in the promotion and,
    for each rencontre where she is or was expected, what is noted and whether it is over."""

    participation: Participation | None
    lignes: list[tuple[Rencontre, list[Presence], bool]]


def presences_de(personne: Personne, promotion: Promotion, *, instant: datetime) -> SesPresences:
    """Compose one's own presences over a promotion, in four queries."""
    participations = list(
        Participation.objects.filter(personne=personne, binome__promotion=promotion).order_by("-pk")
    )
    siennes: dict[int, list[Presence]] = defaultdict(list)
    for presence in (
        Presence.objects.visibles_par(personne)
        .filter(participation__in=participations)
        .order_by("-moment")
    ):
        siennes[presence.rencontre_id].append(presence)
    rencontres = avec_places(
        Rencontre.objects.visibles_par(personne)
        .filter(promotion=promotion, nature__in=ATTENDUE, annulee_le=None)
        .order_by("debut", "pk")
    )
    attendues = [r for r in rencontres if etaient_attendus(r, participations)]
    for rencontre in attendues:
        rencontre.promotion = promotion
    return SesPresences(
        participation=participations[0] if participations else None,
        lignes=[(r, siennes[r.pk], r.fin < instant) for r in attendues],
    )
