"""The agenda of a rencontre, on one page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from parcours.animation.actions.sequences import ecrire_deroule
from parcours.animation.forms.sequences import lignes
from parcours.animation.lectures.rencontres import empreinte_du_deroule, moments_de
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.views.portes import fil_equipe, rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import RegleViolee, VersionDepassee
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def deroule(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Write the agenda: add, change, order and remove sequences, at once."""
    rencontre = rencontre_de(request, promotion, pk)
    formset = lignes(rencontre, request.POST if request.method == "POST" else None)
    status, refus, autre = 200, "", False
    if request.method == "POST":
        status = 422
        if formset.is_valid():
            try:
                ecrire_deroule(
                    par=request.user,
                    rencontre=rencontre,
                    sequences=formset.ecrites(localtime(rencontre.debut)),
                    lu=request.POST.get("lu"),
                )
            except RegleViolee as regle:
                status, refus = 409, regle.message
            except VersionDepassee:
                status, autre = 409, True
            else:
                messages.success(request, f"Le déroulé de « {rencontre.titre} » est enregistré.")
                return SeeOther(f"{rencontre.get_absolute_url()}#deroule")
    moments = moments_de(rencontre)
    sequences = [moment.sequence for moment in moments]
    longueur = int((rencontre.fin - rencontre.debut).total_seconds() // 60)
    contexte = {
        "fil": fil_equipe(rencontre.promotion, rencontre, "Déroulé"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "formset": formset,
        "refus": refus,
        "autre": moments if autre else [],
        "lu": request.POST["lu"]
        if "lu" in request.POST and not autre
        else empreinte_du_deroule(rencontre),
        "organise": peut_organiser(request.user, rencontre.promotion),
        "somme": sum(sequence.duree_minutes for sequence in sequences),
        "longueur": longueur,
        "depasse": max((s.fin_minutes for s in sequences), default=0) - longueur,
    }
    return render(request, "animation/sequences/deroule.html", contexte, status=status)
