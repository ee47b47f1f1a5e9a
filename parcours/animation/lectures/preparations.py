"""« Préparer la session N »: what the équipe needs in front of it, composed.

The freins are those of the versions that the reader may read; nothing of a work kept by its
binôme comes out here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from parcours.animation.lectures.rencontres import Moment, moments_de
from parcours.animation.models import AtelierCodev, PlaceCodev
from parcours.promotions.lectures.etapes import travail_attendu
from parcours.promotions.models import Binome, Etape, Promotion, Rencontre
from parcours.travaux.lectures.capitalisation import elements_partages
from parcours.travaux.models import Element, Livrable, Regroupement, Version
from rameau.commun.mots_proches import racines
from rameau.commun.texte import cle_de_tri
from rameau.comptes.models import Personne


@dataclass(frozen=True, kw_only=True)
class TravailAttendu:
    """Where a binôme is with the work expected for the session, and its last version that the
    reader may read."""

    binome: Binome
    livrable: Livrable | None
    version: Version | None


@dataclass(frozen=True, kw_only=True)
class Frein:
    """A frein as a shared version says it."""

    binome: Binome
    titre: str
    groupe: str
    etiquettes: tuple[str, ...]
    url: str


@dataclass(frozen=True, kw_only=True)
class FreinsRapproches:
    """Freins that bear one tag, or share a word."""

    theme: str
    freins: tuple[Frein, ...]

    @property
    def binomes(self) -> int:
        """How many binômes meet it."""
        return len({frein.binome.pk for frein in self.freins})


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """The page of a session being prepared."""

    rencontre: Rencontre
    attendu: Etape | None
    travaux: list[TravailAttendu]
    freins: list[FreinsRapproches]
    freins_isoles: list[Frein]
    entretemps: list[Rencontre]
    moments: list[Moment]
    ateliers: list[AtelierCodev]

    @property
    def partages(self) -> int:
        """How many binômes have shared the work expected."""
        return sum(travail.version is not None for travail in self.travaux)


def preparer(rencontre: Rencontre, personne: Personne) -> Preparation:
    """Gather what the session needs, as this person may see it; a constant number of queries."""
    binomes = binomes_de(rencontre)
    freins = freins_partages(rencontre.promotion, personne)
    rapproches, isoles = rapprocher(freins)
    attendu = travail_attendu(rencontre)
    return Preparation(
        rencontre=rencontre,
        attendu=attendu,
        travaux=_travaux(attendu, personne, binomes),
        freins=rapproches,
        freins_isoles=isoles,
        entretemps=_entretemps(rencontre),
        moments=moments_de(rencontre),
        ateliers=ateliers_de(rencontre),
    )


def binomes_de(rencontre: Rencontre) -> list[Binome]:
    """The binômes of the session's promotion, in their order."""
    binomes = list(
        rencontre.promotion.binomes.select_related("territoire", "structure").order_by("rang")
    )
    for binome in binomes:
        binome.promotion = rencontre.promotion
    return binomes


def ateliers_de(rencontre: Rencontre) -> list[AtelierCodev]:
    """The groups of a session with their binômes and their steps, in three queries."""
    places = PlaceCodev.objects.select_related("binome__territoire", "binome__structure")
    ateliers = list(
        rencontre.ateliers.prefetch_related(
            Prefetch("places", places.order_by("place")), "etapes"
        ).order_by("rang")
    )
    for atelier in ateliers:
        atelier.rencontre = rencontre
    return ateliers


def _travaux(
    attendu: Etape | None, personne: Personne, binomes: Sequence[Binome]
) -> list[TravailAttendu]:
    if attendu is None:
        return []
    livrables = {
        livrable.binome_id: livrable
        for livrable in Livrable.objects.visibles_par(personne)
        .filter(etape=attendu)
        .avec_etat()
        .order_by("pk")
    }
    versions = {
        version.livrable_id: version
        for version in Version.objects.visibles_par(personne)
        .filter(livrable__in=livrables.values())
        .defer("contenu")
        .order_by("livrable", "numero")
    }
    travaux = []
    for binome in binomes:
        livrable = livrables.get(binome.pk)
        version = versions.get(livrable.pk) if livrable else None
        if livrable:
            livrable.binome = binome
        if livrable and version:
            version.livrable = livrable
        travaux.append(TravailAttendu(binome=binome, livrable=livrable, version=version))
    return travaux


def _entretemps(rencontre: Rencontre) -> list[Rencontre]:
    """What takes place between the session before and this one."""
    autres = rencontre.promotion.rencontres.maintenues().filter(debut__lt=rencontre.debut)
    avant = autres.sessions().order_by("-debut").first()
    if avant is not None:
        autres = autres.filter(debut__gt=avant.debut)
    trouvees = list(autres.exclude(nature=Rencontre.Nature.SESSION).order_by("debut", "pk"))
    for autre in trouvees:
        autre.promotion = rencontre.promotion
    return trouvees


