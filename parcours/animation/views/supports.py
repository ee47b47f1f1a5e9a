"""The supports of a rencontre: the équipe adds, publishes, takes away; the promotion reads."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.animation.actions.supports import ajouter_support, publier_support, retirer_support
from parcours.animation.forms.supports import SupportForm
from parcours.animation.models import Support
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.views.portes import ariane_equipe, rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.fichiers import file_response
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def supports(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """List the supports of a rencontre and add one."""
    rencontre = rencontre_de(request, promotion, pk)
    form = SupportForm(
        posted(request), request.FILES or None, initial={"moment": Support.Moment.AVANT}
    )

    def ajouter() -> str:
        ajoute = ajouter_support(
            par=request.user, rencontre=rencontre, instant=maintenant(), **form.cleaned_data
        )
        suite = "la promotion le voit" if ajoute.publie_le else "l’équipe seule le voit"
        messages.success(request, f"« {ajoute.titre} » est ajouté : {suite}.")
        return reverse("equipe:supports", args=[promotion, pk])

    outcome = submit(request, ajouter, form, field="fichier")
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Supports"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "supports": Support.objects.visibles_par(request.user)
        .filter(rencontre=rencontre)
        .select_related("fichier")
        .order_by("-moment", "pk"),
        "organise": peut_organiser(request.user, rencontre.promotion),
        "form": form,
    }
    return render(request, "animation/supports/supports.html", contexte, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def support(request: SignedInRequest, promotion: str, pk: int, support_pk: int) -> HttpResponse:
    """Publish a support, keep it for the équipe again, or take it away."""
    rencontre = rencontre_de(request, promotion, pk)
    le_support: Support = get_object_or_404(
        Support.objects.visibles_par(request.user)
        .filter(rencontre=rencontre)
        .select_related("fichier"),
        pk=support_pk,
    )
    le_support.rencontre = rencontre
    if request.POST.get("acte") == "retirer":
        retirer_support(par=request.user, support=le_support)
        messages.success(request, f"« {le_support.titre} » est retiré.")
    else:
        publier = request.POST.get("acte") == "publier"
        publier_support(par=request.user, support=le_support, publier=publier, instant=maintenant())
        qui = "la promotion le voit" if publier else "l’équipe seule le voit"
        messages.success(request, f"« {le_support.titre} » : {qui}.")
    return SeeOther(reverse("equipe:supports", args=[promotion, pk]))


@ouvert_a(CONNECTES)
def fichier(request: SignedInRequest, promotion: str, pk: int, support_pk: int) -> HttpResponse:
    """Give the file of a support to those who may see it."""
    le_support: Support = get_object_or_404(
        Support.objects.visibles_par(request.user)
        .filter(rencontre=rencontre_de(request, promotion, pk), fichier__isnull=False)
        .select_related("fichier"),
        pk=support_pk,
    )
    # The types of django-csp know decorated views alone.
    return file_response(le_support.fichier)  # type: ignore[arg-type, return-value]
