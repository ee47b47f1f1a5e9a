"""The journée conclusive: its public page, its guests, its synthesis."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.animation.actions.journees import (
    ecrire_synthese,
    effacer_invite,
    preparer_journee,
    publier_synthese,
    retirer_synthese,
    s_annoncer,
)
from parcours.animation.courriels.journees import invite_du_lien
from parcours.animation.forms.journees import InviteForm, JourneeForm, SyntheseForm
from parcours.animation.models import InviteExterne, JourneeConclusive
from parcours.promotions.models import Rencontre
from parcours.promotions.views.portes import ariane_equipe, rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import TOUS, ouvert_a
from rameau.commun.submissions import TooManyTries, posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest

TROP_D_ESSAIS = "Il y a eu trop d’essais : patientez une heure, ou écrivez à l’équipe."


# --- the public --------------------------------------------------------------------------------
@ouvert_a(TOUS, methodes="GET POST")
def journee(request: HttpRequest, promotion: str, pk: int) -> HttpResponse:
    """What the day is, the registration of guests, then its synthesis; 404 while neither is
    open."""
    la_journee = get_object_or_404(
        JourneeConclusive.objects.select_related("rencontre__promotion"),
        rencontre=pk,
        rencontre__promotion__code=promotion,
    )
    if not la_journee.ouverte and la_journee.publiee_le is None:
        raise Http404(pk)
    form = InviteForm(posted(request))

    def annoncer() -> str:
        donnees = form.cleaned_data
        email = donnees["email"].strip().lower()
        if not ratelimit.consume(request, action="s_annoncer", key=email):
            raise TooManyTries(TROP_D_ESSAIS)
        s_annoncer(par=None, journee=la_journee, instant=maintenant(), **donnees)
        return f"{la_journee.get_absolute_url()}?inscription=faite"

    outcome = submit(request, annoncer, form)
    if outcome.response:
        return outcome.response
    rencontre = la_journee.rencontre
    contexte = {
        "journee": la_journee,
        "rencontre": rencontre,
        "form": form,
        "faite": request.GET.get("inscription") == "faite",
        "inscrit": la_journee.ouverte
        and rencontre.annulee_le is None
        and maintenant() < rencontre.debut,
    }
    return render(request, "animation/journees/journee.html", contexte, status=outcome.status)


@ouvert_a(TOUS, methodes="GET POST")
def invite(request: HttpRequest, jeton: str) -> HttpResponse:
    """A guest's own page: what is known of her, and the button that erases it."""
    pk = invite_du_lien(jeton)
    if pk is None:
        return render(request, "animation/journees/invite_efface.html", {}, status=404)
    invites = InviteExterne.objects.select_related("journee__rencontre__promotion")
    le_sien = invites.filter(pk=pk).first()
    if le_sien is None:
        return render(request, "animation/journees/invite_efface.html", {})
    if request.method == "POST":
        effacer_invite(par=None, invite=le_sien)
        return SeeOther(request.path)
    response = render(request, "animation/journees/invite.html", {"invite": le_sien})
    response["Cache-Control"] = "no-store, private"
    return response


# --- the équipe --------------------------------------------------------------------------------
@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def tenir(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Open the day to guests, see who comes, write and publish the synthesis."""
    rencontre = rencontre_de(request, promotion, pk)
    if rencontre.nature != Rencontre.Nature.JOURNEE:
        raise Http404(pk)
    la_journee = JourneeConclusive.objects.filter(rencontre=rencontre).first()
    form = JourneeForm.de(la_journee, posted(request))

    def preparer() -> str:
        preparer_journee(par=request.user, rencontre=rencontre, **form.cleaned_data)
        messages.success(request, "La page de la journée est à jour.")
        return request.path

    outcome = submit(request, preparer, form, field="places_invites", reread=JourneeForm.de)
    return outcome.response or _page(
        request, rencontre, outcome.current or la_journee, form=form, status=outcome.status
    )


def _page(
    request: SignedInRequest,
    rencontre: Rencontre,
    la_journee: JourneeConclusive | None,
    *,
    form: JourneeForm | None = None,
    synthese: SyntheseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    if la_journee is not None:
        la_journee.rencontre = rencontre
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Invités et synthèse"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "journee": la_journee,
        "invites": list(la_journee.invites.order_by("nom", "pk")) if la_journee else [],
        "form": form or JourneeForm.de(la_journee),
        "form_synthese": synthese or SyntheseForm.de(la_journee),
        "a_eu_lieu": maintenant() >= rencontre.debut,
    }
    return render(request, "animation/journees/tenir.html", contexte, status=status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def synthese(request: SignedInRequest, promotion: str, pk: int, acte: str) -> HttpResponse:
    """Write the synthesis, publish it, or close it to the public again."""
    rencontre = rencontre_de(request, promotion, pk)
    la_journee = get_object_or_404(JourneeConclusive, rencontre=rencontre)
    la_journee.rencontre = rencontre
    form = SyntheseForm.de(la_journee, request.POST)
    if acte not in SYNTHESE:
        raise Http404(acte)

    def ecrire() -> str:
        if acte == "retirer":
            retirer_synthese(par=request.user, journee=la_journee)
        else:
            ecrire_synthese(par=request.user, journee=la_journee, **form.cleaned_data)
        if acte == "publier":
            publier_synthese(par=request.user, journee=la_journee, instant=maintenant())
        messages.success(request, SYNTHESE[acte])
        return reverse("equipe:journee", args=[promotion, pk])

    outcome = submit(request, ecrire, form, field="synthese", reread=SyntheseForm.de)
    return outcome.response or _page(
        request, rencontre, outcome.current or la_journee, synthese=form, status=outcome.status
    )


SYNTHESE = {
    "ecrire": "La synthèse est enregistrée.",
    "publier": "La synthèse est publiée à l’adresse de la journée.",
    "retirer": "La synthèse n’est plus publique ; son texte est gardé.",
}


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def effacer(request: SignedInRequest, promotion: str, pk: int, invite_pk: int) -> HttpResponse:
    """Erase a guest who asked for it."""
    rencontre = rencontre_de(request, promotion, pk)
    le_sien = get_object_or_404(
        InviteExterne.objects.select_related("journee__rencontre"),
        pk=invite_pk,
        journee__rencontre=rencontre,
    )
    effacer_invite(par=request.user, invite=le_sien)
    messages.success(request, "L’invité est effacé ; sa place est libre.")
    return SeeOther(reverse("equipe:journee", args=[promotion, pk]))
