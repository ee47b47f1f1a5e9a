"""One typed element: what it says, its place, and who has met the same frein."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from parcours.travaux.actions.livrables import deplacer_element, modifier_element, retirer_element
from parcours.travaux.droits.livrables import peut_ecrire
from parcours.travaux.forms.elements import ElementForm
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Element
from parcours.travaux.views.portes import AUTEURS, ariane_de, mien
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(*AUTEURS, methodes="GET POST")
def element(request: SignedInRequest, promotion: str, pk: int, element_pk: int) -> HttpResponse:
    """One element: what it says, what it stems from; or its place, or taking it out."""
    le_livrable = mien(request, promotion, pk)
    l_element = get_object_or_404(
        Element.objects.select_related(
            "livrable__binome__promotion", "livrable__etape", "issu_de"
        ).prefetch_related("contributions"),
        livrable=le_livrable,
        pk=element_pk,
    )
    form = ElementForm(posted(request), element=l_element)
    retour = _adresse_de_la_section(promotion, l_element)
    if request.method == "GET" and not peut_ecrire(request.user, le_livrable):
        return redirect(le_livrable)  # the promotion is closed: it is read there
    acte = request.POST.get("acte", "")
    if acte in ("monter", "descendre"):
        deplacer_element(par=request.user, element=l_element, monter=acte == "monter")
        return SeeOther(retour)
    if acte == "retirer":
        retirer_element(par=request.user, element=l_element, instant=maintenant())
        messages.success(request, f"« {l_element.titre} » est retiré de votre travail.")
        return SeeOther(retour)

    def modifier() -> str:
        modifier_element(par=request.user, element=l_element, instant=maintenant(), **form.dits)
        messages.success(request, "L'élément est enregistré.")
        return retour

    outcome = submit(request, modifier, form, refused=422)
    if outcome.response:
        return outcome.response
    return render(
        request,
        "travaux/livrables/element.html",
        {
            "livrable": le_livrable,
            "element": l_element,
            "form": form,
            "autre": outcome.current,
            "retour": retour,
            "ariane": ariane_de(
                request.user, le_livrable, l_element.get_nature_display().capitalize()
            ),
        },
        status=outcome.status,
    )


def _adresse_de_la_section(promotion: str, l_element: Element) -> str:
    trame = trame_de(l_element.livrable.nature)
    code = next((s.code for s in trame.sections if s.elements == l_element.nature), "")
    return reverse("parcours:livrable", args=[promotion, l_element.livrable_id]) + f"#{code}"
