"""Who is reminded of what on a day, and why: what the équipe sees before, what is then sent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

from parcours.promotions.lectures.destinataires import joignables
from parcours.promotions.models import (
    EnvoiRappels,
    Participation,
    Promotion,
    RappelEcarte,
    ReglageRappel,
    Rencontre,
)
from rameau.commun import registres
from rameau.commun.registres import GenreDeRappel, Rappel
from rameau.commun.temps import instant_de_paris
from rameau.commun.texte import accorder
from rameau.comptes.models import Personne


@dataclass(frozen=True, kw_only=True)
class RappelPrevu:
    """One reminder of a day: its kind, why it is told that day, whether it was set aside and
    whether the message of the day has gone."""

    genre: str
    rappel: Rappel
    motif: str
    ecarte: bool
    personne: Personne | None = None
    parti: bool = False


def genres_de(promotion: Promotion) -> dict[str, GenreDeRappel]:
    """The kinds that may speak to a promotion: once it is closed, those that go on after."""
    return {
        nom: genre
        for nom, genre in registres.rappels.items()
        if genre.apres_cloture or promotion.etat != Promotion.Etat.CLOSE
    }


def delais_de(promotions: Iterable[Promotion]) -> dict[str, dict[int, Sequence[int]]]:
    """Return, for each kind, the days of each of these promotions where it is on; one query."""
    lues = list(promotions)
    reglages = {
        (r.promotion_id, r.genre): r
        for r in ReglageRappel.objects.filter(promotion__in=lues).order_by("pk")
    }
    delais: dict[str, dict[int, Sequence[int]]] = {nom: {} for nom, _ in registres.rappels.items()}
    for promotion in lues:
        for nom, genre in genres_de(promotion).items():
            reglage = reglages.get((promotion.pk, nom))
            if reglage is None:
                delais[nom][promotion.pk] = genre.jours
            elif reglage.actif and reglage.jours:
                delais[nom][promotion.pk] = reglage.jours
    return delais


def reglages_de(promotion: Promotion) -> dict[str, tuple[bool, list[int]]]:
    """Whether each kind that may speak to a promotion is on, and its days."""
    reglages = {r.genre: (r.actif, r.jours) for r in promotion.reglages_rappels.order_by("pk")}
    return {
        nom: reglages.get(nom, (True, list(genre.jours)))
        for nom, genre in genres_de(promotion).items()
    }


def prevoir_rappels(
    jour: date, *, promotions: Iterable[Promotion] | None = None
) -> list[RappelPrevu]:
    """Compose the reminders of a day, in a constant number of queries: what is not done on the
    day one asks, one line per person and thing, of the promotions that have started, unless some
    are given."""
    commencees = Promotion.objects.exclude(etat=Promotion.Etat.PREPARATION)
    if promotions is not None:
        commencees = commencees.filter(pk__in=[p.pk for p in promotions])
    lecture = Lecture(commencees.select_related("parcours", "scrutin").order_by("pk"), jour=jour)
    delais = delais_de(lecture.promotions.values())
    ecartes = set(
        RappelEcarte.objects.filter(jour=jour).order_by("pk").values_list("personne", "cle")
    )
    prevus: dict[tuple[int, str], RappelPrevu] = {}
    for nom, genre in registres.rappels.items():
        if not delais[nom]:
            continue
        for rappel in genre(jour=jour, delais=delais[nom], lecture=lecture):
            quoi = (rappel.personne_id, rappel.cle)
            prevus.setdefault(
                quoi,
                RappelPrevu(
                    genre=nom,
                    rappel=rappel,
                    motif=_motif(genre, rappel, jour),
                    ecarte=quoi in ecartes,
                ),
            )
    return sorted(prevus.values(), key=lambda p: (p.rappel.personne_id, p.rappel.date, p.genre))


def _motif(genre: GenreDeRappel, rappel: Rappel, jour: date) -> str:
    if rappel.date == jour:
        return f"{genre.libelle} (aujourd'hui)"
    nombre = accorder(abs((rappel.date - jour).days), "jour", "jours")
    return f"{genre.libelle} ({f'depuis {nombre}' if genre.apres else f'dans {nombre}'})"


def apercu_de(promotion: Promotion, jour: date) -> list[RappelPrevu]:
    """The reminders of a promotion on a day, with their people, by name."""
    prevus = prevoir_rappels(jour, promotions=[promotion])
    ids = {p.rappel.personne_id for p in prevus}
    personnes: Mapping[int, Personne] = Personne.objects.in_bulk(ids)
    partis = set(
        EnvoiRappels.objects.filter(jour=jour, personne__in=ids)
        .order_by("pk")
        .values_list("personne", flat=True)
    )
    avec = [
        RappelPrevu(
            genre=p.genre,
            rappel=p.rappel,
            motif=p.motif,
            ecarte=p.ecarte,
            personne=personnes[p.rappel.personne_id],
            parti=p.rappel.personne_id in partis,
        )
        for p in prevus
    ]
    return sorted(avec, key=lambda p: (p.personne.cle_de_tri if p.personne else "", p.rappel.date))


AVANT = timedelta(days=61)
"""A delay counts sixty days at most: nothing older is told."""


class Lecture:
    """The promotions a day's reminders may speak to (read with their parcours and their vote),
    their rencontres from two months before on, and their members who may be written to."""

    def __init__(self, promotions: Iterable[Promotion], *, jour: date) -> None:
        self.promotions = {promotion.pk: promotion for promotion in promotions}
        self.jour = jour

    @cached_property
    def rencontres(self) -> list[Rencontre]:
        """Those that take place, in order, with their promotion and their stage."""
        rencontres = list(
            Rencontre.objects.maintenues()
            .filter(
                promotion__in=self.promotions,
                debut__gte=instant_de_paris(self.jour - AVANT, time()),
            )
            .select_related("etape")
            .order_by("debut", "pk")
        )
        for rencontre in rencontres:
            rencontre.promotion = self.promotions[rencontre.promotion_id]
        return rencontres

    @property
    def sessions(self) -> list[Rencontre]:
        """The sessions among them."""
        return [r for r in self.rencontres if r.nature == Rencontre.Nature.SESSION]

    @cached_property
    def participations(self) -> Mapping[int, list[Participation]]:
        """The members of each promotion."""
        membres: dict[int, list[Participation]] = defaultdict(list)
        for participation in (
            Participation.objects.actives()
            .filter(binome__promotion__in=self.promotions, personne__in=joignables())
            .select_related("binome")
            .order_by("pk")
        ):
            membres[participation.binome.promotion_id].append(participation)
        return membres

    @cached_property
    def du_binome(self) -> Mapping[int, list[int]]:
        """The people of each binôme."""
        personnes: dict[int, list[int]] = defaultdict(list)
        for membres in self.participations.values():
            for participation in membres:
                personnes[participation.binome_id].append(participation.personne_id)
        return personnes

    def de_la_promotion(self, promotion: int) -> list[int]:
        """The people of a promotion."""
        return [p.personne_id for p in self.participations[promotion]]
