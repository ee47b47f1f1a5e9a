"""The page of an agenda: a month as a calendar, or a list of days, from every source."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.timezone import localtime

from parcours.promotions.models import Binome
from rameau.commun import registres
from rameau.commun.compiled import compiled
from rameau.commun.registres import RendezVous
from rameau.commun.temps import PARIS, ajouter_mois
from rameau.commun.texte import MOIS, heure
from rameau.comptes.models import Personne

MOIS_DE_LA_LISTE = 3
PREMIERE_ANNEE, DERNIERE_ANNEE = 2000, 2100


@dataclass(frozen=True, kw_only=True)
class Ligne:
    """A rendez-vous on a day, with its hours; `ailleurs` are the same in the person's own zone."""

    rendez_vous: RendezVous
    heures: str
    ailleurs: str


@dataclass(frozen=True, kw_only=True)
class Jour:
    date: date
    du_mois: bool
    aujourdhui: bool
    lignes: list[Ligne]


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """What the page shows: `semaines` for a month, `jours` (those that hold something) for the
    list; `natures` are those met, each with its label."""

    mois: date
    fin: date
    titre: str
    semaines: list[list[Jour]]
    jours: list[Jour]
    natures: list[tuple[str, str]]


def lire_mois(texte: str, *, aujourdhui: date) -> date:
    """Return the first day of the month « 2026-11 », or of today's when it is not one."""
    try:
        mois = datetime.strptime(texte, "%Y-%m").date()  # noqa: DTZ007 (a month has no zone)
    except ValueError:
        return aujourdhui.replace(day=1)
    connu = PREMIERE_ANNEE <= mois.year <= DERNIERE_ANNEE
    return mois if connu else aujourdhui.replace(day=1)


def rendez_vous_de(personne: Personne, *, du: date, au: date) -> list[RendezVous]:
    """What a person has between two days, from every source, in order; all-day things first."""
    tous = [r for source in registres.agenda for r in source(personne=personne, du=du, au=au)]
    return sorted(tous, key=_ordre)


def _ordre(un: RendezVous) -> tuple[date, bool, datetime, str]:
    if isinstance(un.debut, datetime):
        return localtime(un.debut).date(), True, un.debut, un.cle
    return un.debut, False, datetime.min.replace(tzinfo=PARIS), un.cle


def composer_agenda(
    personne: Personne, *, mois: date, liste: bool, nature: str, aujourdhui: date
) -> Agenda:
    """Compose the month of a person, or the list of three months from it; `nature` keeps one
    kind only. A constant number of queries."""
    suivant = ajouter_mois(mois, MOIS_DE_LA_LISTE if liste else 1)
    fin = suivant - timedelta(days=1)
    du = mois if liste else mois - timedelta(days=mois.weekday())
    au = fin if liste else fin + timedelta(days=6 - fin.weekday())
    tous = rendez_vous_de(personne, du=du, au=au)
    par_jour = _par_jour((r for r in tous if nature in ("", r.nature)), _fuseau(personne))
    jours = [
        Jour(
            date=jour,
            du_mois=mois <= jour <= fin,
            aujourdhui=jour == aujourdhui,
            lignes=par_jour.get(jour, []),
        )
        for jour in (du + timedelta(days=n) for n in range((au - du).days + 1))
    ]
    return Agenda(
        mois=mois,
        fin=fin,
        titre=_titre(mois, fin),
        semaines=[jours[n : n + 7] for n in range(0, len(jours), 7)] if not liste else [],
        jours=[jour for jour in jours if jour.lignes and jour.du_mois],
        natures=sorted({(r.nature, r.libelle) for r in tous}, key=lambda n: n[1]),
    )


def _titre(mois: date, fin: date) -> str:
    if (mois.year, mois.month) == (fin.year, fin.month):
        return f"{MOIS[mois.month - 1]} {mois.year}"
    annee = f" {mois.year}" if mois.year != fin.year else ""
    de = "d’" if MOIS[mois.month - 1][0] in "ao" else "de "
    return f"{de}{MOIS[mois.month - 1]}{annee} à {MOIS[fin.month - 1]} {fin.year}"


def _par_jour(
    tous: Iterable[RendezVous], chez: tuple[ZoneInfo, str] | None
) -> dict[date, list[Ligne]]:
    lignes: dict[date, list[Ligne]] = defaultdict(list)
    for un in tous:
        if isinstance(un.debut, datetime) and isinstance(un.fin, datetime):
            debut, fin = un.debut.astimezone(PARIS), un.fin.astimezone(PARIS)
            ligne = Ligne(
                rendez_vous=un,
                heures=f"{heure(debut)} – {heure(fin)}",
                ailleurs=_ailleurs(debut, fin, chez),
            )
            # A rencontre that ends at midnight is not one of the next day.
            premier, dernier = debut.date(), (fin - timedelta(microseconds=1)).date()
        else:
            ligne = Ligne(rendez_vous=un, heures="", ailleurs="")
            premier, dernier = un.debut, un.fin
        for n in range((dernier - premier).days + 1):
            lignes[premier + timedelta(days=n)].append(ligne)
    return lignes


def _fuseau(personne: Personne) -> tuple[ZoneInfo, str] | None:
    """The zone of the territory the person animates, and its name."""
    binome = _situes.first(personne)
    if binome is None or binome.territoire is None:
        return None
    return ZoneInfo(binome.territoire.fuseau), binome.territoire.nom


@compiled
def _situes(personne: Personne) -> QuerySet[Binome]:
    situes = Binome.objects.de(personne).filter(territoire__isnull=False)
    return situes.select_related("territoire").order_by("-promotion__debut", "-pk")[:1]


def _ailleurs(debut: datetime, fin: datetime, chez: tuple[ZoneInfo, str] | None) -> str:
    """« 12 h 30 – 19 h 30 à La Réunion », when it differs from Paris."""
    if chez is None:
        return ""
    zone, nom = chez
    la_debut, la_fin = debut.astimezone(zone), fin.astimezone(zone)
    if la_debut.utcoffset() == debut.utcoffset():
        return ""
    return f"chez vous ({nom}) : {heure(la_debut)} – {heure(la_fin)}"
