"""The page of a rencontre: when, where, what happens there, what is expected for it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parcours.animation.lectures.rencontres import (
    autour_de,
    heures_ailleurs,
    moments_de,
    participation_de,
    travail_du_binome,
)
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.lectures.etapes import travail_attendu
from parcours.promotions.views.portes import ariane_promotion, rencontre_de
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(CONNECTES)
def rencontre(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Show a rencontre: when, where, what happens there, what is expected for it."""
    rencontre, personne = rencontre_de(request, promotion, pk), request.user
    mienne = participation_de(personne, rencontre.promotion)
    mien = mienne.binome if mienne is not None else None
    travail = travail_du_binome(mien, rencontre) if mien is not None else None
    attendu = travail.etape if travail is not None else travail_attendu(rencontre)
    contexte: dict[str, Any] = {
        "ariane": [
            *ariane_promotion(request.user, rencontre.promotion),
            ("Rencontres", reverse("parcours:rencontres", args=[rencontre.promotion.code])),
            (rencontre.titre, ""),
        ],
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "ailleurs": heures_ailleurs(rencontre, mien),
        "moments": moments_de(rencontre),
        "attendu": attendu,
        "travail": travail,
        "organise": peut_organiser(personne, rencontre.promotion),
        "autour": autour_de(rencontre, personne),
        "participe": mien is not None,
        "passee": rencontre.fin < maintenant(),
    }
    return render(request, "animation/rencontres/rencontre.html", contexte)
