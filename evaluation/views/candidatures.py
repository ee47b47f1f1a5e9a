"""The choice of the structures, as the committee reads and endorses it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from evaluation.droits import promotions_pilotees
from parcours.promotions.actions.candidatures import donner_avis
from parcours.promotions.droits.candidatures import siege_qui_endosse
from parcours.promotions.forms.candidatures import AvisForm
from parcours.promotions.lectures.candidatures import (
    avis_de,
    diversite_de,
    empreinte_de,
    lignes_du_choix,
    liste_de,
)
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, Chapeau.COMITE, methodes="GET POST")
def candidatures(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Show the list with what is decided, its diversity and the avis; take the member's."""
    demandee = get_object_or_404(
        promotions_pilotees(request.user).select_related("programme", "parcours"),
        code=promotion,
    )
    liste = liste_de(demandee)
    actuelle = empreinte_de(liste)
    form = AvisForm(posted(request), initial={"empreinte": actuelle})

    def donner() -> str:
        donner_avis(
            par=request.user,
            promotion=demandee,
            accord=form.cleaned_data["avis"] == "accord",
            mots=form.cleaned_data["mots"],
            empreinte=form.cleaned_data["empreinte"],
            instant=maintenant(),
        )
        messages.success(request, "Votre avis est donné. Merci.")
        return request.path

    outcome = submit(request, donner, form)
    if outcome.response:
        return outcome.response
    if outcome.refusal:
        # What is shown now is the list as it stands: that is what one would endorse next.
        form.data = {**request.POST.dict(), "empreinte": actuelle}
    contexte = {
        "ariane": [
            (demandee.nom, reverse("pilotage:promotion", args=[demandee.code])),
            ("Choix des structures", ""),
        ],
        "promotion": demandee,
        "lignes": lignes_du_choix(liste),
        "diversite": diversite_de(liste, places=demandee.parcours.nombre_structures),
        "avis": avis_de(demandee, actuelle),
        "siege": siege_qui_endosse(request.user, demandee),
        "form": form,
    }
    return render(request, "evaluation/pilotage/candidatures.html", contexte, status=outcome.status)
