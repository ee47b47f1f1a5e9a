"""The page of a promotion, as the équipe leads it and as those who take part see it."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from parcours.animation.lectures.rencontres import AVEC_LE_VOTE, communaute_de, participation_de
from parcours.promotions.a_traiter.sources import faits_de
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.lectures.echeances import echeances_de
from parcours.promotions.lectures.promotions import binomes_de, rencontres_de
from parcours.promotions.models import Promotion, Rencontre
from parcours.promotions.views.portes import ariane_equipe, promotion_de
from parcours.promotions.views.promotions import _acte, _suites
from parcours.travaux.lectures.binomes import chemin_de, lignes_des_binomes
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.documents import peut_avoir
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne

# When a catalyseur says what stays visible of her.
SUITES_OUVERTES = (Promotion.Etat.EVALUATION, Promotion.Etat.CLOSE)


@ouvert_a(Chapeau.EQUIPE)
def promotion_de_l_equipe(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Show a promotion as the équipe leads it: what it waits for, its path, its binômes."""
    la_promotion, personne, instant = (
        promotion_de(request, promotion, AVEC_LE_VOTE),
        request.user,
        maintenant(),
    )
    lignes = lignes_des_binomes(la_promotion, maintenant=instant)
    places = la_promotion.parcours.nombre_structures
    rencontres = list(la_promotion.rencontres.select_related("etape").order_by("debut", "pk"))
    echeances = echeances_de(la_promotion, personne, jour=aujourdhui())
    for rencontre in rencontres:
        rencontre.promotion = la_promotion
    session = _prochaine_session(rencontres, instant)
    suites = [(etat.value, _acte(la_promotion, etat)) for etat in _suites(la_promotion)]
    contexte = {
        "ariane": ariane_equipe(la_promotion),
        "promotion": la_promotion,
        "organise": peut_organiser(personne, la_promotion),
        "session": session if la_promotion.etat == Promotion.Etat.EN_COURS else None,
        "suites": suites,
        "faits": faits_de(la_promotion, personne=personne, maintenant=instant),
        "chemin": chemin_de(
            la_promotion,
            None,
            aujourdhui=aujourdhui(),
            rencontres=rencontres,
            echeances=[ligne.echeance for ligne in echeances],
        ),
        "communaute": communaute_de(
            la_promotion,
            personne,
            mienne=participation_de(personne, la_promotion),
            instant=instant,
        ),
        "a_venir": [r for r in rencontres if r.fin >= instant],
        "passees": [r for r in reversed(rencontres) if r.fin < instant],
        "echeances": [ligne for ligne in echeances if ligne.statut != "fait"],
        "echeances_passees": [ligne for ligne in echeances if ligne.statut == "fait"],
        "lignes": lignes,
        "places": places,
        "places_libres": places - len(lignes),
    }
    return render(request, "animation/promotions/equipe.html", contexte)


def _prochaine_session(rencontres: list[Rencontre], instant: datetime) -> Rencontre | None:
    """The session to prepare: the first that is neither over nor cancelled."""
    return next(
        (
            rencontre
            for rencontre in rencontres
            if rencontre.nature == Rencontre.Nature.SESSION
            and rencontre.annulee_le is None
            and rencontre.fin >= instant
        ),
        None,
    )


@ouvert_a(CONNECTES)
def promotion(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Show the promotion to those who take part: its path, what comes, who the 12 are."""
    la_promotion, personne = promotion_de(request, promotion, AVEC_LE_VOTE), request.user
    mienne, instant = participation_de(personne, la_promotion), maintenant()
    mien = mienne.binome if mienne is not None else None
    rencontres = rencontres_de(la_promotion)
    contexte: dict[str, Any] = {
        "promotion": la_promotion,
        "chemin": chemin_de(la_promotion, mien, aujourdhui=aujourdhui(), rencontres=rencontres),
        "prochaines": _a_venir(la_promotion, rencontres, instant),
        "binomes": binomes_de(la_promotion),
        "communaute": communaute_de(la_promotion, personne, mienne=mienne, instant=instant),
        "trombinoscope": peut_avoir(personne, "trombinoscope", la_promotion.pk),
        "mien": mien is not None,
        "suite": mien is not None and la_promotion.etat in SUITES_OUVERTES,
        "coachs": _coachs(la_promotion),
    }
    return render(request, "animation/promotions/promotion.html", contexte)


@compiled
def _coachs(promotion: Promotion) -> QuerySet[Personne]:
    coachs: QuerySet[Personne] = Personne.objects.filter(
        binomes_suivis__binome__promotion=promotion, binomes_suivis__jusqua=None
    )
    return coachs.distinct()


def _a_venir(
    promotion: Promotion, rencontres: list[Rencontre], instant: datetime
) -> list[Rencontre]:
    """The next three of the rencontres that are everyone's."""
    prochaines = [
        rencontre
        for rencontre in rencontres
        if rencontre.annulee_le is None
        and rencontre.nature != Rencontre.Nature.BILATERALE
        and rencontre.fin >= instant
    ][:3]
    for rencontre in prochaines:
        rencontre.promotion = promotion
    return prochaines
