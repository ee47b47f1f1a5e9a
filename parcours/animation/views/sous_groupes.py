"""The sub-groups of a session: proposed, then composed on one page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from parcours.animation.actions.sous_groupes import (
    composer_sous_groupes,
    empreinte_des_sous_groupes,
)
from parcours.animation.forms.sous_groupes import (
    CompositionForm,
    PropositionForm,
    existante,
    proposition,
)
from parcours.animation.lectures.rencontres import autour_de
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Participation
from parcours.promotions.views.portes import ariane_equipe, rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import Outcome, posted, submit
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def sous_groupes(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Compose the sub-groups. « Proposer » fills the page and writes nothing."""
    rencontre = rencontre_de(request, promotion, pk)
    participations = list(
        Participation.objects.actives()
        .filter(binome__promotion=rencontre.promotion)
        .select_related("personne", "binome__structure", "binome__territoire")
        .order_by("binome__rang", "place", "pk")
    )
    demande = PropositionForm(
        request.GET or None,
        initial={"combien": max(2, round(len(participations) / 4)), "binomes": "separes"},
    )
    if demande.is_bound and demande.is_valid():
        depart = proposition(
            participations,
            combien=demande.cleaned_data["combien"],
            ensemble=demande.cleaned_data["binomes"] == "ensemble",
        )
    else:
        depart = existante(rencontre)
    form = CompositionForm(posted(request), participations=participations, depart=depart)

    def composer() -> str:
        composer_sous_groupes(
            par=request.user,
            rencontre=rencontre,
            groupes=form.composes(),
            lu=request.POST.get("lu"),
        )
        messages.success(request, "Les sous-groupes sont enregistrés.")
        return f"{rencontre.get_absolute_url()}#sous-groupes"

    outcome = submit(request, composer, form)
    if outcome.response:
        return outcome.response
    autre = outcome.stale
    if request.method == "GET" and demande.errors:
        outcome = Outcome(status=422)
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Sous-groupes"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "demande": demande,
        "propose": demande.is_bound and not demande.errors,
        "form": form,
        "compte": form["combien"],
        "autre": autour_de(rencontre, request.user).groupes if autre else [],
        "lu": request.POST["lu"]
        if "lu" in request.POST and not autre
        else empreinte_des_sous_groupes(rencontre),
        "organise": peut_organiser(request.user, rencontre.promotion),
    }
    return render(request, "animation/sous_groupes/composer.html", contexte, status=outcome.status)
