"""Composed pictures of a promotion, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.chemin import Chemin, Feuille, Noeud, composer_chemin
from parcours.models import (
    AffectationCoach,
    Binome,
    Echeance,
    Livrable,
    Participation,
    Promotion,
    Rencontre,
    Version,
)
from parcours.models.livrables import Nature, Partage
from parcours.models.programmes import Genre
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.models import Courriel
from rameau.comptes.models import Invitation, Personne


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
def rencontres_de(promotion: Promotion) -> QuerySet[Rencontre]:
    """Return all the rencontres of a promotion, by date, with their stage."""
    return promotion.rencontres.select_related("etape").order_by("debut", "pk")


@compiled
def binomes_de(promotion: Promotion) -> QuerySet[Binome]:
    """Return the binômes of a promotion in the order of its seats, with where they come from."""
    return promotion.binomes.select_related("structure", "territoire").order_by("rang")


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
@dataclass(frozen=True, kw_only=True)
class LigneEcheance:
    """A dated row of a promotion and where it stands."""

    echeance: Echeance
    statut: str


def echeances_de(promotion: Promotion, personne: Personne, *, jour: date) -> list[LigneEcheance]:
    """Return the dated rows of a promotion that the person sees, by date; one query."""
    return [
        LigneEcheance(echeance=echeance, statut=statut_d_echeance(echeance, jour))
        for echeance in Echeance.objects.visibles_par(personne)
        .de(promotion)
        .select_related("etape")
        .order_by("le", "pk")
    ]


def statut_d_echeance(echeance: Echeance, jour: date) -> str:
    """Return where a dated row stands on `jour`: fait, en-cours or a-venir."""
    if (echeance.jusquau or echeance.le) < jour:
        return "fait"
    return "en-cours" if echeance.le <= jour else "a-venir"


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
class Invitee:
    """A person and where her latest invitation stands (`invitation` None: never invited).

    `probleme` says in words why the mail did not arrive, when it is known not to have.
    """

    personne: Personne
    invitation: Invitation | None
    probleme: str = ""

    @property
    def etat(self) -> str:
        return getattr(self.invitation, "etat", "")

    @property
    def libelle(self) -> str:
        return str(Invitation.Etat(self.etat).label) if self.etat else "pas encore invitée"

    @property
    def relancable(self) -> bool:
        """Sending again makes sense for an invitation that waits, expired or not."""
        etats = Invitation.Etat
        return self.etat in {etats.ENVOYEE, etats.REMISE, etats.EXPIREE}

    @property
    def chapeaux(self) -> list[str]:
        """The hats of a person read with them, in words."""
        return [chapeau.libelle for chapeau in Chapeau if self.personne.porte(chapeau)]

    @property
    def de_l_equipe(self) -> bool:
        return self.personne.porte(Chapeau.EQUIPE)


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


def avec_courriel(
    maintenant: datetime, invitations: str = "invitations"
) -> "Prefetch[str, QuerySet[Invitation], str]":
    """Prefetch the invitations of people (`invitations`: the way to them), the latest first, each
    with its state and the fate of its last mail (`courriel_etat`, `courriel_erreur`)."""
    dernier = Courriel.objects.filter(gabarit="invitation", objet_id=OuterRef("pk")).order_by("-pk")
    return Prefetch(
        invitations,
        queryset=Invitation.objects.avec_etat(maintenant=maintenant)
        .annotate(
            courriel_etat=Subquery(dernier.values("etat")[:1]),
            courriel_erreur=Subquery(dernier.values("erreur")[:1]),
        )
        .order_by("-envoyee_le", "-pk"),
        to_attr="invitations_recentes",
    )


def probleme_de_remise(invitation: Invitation | None) -> str:
    """Say why the mail of a waiting invitation did not arrive, or nothing (annotated by
    `avec_courriel`)."""
    etat = getattr(invitation, "courriel_etat", None)
    if invitation is None or invitation.acceptee_le or invitation.retiree_le:
        return ""
    if etat == Courriel.Etat.REFUSE:
        return f"courriel refusé : {invitation.courriel_erreur}"  # type: ignore[attr-defined]
    if etat == Courriel.Etat.INCONNU:
        return "on ne sait pas si le courriel est arrivé"
    return ""


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


def lire_personne(personne: Personne) -> Invitee:
    """Return a person fetched with `avec_courriel`."""
    return Invitee(personne=personne, **_derniere_invitation(personne))


def _membre(participation: Participation) -> Membre:
    personne = participation.personne
    return Membre(personne=personne, participation=participation, **_derniere_invitation(personne))


def _derniere_invitation(personne: Personne) -> dict[str, Any]:
    recentes = personne.invitations_recentes  # type: ignore[attr-defined]
    invitation = recentes[0] if recentes else None
    return {"invitation": invitation, "probleme": probleme_de_remise(invitation)}