# --- freins: what the 12 have in common ------------------------------------------------------
def freins_partages(promotion: Promotion, personne: Personne) -> list[Frein]:
    """The freins of each binôme's latest bilan that this person may read, with the group that
    the capitalisation gathered each in; three queries."""
    regroupements = dict(
        Regroupement.objects.visibles_par(personne)
        .filter(promotion=promotion)
        .order_by()
        .values_list("pk", "titre")
    )
    return [
        Frein(
            binome=partage.binome,
            titre=partage.element.titre,
            groupe=regroupements.get(partage.regroupement or 0, ""),
            etiquettes=tuple(partage.etiquettes),
            url=partage.url,
        )
        for partage in elements_partages(promotion, personne)
        if partage.element.nature == Element.Nature.FREIN
    ]


def rapprocher(freins: Sequence[Frein]) -> tuple[list[FreinsRapproches], list[Frein]]:
    """Group the freins of several binômes: as the capitalisation did, then by tag, then by the
    word they share most. Return the groups, the widest first, and those nothing brings near."""
    groupes, restent = [], list(freins)
    for themes_de in (_groupe, _etiquettes, _mots):
        while True:
            theme, ensemble = _le_plus_partage(restent, themes_de)
            if not ensemble:
                break
            groupes.append(FreinsRapproches(theme=theme, freins=tuple(ensemble)))
            restent = [frein for frein in restent if frein not in ensemble]
    groupes.sort(key=lambda groupe: (-groupe.binomes, cle_de_tri(groupe.theme)))
    return groupes, restent


def _groupe(frein: Frein) -> dict[str, str]:
    return {frein.groupe: frein.groupe} if frein.groupe else {}


def _etiquettes(frein: Frein) -> dict[str, str]:
    return {cle_de_tri(etiquette): etiquette for etiquette in frein.etiquettes}


def _mots(frein: Frein) -> dict[str, str]:
    return racines(frein.titre)


def _le_plus_partage(
    freins: Sequence[Frein], themes_de: Callable[[Frein], dict[str, str]]
) -> tuple[str, list[Frein]]:
    """The theme that most binômes share, two at least, with its freins."""
    portes: dict[str, list[Frein]] = {}
    mots: dict[str, Counter[str]] = {}
    for frein in freins:
        for cle, mot in themes_de(frein).items():
            portes.setdefault(cle, []).append(frein)
            mots.setdefault(cle, Counter())[mot] += 1
    combien = {cle: len({frein.binome.pk for frein in portes[cle]}) for cle in portes}
    cle = min(portes, key=lambda cle: (-combien[cle], -len(portes[cle]), cle), default="")
    if not cle or combien[cle] < 2:
        return "", []
    return min(mots[cle], key=lambda mot: (-mots[cle][mot], mot)), portes[cle]


# --- codev groups: who would help whom -------------------------------------------------------
def proposer_groupes(
    binomes: Sequence[Binome],
    rapproches: Iterable[FreinsRapproches],
    ont_expose: frozenset[int] = frozenset(),
) -> list[list[Binome]]:
    """Cut the binômes in groups of three or four, those whose freins meet being together.

    The first of each group is the one to present: who has not yet, then who shares the most.
    """
    communs: dict[int, set[str]] = {binome.pk: set() for binome in binomes}
    for groupe in rapproches:
        for frein in groupe.freins:
            communs.get(frein.binome.pk, set()).add(groupe.theme)
    restent = sorted(binomes, key=lambda b: (-len(communs[b.pk]), b.rang))
    groupes = []
    for taille in _tailles(len(restent)):
        reunis = [restent.pop(0)]
        while len(reunis) < taille:
            themes = set().union(*(communs[b.pk] for b in reunis))
            proche = max(restent, key=lambda b: (len(communs[b.pk] & themes), -b.rang))
            restent.remove(proche)
            reunis.append(proche)
        reunis.sort(key=lambda b: (b.pk in ont_expose, -len(communs[b.pk]), b.rang))
        groupes.append(reunis)
    return groupes


def _tailles(combien: int) -> list[int]:
    """Threes, some made fours: 12 is four threes, 11 is two fours and a three."""
    if combien < 2:
        return []
    groupes = max(combien // 3, -(-combien // 4))
    base, reste = divmod(combien, groupes)
    return [base + 1] * reste + [base] * (groupes - reste)


def themes_des_binomes(rapproches: Iterable[FreinsRapproches]) -> Mapping[int, list[str]]:
    """What each binôme shares with others: binôme id → themes."""
    themes: dict[int, list[str]] = {}
    for groupe in rapproches:
        for pk in dict.fromkeys(frein.binome.pk for frein in groupe.freins):
            themes.setdefault(pk, []).append(groupe.theme)
    return themes
