"""Invitations in trouble, seats without anyone, people without a coach."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.promotions.a_traiter.sources import (
    inscrire_source,
    lues,
    page_binome,
    page_promotion,
    qui,
    source,
)
from parcours.promotions.models import AffectationCoach, Binome, Participation, Promotion
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.models import Courriel
from rameau.commun.registres import Fait
from rameau.commun.texte import accorder
from rameau.comptes.models import Invitation, Personne

INVITER, COACH = "Inviter", "Choisir un coach"


@source
def invitations_en_souffrance(*, promotion: Promotion | None, maintenant: datetime) -> list[Fait]:
    """Invitations of members, expired or whose mail is known not to have arrived."""
    return [
        Fait(
            texte=f"{p.binome.promotion.nom}, {p.binome.nom} : l'invitation de {p.personne} "
            + ("a expiré." if p.expire_le <= maintenant else "n'est pas arrivée."),
            url=f"{page_binome(p.binome)}#membres",
            acte="Renvoyer l'invitation",
            echeance=localdate(p.expire_le),
        )
        for p in _avec_leur_binome(_en_souffrance(promotion, maintenant))
    ]


def _avec_leur_binome(participations: list[int]) -> Iterable[Any]:
    """They are few: read apart, so that PostgreSQL may begin by the promotions when it looks for
    them. With what is shown of each there are more joins than it reorders, and it would go
    through all the invitations that wait."""
    if not participations:
        return ()
    return (
        Participation.objects.filter(pk__in=participations)
        .select_related("personne", "binome__promotion")
        .select_related("binome__structure", "binome__territoire")
        .annotate(expire_le=Subquery(_en_attente("expire_le")))
        .order_by("binome__promotion", "binome__rang", "place")
    )


@compiled
def _en_souffrance(promotion: Promotion | None, maintenant: datetime) -> QuerySet[Any, int]:
    fate = Courriel.objects.filter(genre="invitation", objet_id=OuterRef("pk")).order_by("-pk")
    invitations = (
        Invitation.objects.en_attente()
        .annotate(courriel_etat=Subquery(fate.values("etat")[:1]))
        .filter(
            Q(expire_le__lte=maintenant)
            | Q(courriel_etat__in=[Courriel.Etat.REFUSE, Courriel.Etat.INCONNU])
        )
        .order_by()
    )
    return (
        Participation.objects.actives()
        .filter(
            Exists(invitations.filter(personne=OuterRef("personne"))),
            binome__promotion__in=lues(promotion),
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _en_attente(champ: str) -> QuerySet[Any, Any]:
    attente = Invitation.objects.en_attente().filter(personne=OuterRef("personne"))
    return attente.order_by().values(champ)[:1]


@source
def binomes_a_composer(*, promotion: Promotion | None, maintenant: datetime) -> list[Fait]:
    """Seats without anyone, and people without a coach."""
    vides: dict[Promotion, list[Binome]] = defaultdict(list)
    sans_coach: dict[Promotion, list[Binome]] = defaultdict(list)
    for binome in _a_composer(promotion):
        (sans_coach if binome.quelquun else vides)[binome.promotion].append(binome)
    return [
        Fait(
            texte=f"{la_leur.nom} : {qui(ceux)} {verbe(len(ceux))}.",
            url=page(ceux[0]) if len(ceux) == 1 else f"{page_promotion(la_leur)}#binomes",
            acte=acte,
            echeance=la_leur.debut,
        )
        for groupe, verbe, acte, page in (
            (
                vides,
                lambda n: "n'ont encore personne" if n > 1 else "n'a encore personne",
                INVITER,
                lambda b: reverse("equipe:inviter_binome", args=[b.promotion.code, b.pk]),
            ),
            (
                sans_coach,
                lambda n: "n'ont pas de coach" if n > 1 else "n'a pas de coach",
                COACH,
                lambda b: f"{page_binome(b)}#coach",
            ),
        )
        for la_leur, ceux in groupe.items()
    ]


@compiled
def _a_composer(promotion: Promotion | None) -> QuerySet[Any]:
    quelquun = Exists(Participation.objects.actives().filter(binome=OuterRef("pk")))
    suivi = Exists(AffectationCoach.objects.filter(binome=OuterRef("pk"), jusqua=None))
    return (
        Binome.objects.filter(promotion__in=lues(promotion))
        .annotate(quelquun=quelquun, suivi=suivi)
        .filter(Q(quelquun=False) | Q(suivi=False))
        .select_related("promotion", "structure", "territoire")
        .order_by("promotion", "rang")
    )


def invitations_hors_des_binomes(*, personne: Personne, maintenant: datetime) -> list[Fait]:
    """Expired invitations of people of no binôme: coaches, committee, équipe; one line for all."""
    if not personne.porte(Chapeau.EQUIPE):
        return []
    combien = len(_hors_des_binomes(maintenant))
    if not combien:
        return []
    combien_en_mots = accorder(combien, "invitation a expiré", "invitations ont expiré")
    return [
        Fait(
            texte=f"{combien_en_mots} hors des binômes (coachs, comité, équipe).",
            url=f"{reverse('equipe:personnes')}?chapeau=a-relancer",
            acte="Les renvoyer",
        )
    ]


@compiled
def _hors_des_binomes(maintenant: datetime) -> QuerySet[Invitation, int]:
    membres = Participation.objects.actives().filter(personne=OuterRef("personne"))
    expirees = Invitation.objects.en_attente().filter(~Exists(membres), expire_le__lte=maintenant)
    return expirees.order_by().values_list("pk", flat=True)


def inscrire() -> None:
    """Register the sources of this room."""
    inscrire_source("invitations", invitations_en_souffrance)
    inscrire_source("binomes", binomes_a_composer)
    registres.a_traiter.inscrire("invitations_hors_binomes", invitations_hors_des_binomes)
