"""The follow-up of a roadmap's actions: its moments, its lines, and what was said last."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, F

from parcours.promotions.models import Binome, Promotion, RappelEnvoye
from parcours.travaux.lectures.contenus import Contenu, contenu_pour
from parcours.travaux.lectures.feuilles_de_route import Action, composer
from parcours.travaux.models import Element, Suivi, Version
from parcours.travaux.models.livrables import Nature
from parcours.travaux.models.suivis import Moment, moments_de
from rameau.comptes.models import Personne


@dataclass(frozen=True)
class Ligne:
    """An action, what is said of it at this moment, and what was said before."""

    action: Action
    suivi: Suivi | None
    precedent: Suivi | None


def lignes(version: Version, mois: int, *, personne: Personne) -> list[Ligne]:
    """The actions of a roadmap as the person may read it, with what is said of each."""
    suivis: dict[int, dict[int, Suivi]] = defaultdict(dict)
    for suivi in (
        Suivi.objects.visibles_par(personne)
        .filter(version=version, mois__lte=mois)
        .select_related("ecrit_par")
        .order_by("mois")
    ):
        suivis[suivi.action][suivi.mois] = suivi
    return [
        Ligne(
            action=action,
            suivi=suivis[action.id].get(mois),
            precedent=next((s for m, s in reversed(suivis[action.id].items()) if m < mois), None),
        )
        for action in composer(version, personne=personne).actions
    ]


def derniers_suivis(versions: Iterable[Version], *, personne: Personne) -> dict[int, Suivi]:
    """What was said last of each action, by the id of its element: the end of the thread."""
    suivis = Suivi.objects.visibles_par(personne).filter(version__in=versions).order_by("mois")
    return {suivi.action: suivi for suivi in suivis}


# --- where things stand ----------------------------------------------------------------------
@dataclass(frozen=True)
class Case:
    """At a moment, how many actions of a binôme are said, and in which states; for the équipe,
    by whom, and who was reminded of it."""

    version_id: int
    moment: Moment
    dites: int
    total: int
    etats: tuple[tuple[str, str, int], ...]
    auteurs: tuple[str, ...] = ()
    rappeles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rangee:
    """A binôme and its moments; without a roadmap handed in, none."""

    binome: Binome
    cases: tuple[Case, ...]


SuiviAFaire = tuple[Promotion, Binome, Case]


def avancement(promotion: Promotion, *, personne: Personne, aujourdhui: date) -> list[Rangee]:
    """Where the follow-up of each binôme of a promotion stands, who said it, who was reminded."""
    binomes = list(
        Binome.objects.visibles_par(personne)
        .filter(promotion=promotion)
        .select_related("structure", "territoire")
        .order_by("rang")
    )
    for binome in binomes:
        binome.promotion = promotion
    rangees = _rangees(binomes, personne, aujourdhui)
    auteurs, rappeles = _auteurs(promotion), _rappeles(promotion)
    return [
        Rangee(
            rangee.binome,
            tuple(
                replace(
                    case,
                    auteurs=tuple(auteurs[case.version_id, case.moment.mois]),
                    rappeles=tuple(rappeles[cle_de_rappel(case.version_id, case.moment.mois)]),
                )
                for case in rangee.cases
            ),
        )
        for rangee in rangees
    ]


def cle_de_rappel(version: int, mois: int) -> str:
    """What names the follow-up of a roadmap at a moment among the reminders."""
    return f"suivi-{version}-{mois}"


def _auteurs(promotion: Promotion) -> Mapping[tuple[int, int], list[str]]:
    """Who wrote lines of each roadmap at each moment."""
    auteurs: dict[tuple[int, int], list[str]] = defaultdict(list)
    ecrits = Suivi.objects.filter(version__livrable__binome__promotion=promotion)
    for suivi in (
        ecrits.select_related("ecrit_par")
        .order_by("version_id", "mois", "ecrit_par__cle_de_tri", "ecrit_par_id")
        .distinct("version_id", "mois", "ecrit_par__cle_de_tri", "ecrit_par_id")
    ):
        auteurs[suivi.version_id, suivi.mois].append(str(suivi.ecrit_par))
    return auteurs


def _rappeles(promotion: Promotion) -> Mapping[str, list[str]]:
    """Who was reminded of each follow-up, once each."""
    rappeles: dict[str, list[str]] = defaultdict(list)
    for rappel in (
        RappelEnvoye.objects.filter(promotion=promotion, cle__startswith="suivi-")
        .select_related("envoi__personne")
        .order_by("cle", "envoi__personne__cle_de_tri", "envoi__personne_id")
        .distinct("cle", "envoi__personne__cle_de_tri", "envoi__personne_id")
    ):
        rappeles[rappel.cle].append(str(rappel.envoi.personne))
    return rappeles


def suivis_a_faire(
    binomes: Sequence[Binome], *, personne: Personne, aujourdhui: date
) -> list[SuiviAFaire]:
    """The moments that are open for these binômes, the latest first; each names its promotion."""
    ouverts = [
        (rangee.binome.promotion, rangee.binome, case)
        for rangee in _rangees(binomes, personne, aujourdhui)
        for case in rangee.cases
        if case.moment.ouverte
    ]
    return sorted(ouverts, key=lambda suivi: suivi[2].moment.le, reverse=True)


def _rangees(binomes: Sequence[Binome], personne: Personne, aujourdhui: date) -> list[Rangee]:
    remises = {
        version.livrable.binome_id: version
        for version in Version.objects.visibles_par(personne)
        .filter(
            livrable__binome__in=binomes,
            livrable__nature=Nature.FEUILLE_DE_ROUTE,
            livrable__version_remise=F("pk"),
        )
        .select_related("livrable")
        .order_by("pk")
    }
    comptes = dites_par_etat(remises.values())
    rangees = []
    for binome in binomes:
        version = remises.get(binome.pk)
        total = actions_de(contenu_pour(version, personne)) if version else 0
        moments = moments_de(binome.promotion, aujourdhui=aujourdhui) if version else ()
        cases = [_case(version, m, comptes[version.pk, m.mois], total) for m in moments if version]
        rangees.append(Rangee(binome, tuple(cases)))
    return rangees


def actions_de(contenu: Contenu) -> int:
    """How many actions a roadmap says."""
    return sum(e.nature == Element.Nature.ACTION_PREVUE for e in contenu.elements)


def dites_par_etat(versions: Iterable[Version]) -> Mapping[tuple[int, int], Mapping[str, int]]:
    """How many actions of each roadmap are said at each moment, state by state, in one query."""
    comptes: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for version, mois, etat, combien in (
        Suivi.objects.filter(version__in=versions)
        .order_by()
        .values_list("version", "mois", "etat")
        .annotate(combien=Count("pk"))
    ):
        comptes[version, mois][etat] = combien
    return comptes


def _case(version: Version, moment: Moment, compte: Mapping[str, int], total: int) -> Case:
    return Case(
        version.pk,
        moment,
        dites=sum(compte.values()),
        total=total,
        etats=tuple(
            (etat.value, str(etat.label), compte[etat.value])
            for etat in Element.Etat
            if compte.get(etat.value)
        ),
    )
