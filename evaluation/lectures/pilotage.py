"""What the committee sees, composed: the 18 months, the 12 × steps, in a constant number of
queries. Facts only: never a score, never a ranking, never the content of what is not shared."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.promotions.lectures.promotions import binomes_de
from parcours.promotions.models import (
    Binome,
    Participation,
    Programme,
    Promotion,
    Rencontre,
    TacheProgramme,
    TempsProgramme,
)
from parcours.travaux.models import Livrable, Version
from parcours.travaux.models.livrables import Nature
from rameau.commun.compiled import compiled
from rameau.commun.graphiques import Genre, Graphique, Serie
from rameau.commun.texte import date_courte
from rameau.comptes.models import Personne


@dataclass(frozen=True)
class Colonne:
    libelle: str
    etape: int


COLONNES = [
    Colonne("Binôme", 1),
    Colonne("Bilan", 1),
    Colonne("Plan de mise en œuvre", 2),
    Colonne("Feuille de route", 3),
]


@dataclass(frozen=True)
class Cellule:
    """One step of one structure: its state, a detail in words, and its page when shared."""

    etat: str
    libelle: str
    detail: str
    url: str


@dataclass(frozen=True)
class Ligne:
    structure: str
    territoire: str
    url: str
    cellules: list[Cellule]


@dataclass(frozen=True)
class Grille:
    colonnes: list[Colonne]
    lignes: list[Ligne]


@dataclass(frozen=True, kw_only=True)
class Tache:
    """One task of a temps: fait (and when), en-cours or a-venir."""

    titre: str
    statut: str
    faite_le: date | None = None


@dataclass(frozen=True, kw_only=True)
class Temps:
    """One temps of the programme, with its tasks and where it stands."""

    titre: str
    debut: date
    fin: date
    statut: str
    taches: list[Tache]


@dataclass(frozen=True, kw_only=True)
class Chiffre:
    """A figure and the facts it opens on."""

    valeur: str
    libelle: str
    url: str


@dataclass(frozen=True, kw_only=True)
class TableauDeBord:
    promotion: Promotion
    binomes: list[Binome]
    temps: list[Temps]
    chiffres: list[Chiffre]
    grille: Grille
    travaux: Graphique
    attention: list[str]
    prochaine: Rencontre | None


def statut(debut: date, fin: date, jour: date) -> str:
    """Return where a period stands on `jour`: fait, en-cours or a-venir."""
    if fin < jour:
        return "fait"
    return "en-cours" if debut <= jour else "a-venir"


def tableau_de_bord(
    promotion: Promotion, personne: Personne, *, maintenant: datetime
) -> TableauDeBord:
    """Compose the dashboard of one promotion for someone who may see it."""
    jour = localdate(maintenant)
    binomes = binomes_de(promotion)
    membres = _membres(promotion)
    travaux = _travaux(promotion)
    lisibles = dict(_lisibles(personne, promotion))
    sessions = _sessions(promotion)
    return TableauDeBord(
        promotion=promotion,
        binomes=binomes,
        temps=_temps(promotion.programme, jour),
        chiffres=_chiffres(promotion, binomes, membres, travaux, sessions, maintenant),
        grille=Grille(
            colonnes=COLONNES,
            lignes=[
                _ligne(
                    binome,
                    membres[binome.pk],
                    travaux[binome.pk],
                    lisibles,
                    promotion,
                    jour,
                )
                for binome in binomes
            ],
        ),
        travaux=_etat_des_travaux(travaux.values()),
        attention=_attention(binomes, membres, travaux, jour),
        prochaine=next((s for s in sessions if s.fin >= maintenant), None),
    )


@compiled
def _lisibles(personne: Personne, promotion: Promotion) -> QuerySet[Version, tuple[int, int]]:
    """The versions the person reads, the latest of each work last."""
    return (
        Version.objects.visibles_par(personne)
        .filter(livrable__binome__promotion=promotion)
        .order_by("livrable_id", "numero")
        .values_list("livrable", "numero")
    )


@compiled
def _sessions(promotion: Promotion) -> QuerySet[Rencontre]:
    return (
        promotion.rencontres.sessions().maintenues().select_related("promotion").order_by("debut")
    )


@compiled
def _actives(promotion: Promotion) -> QuerySet[Participation]:
    actives = Participation.objects.actives().filter(binome__promotion=promotion)
    return actives.order_by("binome_id", "place")


@compiled
def _livrables(promotion: Promotion) -> QuerySet[Livrable]:
    return Livrable.objects.filter(binome__promotion=promotion).avec_etat().order_by("pk")


def _membres(promotion: Promotion) -> dict[int, list[Participation]]:
    par_binome: dict[int, list[Participation]] = defaultdict(list)
    for participation in _actives(promotion):
        par_binome[participation.binome_id].append(participation)
    return par_binome


def _travaux(promotion: Promotion) -> dict[int, dict[str, Livrable]]:
    par_binome: dict[int, dict[str, Livrable]] = defaultdict(dict)
    for livrable in _livrables(promotion):
        par_binome[livrable.binome_id][livrable.nature] = livrable
    return par_binome


def _ligne(
    binome: Binome,
    membres: list[Participation],
    travaux: dict[str, Livrable],
    lisibles: dict[int, int],
    promotion: Promotion,
    jour: date,
) -> Ligne:
    return Ligne(
        structure=str(binome.structure),
        territoire=str(binome.territoire or ""),
        url=reverse("parcours:binome", args=[promotion.code, binome.pk]),
        cellules=[
            _cellule_du_binome(membres),
            *(_cellule(travaux.get(n), lisibles, promotion, jour) for n in Nature),
        ],
    )


def _cellule_du_binome(membres: list[Participation]) -> Cellule:
    if not membres:
        return Cellule("a-faire", "à constituer", "", "")
    nombre = "deux personnes" if len(membres) == 2 else "une personne"
    return Cellule("fait", "constitué", nombre, "")


def _cellule(
    travail: Livrable | None, lisibles: dict[int, int], promotion: Promotion, jour: date
) -> Cellule:
    if travail is None:
        return Cellule("a-venir", "sans objet", "", "")
    etats = Livrable.Etat
    if travail.etat == etats.REMIS:
        detail = f"le {date_courte(localdate(travail.remis_le))}"
    elif travail.du_le < jour:
        detail = f"attendu le {date_courte(travail.du_le)}, passé"
    else:
        detail = f"pour le {date_courte(travail.du_le)}"
    numero = lisibles.get(travail.pk)
    url = reverse("parcours:version", args=[promotion.code, travail.pk, numero]) if numero else ""
    return Cellule(travail.etat, etats(travail.etat).label, detail, url)


# From what is finished to what is to begin, each with its pattern.
MOTIFS = {
    Livrable.Etat.REMIS: 1,
    Livrable.Etat.REGARD: 2,
    Livrable.Etat.PARTAGE: 4,
    Livrable.Etat.EN_COURS: 3,
    Livrable.Etat.A_FAIRE: 5,
}


def _etat_des_travaux(travaux: Iterable[dict[str, Livrable]]) -> Graphique:
    """How many binômes are at each state of each of the three works."""
    comptes = Counter((t.nature, t.etat) for par_nature in travaux for t in par_nature.values())
    attendues = [nature for nature in Nature if any(n == nature for n, _ in comptes)]
    return Graphique(
        genre=Genre.REPARTITION,
        code="etat-des-travaux",
        titre="Les trois travaux, par état",
        legende="Chaque barre compte les binômes, des travaux remis à ceux qui restent à faire.",
        entete="Travail",
        categories=[nature.label.capitalize() for nature in attendues],
        series=[
            Serie(
                libelle=etat.label,
                valeurs=[comptes[nature, etat] for nature in attendues],
                motif=motif,
            )
            for etat, motif in MOTIFS.items()
        ],
    )


def _temps(programme: Programme, jour: date) -> list[Temps]:
    taches: dict[int, list[TacheProgramme]] = defaultdict(list)
    for tache in _taches(programme):
        taches[tache.temps_id].append(tache)
    return [
        Temps(
            titre=ligne.titre,
            debut=ligne.debut,
            fin=ligne.fin,
            statut=statut(ligne.debut, ligne.fin, jour),
            taches=[
                Tache(titre=tache.titre, statut=tache.statut(jour), faite_le=tache.faite_le)
                for tache in taches[ligne.pk]
            ],
        )
        for ligne in _lignes(programme)
    ]


@compiled
def _lignes(programme: Programme) -> QuerySet[TempsProgramme]:
    return programme.temps.order_by("ordre")


@compiled
def _taches(programme: Programme) -> QuerySet[TacheProgramme]:
    taches = TacheProgramme.objects.filter(temps__programme=programme)
    return taches.select_related("temps").order_by("temps__ordre", "ordre")


def _chiffres(
    promotion: Promotion,
    binomes: list[Binome],
    membres: dict[int, list[Participation]],
    travaux: dict[int, dict[str, Livrable]],
    sessions: list[Rencontre],
    maintenant: datetime,
) -> list[Chiffre]:
    etats = Livrable.Etat
    attendus = [t for par_nature in travaux.values() for t in par_nature.values()]
    remis = sum(t.etat == etats.REMIS for t in attendus)
    tenues = sum(s.fin < maintenant for s in sessions)
    places = promotion.parcours.nombre_structures
    return [
        Chiffre(
            valeur=f"{len(binomes)} / {places}",
            libelle="structures",
            url=promotion.get_absolute_url(),
        ),
        Chiffre(
            valeur=str(sum(len(m) for m in membres.values())),
            libelle="catalyseurs",
            url=promotion.get_absolute_url(),
        ),
        Chiffre(
            valeur=f"{tenues} / {len(sessions)}",
            libelle="sessions tenues",
            url=reverse("parcours:rencontres", args=[promotion.code]),
        ),
        Chiffre(valeur=f"{remis} / {len(attendus)}", libelle="travaux remis", url="#grille"),
    ]


def _attention(
    binomes: list[Binome],
    membres: dict[int, list[Participation]],
    travaux: dict[int, dict[str, Livrable]],
    jour: date,
) -> list[str]:
    """Facts that deserve the committee's attention, said with their number and their names."""
    faits = []
    seuls = [b.nom for b in binomes if not membres[b.pk]]
    if seuls:
        faits.append(f"Binômes à constituer : {_enumerer(seuls)}.")
    for nature in Nature:
        en_retard = [
            b.nom
            for b in binomes
            if (t := travaux[b.pk].get(nature)) is not None
            and t.etat != Livrable.Etat.REMIS
            and t.du_le < jour
        ]
        if en_retard:
            libelle = nature.label.capitalize()
            faits.append(f"{libelle} pas encore remis : {_enumerer(en_retard)}.")
    return faits


def _enumerer(noms: list[str]) -> str:
    if len(noms) == 1:
        return noms[0]
    return f"{', '.join(noms[:-1])} et {noms[-1]}"
