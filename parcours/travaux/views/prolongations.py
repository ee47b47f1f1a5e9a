"""More time for one binôme, given by the équipe with its reason."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parcours.promotions.views.portes import ariane_equipe
from parcours.travaux.actions.prolongations import prolonger_livrable
from parcours.travaux.droits.prolongations import peut_prolonger
from parcours.travaux.forms.prolongations import ProlongationForm
from parcours.travaux.views.portes import visible
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.commun.texte import date_sans_jour
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def prolonger(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Choose a later day for a work, and say why."""
    le_livrable = visible(request, promotion, pk)
    if not peut_prolonger(request.user, le_livrable):
        raise Http404
    form = ProlongationForm(posted(request))
    binome = le_livrable.binome
    page = reverse("equipe:binome", args=[binome.promotion.code, binome.pk])
    champ_de = {"prolongation_plus_tard": "du_le", "prolongation_raison": "raison"}

    def prolonger() -> str:
        prolonger_livrable(
            par=request.user, livrable=le_livrable, instant=maintenant(), **form.cleaned_data
        )
        jour = date_sans_jour(form.cleaned_data["du_le"])
        messages.success(request, f"{binome.nom} a jusqu'au {jour} ; le binôme est prévenu.")
        return page

    outcome = submit(request, prolonger, form, field=champ_de.get)
    if outcome.response:
        return outcome.response
    return render(
        request,
        "travaux/livrables/prolonger.html",
        {
            "livrable": le_livrable,
            "form": form,
            "page": page,
            "deja": le_livrable.prolongations.select_related("accordee_par").order_by("-pk"),
            "ariane": [
                *ariane_equipe(binome.promotion),
                (binome.nom, page),
                ("Donner du temps", ""),
            ],
        },
        status=outcome.status,
    )
