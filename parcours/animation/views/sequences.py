"""The agenda of a rencontre, on one page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from parcours.animation.actions.sequences import ecrire_deroule
from parcours.animation.forms.sequences import lignes
from parcours.animation.lectures.rencontres import empreinte_du_deroule, moments_de
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.views.portes import ariane_equipe, rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def deroule(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Write the agenda: add, change, order and remove sequences, at once."""
    rencontre = rencontre_de(request, promotion, pk)
    formset = lignes(rencontre, posted(request))

    def ecrire() -> str:
        ecrire_deroule(
            par=request.user,
            rencontre=rencontre,
            sequences=formset.ecrites(localtime(rencontre.debut)),
            lu=request.POST.get("lu"),
        )
        messages.success(request, f"Le déroulé de « {rencontre.titre} » est enregistré.")
        return f"{rencontre.get_absolute_url()}#deroule"

    outcome = submit(request, ecrire, formset)
    if outcome.response:
        return outcome.response
    autre = outcome.stale
    moments = moments_de(rencontre)
    sequences = [moment.sequence for moment in moments]
    longueur = int((rencontre.fin - rencontre.debut).total_seconds() // 60)
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Déroulé"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "formset": formset,
        "refus": outcome.refusal,
        "autre": moments if autre else [],
        "lu": request.POST["lu"]
        if "lu" in request.POST and not autre
        else empreinte_du_deroule(rencontre),
        "organise": peut_organiser(request.user, rencontre.promotion),
        "somme": sum(sequence.duree_minutes for sequence in sequences),
        "longueur": longueur,
        "depasse": max((s.fin_minutes for s in sequences), default=0) - longueur,
    }
    return render(request, "animation/sequences/deroule.html", contexte, status=outcome.status)
