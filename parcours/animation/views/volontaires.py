"""The volunteer who animates the community: offers herself here, is named by the équipe."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.animation.actions.volontaires import (
    decharger_volontaire,
    nommer_volontaire,
    se_proposer,
    se_retirer,
)
from parcours.animation.forms.volontaires import CandidatureForm, NominationForm
from parcours.animation.models import Volontaire
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Participation
from parcours.promotions.views.portes import ariane_equipe, promotion_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.CATALYSEUR, Chapeau.ALUMNI, methodes="GET POST")
def se_porter_volontaire(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Offer oneself to animate the community of one's promotion, or take the offer back."""
    la_promotion = promotion_de(request, promotion)
    participation: Participation = get_object_or_404(
        Participation.objects.actives().select_related("binome__promotion"),
        personne=request.user,
        binome__promotion=la_promotion,
    )
    mien = (
        Volontaire.objects.visibles_par(request.user)
        .filter(participation=participation, fini_le=None)
        .first()
    )
    form = CandidatureForm(posted(request))
    if request.method == "POST" and request.POST.get("acte") == "retirer" and mien is not None:
        mien.participation = participation
        se_retirer(par=request.user, volontaire=mien, instant=maintenant())
        messages.success(request, "Votre proposition est retirée.")
        return SeeOther(la_promotion.get_absolute_url())

    def proposer() -> str:
        mot = form.cleaned_data["mot"]
        se_proposer(par=request.user, participation=participation, mot=mot, instant=maintenant())
        messages.success(request, "Merci ! L’équipe sait que vous êtes volontaire.")
        return la_promotion.get_absolute_url()

    outcome = submit(request, proposer, form)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": [
            (la_promotion.nom, la_promotion.get_absolute_url()),
            ("Animer la communauté", ""),
        ],
        "promotion": la_promotion,
        "mien": mien,
        "form": form,
    }
    return render(
        request, "animation/volontaires/se_proposer.html", contexte, status=outcome.status
    )


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def volontaire(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Name the volunteer among those who offered themselves, or anyone of the promotion."""
    la_promotion = promotion_de(request, promotion)
    tous = list(
        Volontaire.objects.visibles_par(request.user)
        .filter(promotion=la_promotion)
        .select_related("participation__personne", "participation__binome__structure")
        .order_by("propose_le", "pk")
    )
    nomme = next((v for v in tous if v.nomme_le and not v.fini_le), None)
    form = NominationForm(posted(request), promotion=la_promotion)
    if request.method == "POST" and request.POST.get("acte") == "decharger" and nomme is not None:
        nomme.promotion = la_promotion
        decharger_volontaire(par=request.user, volontaire=nomme, instant=maintenant())
        messages.success(request, f"{nomme} n’anime plus la communauté.")
        return SeeOther(reverse("equipe:volontaire", args=[promotion]))

    def nommer() -> str:
        choisi = nommer_volontaire(
            par=request.user,
            promotion=la_promotion,
            participation=form.cleaned_data["participation"],
            instant=maintenant(),
        )
        messages.success(request, f"{choisi} anime la communauté de la promotion.")
        return reverse("equipe:volontaire", args=[promotion])

    outcome = submit(request, nommer, form)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": ariane_equipe(la_promotion, "Volontaire de la communauté"),
        "promotion": la_promotion,
        "nomme": nomme,
        "candidats": [v for v in tous if not v.nomme_le and not v.fini_le],
        "anciens": [v for v in tous if v.nomme_le and v.fini_le],
        "organise": peut_organiser(request.user, la_promotion),
        "form": form,
    }
    return render(request, "animation/volontaires/nommer.html", contexte, status=outcome.status)
