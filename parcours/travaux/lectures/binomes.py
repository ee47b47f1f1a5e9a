"""Composed pictures of a promotion, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Prefetch, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.promotions.lectures.echeances import statut_d_echeance
from parcours.promotions.lectures.personnes import Invitee, _derniere_invitation, avec_courriel
from parcours.promotions.lectures.promotions import rencontres_de
from parcours.promotions.models import (
    AffectationCoach,
    Binome,
    Echeance,
    Participation,
    Promotion,
    Rencontre,
)
from parcours.promotions.models.programmes import Genre
from parcours.travaux.lectures.chemin import Chemin, Feuille, Noeud, composer_chemin
from parcours.travaux.models import Livrable, Version
from parcours.travaux.models.livrables import Nature, Partage
from rameau.commun.compiled import compiled
from rameau.comptes.models import Personne


# --- the path of the nine months -------------------------------------------------------------
def chemin_de(
    promotion: Promotion,
    binome: Binome | None,
    *,
    aujourdhui: date,
    rencontres: Iterable[Rencontre] | None = None,
    echeances: Iterable[Echeance] | None = None,
    travaux: Iterable[Livrable] | None = None,
) -> Chemin:
    """Compose the path of a promotion; with a binôme, its works show where they are.

    A session is current on its day; a work is current while its stage is the one under way
    (between its session and the next); a coaching window, from its first day to its last. Three
    queries, less what a page that shows them too gives in order (`rencontres`, `echeances`, the
    `travaux` of the binôme).
    """
    if rencontres is None:
        rencontres = rencontres_de(promotion)
    if echeances is None:
        echeances = _echeances(promotion)
    rencontres = [
        r for r in rencontres if r.annulee_le is None and r.nature != Rencontre.Nature.BILATERALE
    ]
    noeuds = [
        Noeud(
            ordre=r.etape.ordre,
            titre=r.etape.titre,
            date=localdate(r.debut),
            statut=_statut(localdate(r.debut), aujourdhui),
            url=reverse("parcours:rencontre", args=[promotion.code, r.pk]),
        )
        for r in rencontres
        if r.nature == Rencontre.Nature.SESSION and r.etape is not None
    ]
    feuilles = [
        Feuille(
            voie="rencontres",
            titre=r.titre,
            date=localdate(r.debut),
            statut=_statut(localdate(r.debut), aujourdhui),
            url=reverse("parcours:rencontre", args=[promotion.code, r.pk]),
            etape=r.etape.ordre if r.etape else 4,
        )
        for r in rencontres
        if r.nature != Rencontre.Nature.SESSION
    ]
    etape_en_cours = max((n.ordre for n in noeuds if n.date <= aujourdhui), default=0)
    feuilles += _travaux(promotion, binome, etape_en_cours, travaux)
    feuilles += _coachings(echeances, aujourdhui)
    return composer_chemin(promotion.debut, promotion.fin, aujourdhui, noeuds, feuilles)


@compiled
def _echeances(promotion: Promotion) -> QuerySet[Echeance]:
    return Echeance.objects.de(promotion).select_related("etape").order_by("le", "pk")


@compiled
def travaux_du_binome(binome: Binome) -> QuerySet[Livrable]:
    """Return the works of a binôme in the order of the stages, each with its state."""
    return binome.livrables.avec_etat().select_related("etape").order_by("etape__ordre")


def _statut(jour: date, aujourdhui: date) -> str:
    if jour == aujourdhui:
        return "en-cours"
    return "fait" if jour < aujourdhui else "a-venir"


def _travaux(
    promotion: Promotion,
    binome: Binome | None,
    etape_en_cours: int,
    travaux: Iterable[Livrable] | None,
) -> list[Feuille]:
    if binome is None:
        return [
            Feuille(
                voie="livrables",
                titre=etape.modele.livrable.titre,
                date=etape.livrable_du_le,
                statut=_statut_de_travail(
                    etape.ordre < etape_en_cours, etape.ordre, etape_en_cours
                ),
                etape=etape.ordre,
            )
            for etape in promotion.etapes.select_related("modele__livrable").order_by("ordre")
            if etape.livrable_du_le
        ]
    return [
        Feuille(
            voie="livrables",
            titre=travail.titre,
            date=travail.du_le,
            statut=_statut_de_travail(
                travail.remis_le is not None, travail.etape.ordre, etape_en_cours
            ),
            url=reverse("parcours:livrable", args=[promotion.code, travail.pk]),
            etape=travail.etape.ordre,
        )
        for travail in (_travaux_par_etape(binome) if travaux is None else travaux)
    ]


@compiled
def _travaux_par_etape(binome: Binome) -> QuerySet[Livrable]:
    return binome.livrables.select_related("etape").order_by("etape__ordre")


def _coachings(echeances: Iterable[Echeance], aujourdhui: date) -> list[Feuille]:
    """The windows in which the talks take place, each at its first day."""
    return [
        Feuille(
            voie="coaching",
            titre=fenetre.titre,
            date=fenetre.le,
            statut=statut_d_echeance(fenetre, aujourdhui),
            etape=fenetre.etape.ordre,
        )
        for fenetre in echeances
        if fenetre.genre == Genre.COACHING
    ]


def _statut_de_travail(remis: bool, etape: int, etape_en_cours: int) -> str:
    """Done when remis; else current as soon as its stage has begun, late or not."""
    if remis:
        return "fait"
    return "en-cours" if etape <= etape_en_cours else "a-venir"


# --- the dates beside the rencontres and the works --------------------------------------------


# --- what of the works is read, and by whom -----------------------------------------------
def partages_de(binomes: list[int]) -> dict[int, list[tuple[str, str]]]:
    """For each binôme, its works that have versions, and who reads the most shared; one query."""
    par_binome: dict[int, list[tuple[str, str]]] = {}
    lignes = (
        Version.objects.filter(livrable__binome__in=binomes)
        .values("livrable__binome", "livrable__nature", "livrable__etape__ordre")
        .annotate(niveau=Max("partage"))
        .order_by("livrable__etape__ordre")
    )
    for ligne in lignes:
        par_binome.setdefault(ligne["livrable__binome"], []).append(
            (str(Nature(ligne["livrable__nature"]).label), Partage(ligne["niveau"]).label)
        )
    return par_binome


# --- people of a promotion, with what the équipe follows of each -----------------------------


@dataclass(frozen=True, kw_only=True)
class Membre(Invitee):
    """A member of a binôme."""

    participation: Participation


@dataclass(frozen=True, kw_only=True)
class LigneBinome:
    """A binôme as the équipe follows it: its people, its coach, its works."""

    binome: Binome
    membres: list[Membre]
    coach: Personne | None
    travaux: list[Livrable]
    aujourdhui: date

    @property
    def places_libres(self) -> int:
        return 2 - len(self.membres)

    @property
    def en_retard(self) -> list[Livrable]:
        """The works not handed in whose last day is over."""
        return [t for t in self.travaux if t.remis_le is None and t.du_le < self.aujourdhui]


def lignes_des_binomes(
    promotion: Promotion, *, maintenant: datetime, binome: Binome | None = None
) -> list[LigneBinome]:
    """Return the binômes of a promotion (or one of them) as the équipe follows them; five
    queries, whatever their number."""
    binomes = Binome.objects.filter(promotion=promotion)
    if binome is not None:
        binomes = binomes.filter(pk=binome.pk)
    binomes = binomes.select_related("structure", "territoire").prefetch_related(
        Prefetch(
            "participations",
            queryset=Participation.objects.actives()
            .select_related("personne")
            .prefetch_related(avec_courriel(maintenant, "personne__invitations"))
            .order_by("place"),
            to_attr="actives",
        ),
        Prefetch(
            "affectations",
            queryset=AffectationCoach.objects.filter(jusqua=None).select_related("coach"),
            to_attr="affectations_en_cours",
        ),
        Prefetch(
            "livrables",
            queryset=Livrable.objects.avec_etat().select_related("etape").order_by("etape__ordre"),
            to_attr="travaux",
        ),
    )
    lignes = []
    for un_binome in binomes.order_by("rang"):
        un_binome.promotion = promotion
        for travail in un_binome.travaux:
            travail.binome = un_binome
        affectations = un_binome.affectations_en_cours
        lignes.append(
            LigneBinome(
                binome=un_binome,
                membres=[_membre(p) for p in un_binome.actives],
                coach=affectations[0].coach if affectations else None,
                travaux=un_binome.travaux,
                aujourdhui=localdate(maintenant),
            )
        )
    return lignes


def _membre(participation: Participation) -> Membre:
    personne = participation.personne
    return Membre(personne=personne, participation=participation, **_derniere_invitation(personne))
