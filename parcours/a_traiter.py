"""« À traiter » : what a promotion waits for from the équipe, each fact with its act.

Each source reads the open promotions (or the one given) in a constant number of queries, and
gathers what is alike: one line per promotion, naming the structures only when they are few.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.models import AffectationCoach, Binome, Livrable, Participation, Promotion, Rencontre
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.models import Courriel
from rameau.commun.registres import Fait
from rameau.commun.texte import accorder, date_courte
from rameau.comptes.models import Invitation, Personne

LIEU_AVANT = timedelta(days=30)
LIEU_URGENT = timedelta(days=7)
NOMMES = 2
PROMOTIONS_SUIVIES = 20

Source = Callable[..., list[Fait]]


def _source(function: Source) -> Source:
    """A source speaks to the équipe alone, about its latest open promotions unless one is given.

    The home page says so when there are more of them than PROMOTIONS_SUIVIES.
    """

    @wraps(function)
    def run(
        *, personne: Personne, maintenant: datetime, promotion: Promotion | None = None
    ) -> list[Fait]:
        if not personne.porte(Chapeau.EQUIPE):
            return []
        if promotion is not None:
            suivies = Promotion.objects.ouvertes().filter(pk=promotion.pk)
        else:
            suivies = Promotion.objects.ouvertes().order_by("-debut", "-pk")[:PROMOTIONS_SUIVIES]
        promotions = Promotion.objects.filter(pk__in=suivies.values("pk"))
        return function(promotions=promotions.order_by(), maintenant=maintenant)

    return run


@_source
def promotions_a_conduire(*, promotions: Iterable[Promotion], maintenant: datetime) -> list[Fait]:
    """Those whose first day has come and that nobody has begun; those whose time is over."""
    jour = localdate(maintenant)
    faits = []
    for promotion in promotions.filter(  # type: ignore[attr-defined]
        Q(etat=Promotion.Etat.PREPARATION, debut__lte=jour)
        | Q(etat=Promotion.Etat.EN_COURS, fin__lt=jour)
    ).order_by("debut", "pk"):
        a_commencer = promotion.etat == Promotion.Etat.PREPARATION
        faits.append(
            Fait(
                texte=f"{promotion.nom} : le premier jour est venu, la promotion est à commencer."
                if a_commencer
                else f"{promotion.nom} : les neuf mois sont passés, l'évaluation peut s'ouvrir.",
                url=_page(promotion),
                acte="Commencer la promotion" if a_commencer else "Passer à l'évaluation",
                echeance=promotion.debut if a_commencer else promotion.fin,
                urgent=a_commencer,
            )
        )
    return faits


@_source
def invitations_en_souffrance(
    *, promotions: Iterable[Promotion], maintenant: datetime
) -> list[Fait]:
    """Invitations of members, expired or whose mail is known not to have arrived."""
    fate = Courriel.objects.filter(gabarit="invitation", objet_id=OuterRef("pk")).order_by("-pk")
    invitations = (
        Invitation.objects.en_attente()
        .annotate(courriel_etat=Subquery(fate.values("etat")[:1]))
        .filter(
            Q(expire_le__lte=maintenant)
            | Q(courriel_etat__in=[Courriel.Etat.REFUSE, Courriel.Etat.INCONNU])
        )
        .order_by()
    )
    participations = (
        Participation.objects.actives()
        .filter(
            # Not by a join: past eight of them PostgreSQL no longer begins by the few rows.
            Exists(invitations.filter(personne=OuterRef("personne"))),
            binome__promotion__in=promotions,
        )
        .select_related("personne", "binome__promotion")
        .select_related("binome__structure", "binome__territoire")
        .annotate(expire_le=Subquery(_en_attente("expire_le")))
        .order_by("binome__promotion", "binome__rang", "place")
    )
    return [
        Fait(
            texte=f"{p.binome.promotion.nom}, {p.binome.nom} : l'invitation de {p.personne} "
            + ("a expiré." if p.expire_le <= maintenant else "n'est pas arrivée."),
            url=_page_binome(p.binome),
            acte="Renvoyer l'invitation",
            echeance=localdate(p.expire_le),
        )
        for p in participations
    ]


def _en_attente(champ: str) -> QuerySet[Any, Any]:
    attente = Invitation.objects.en_attente().filter(personne=OuterRef("personne"))
    return attente.order_by().values(champ)[:1]


@_source
def binomes_a_composer(*, promotions: Iterable[Promotion], maintenant: datetime) -> list[Fait]:
    """Seats without anyone, and people without a coach."""
    quelquun = Exists(Participation.objects.actives().filter(binome=OuterRef("pk")))
    suivi = Exists(AffectationCoach.objects.filter(binome=OuterRef("pk"), jusqua=None))
    binomes = (
        Binome.objects.filter(promotion__in=promotions)
        .annotate(quelquun=quelquun, suivi=suivi)
        .filter(Q(quelquun=False) | Q(suivi=False))
        .select_related("promotion", "structure", "territoire")
        .order_by("promotion", "rang")
    )
    vides: dict[Promotion, list[Binome]] = defaultdict(list)
    sans_coach: dict[Promotion, list[Binome]] = defaultdict(list)
    for binome in binomes:
        (sans_coach if binome.quelquun else vides)[binome.promotion].append(binome)
    return [
        Fait(
            texte=f"{promotion.nom} : {_qui(ceux)} {verbe(len(ceux))}.",
            url=_page_binome(ceux[0]) if len(ceux) == 1 else f"{_page(promotion)}#binomes",
            acte=acte,
            echeance=promotion.debut,
        )
        for groupe, verbe, acte in (
            (vides, lambda n: "n'ont encore personne" if n > 1 else "n'a encore personne", INVITER),
            (sans_coach, lambda n: "n'ont pas de coach" if n > 1 else "n'a pas de coach", COACH),
        )
        for promotion, ceux in groupe.items()
    ]


INVITER, COACH = "Inviter", "Choisir un coach"


@_source
def sessions_sans_lieu(*, promotions: Iterable[Promotion], maintenant: datetime) -> list[Fait]:
    """Sessions of the thirty days to come that say neither a place nor a link."""
    sessions = (
        Rencontre.objects.sessions()
        .maintenues()
        .filter(promotion__in=promotions, lieu="", lien="")
        .filter(debut__gte=maintenant, debut__lt=maintenant + LIEU_AVANT)
        .select_related("promotion")
        .order_by("debut", "pk")
    )
    return [
        Fait(
            texte=f"{session.promotion.nom} : « {session.titre} » n'a pas encore de lieu.",
            url=reverse("equipe:rencontre", args=[session.promotion.code, session.pk]),
            acte="Dire le lieu",
            echeance=localdate(session.debut),
            urgent=session.debut < maintenant + LIEU_URGENT,
        )
        for session in sessions
    ]


@_source
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
                f"pas encore remis par {_qui(binomes)}.",
                url=_page_binome(binomes[0])
                if len(binomes) == 1
                else f"{_page(promotion)}#binomes",
                acte="Écrire au binôme" if len(binomes) == 1 else "Écrire aux binômes",
                echeance=du_le,
            )
        )
    return faits


def invitations_hors_des_binomes(*, personne: Personne, maintenant: datetime) -> list[Fait]:
    """Expired invitations of people of no binôme: coaches, committee, équipe; one line for all."""
    if not personne.porte(Chapeau.EQUIPE):
        return []
    membres = Participation.objects.actives().filter(personne=OuterRef("personne"))
    combien = (
        Invitation.objects.en_attente().filter(~Exists(membres), expire_le__lte=maintenant).count()
    )
    if not combien:
        return []
    qui = accorder(combien, "invitation a expiré", "invitations ont expiré")
    return [
        Fait(
            texte=f"{qui} hors des binômes (coachs, comité, équipe).",
            url=f"{reverse('equipe:personnes')}?chapeau=a-relancer",
            acte="Les renvoyer",
        )
    ]


SOURCES: dict[str, Source] = {
    "promotions": promotions_a_conduire,
    "invitations": invitations_en_souffrance,
    "binomes": binomes_a_composer,
    "rencontres": sessions_sans_lieu,
    "livrables": travaux_attendus,
}


def faits_de(promotion: Promotion, *, personne: Personne, maintenant: datetime) -> list[Fait]:
    """Return what one promotion waits for, urgent first, then by date; its name goes unsaid."""
    faits = [
        replace(fait, texte=fait.texte.removeprefix(promotion.nom).lstrip(" :,"))
        for source in SOURCES.values()
        for fait in source(personne=personne, maintenant=maintenant, promotion=promotion)
    ]
    return sorted(faits, key=lambda f: (not f.urgent, f.echeance or date.max, f.texte))


def inscrire() -> None:
    """Register the sources of this app."""
    for nom, source in SOURCES.items():
        registres.a_traiter.inscrire(f"parcours.{nom}", source)
    registres.a_traiter.inscrire("parcours.invitations_hors_binomes", invitations_hors_des_binomes)


def _qui(binomes: list[Binome]) -> str:
    """« Lyon », « Lyon et Paris », « 5 structures »."""
    if len(binomes) > NOMMES:
        return accorder(len(binomes), "structure", "structures")
    return " et ".join(binome.nom for binome in binomes)


def _page(promotion: Promotion) -> str:
    return reverse("equipe:promotion", args=[promotion.code])


def _page_binome(binome: Binome) -> str:
    return reverse("equipe:binome", args=[binome.promotion.code, binome.pk])
