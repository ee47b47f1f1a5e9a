"""Opening a promotion on the pattern of another: the same dates, from another first day."""

from django.http import HttpResponse
from django.shortcuts import render

from parcours.promotions.forms.copies import DERNIERE, CopieForm
from parcours.promotions.forms.promotions import OuvertureForm
from parcours.promotions.lectures.copies import dates_comme
from parcours.promotions.models import Parcours
from parcours.promotions.views.portes import ariane_equipe, promotion_de
from parcours.promotions.views.promotions import page_du_calendrier
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import ouvert_a
from rameau.commun.temps import aujourdhui
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE)
def reprendre(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Ask for a name and a first day, which stay in the address; then show the same preview as
    any promotion to come, where everything may still be changed."""
    source, jour = promotion_de(request, promotion), aujourdhui()
    derniere = (
        Parcours.objects.visibles_par(request.user)
        .proposes()
        .filter(code=source.parcours.code)
        .exclude(pk=source.parcours_id)
        .first()
    )
    form = CopieForm(request.GET or None, promotion=source, derniere=derniere, aujourdhui=jour)
    if not form.is_valid():
        contexte = {
            "ariane": ariane_equipe(source, "Ouvrir une promotion sur ce modèle"),
            "promotion": source,
            "form": form,
        }
        status = 422 if form.is_bound else 200
        return render(request, "promotions/copies/reprendre.html", contexte, status=status)
    donnees = form.cleaned_data
    parcours = source.parcours
    if derniere is not None and donnees["version"] == DERNIERE:
        parcours = derniere
    initial = {"nom": donnees["nom"], "debut": donnees["debut"]}
    if donnees["structures"]:
        choisies = "territoire" if parcours.avec_territoire else "structure"
        initial["structures"] = [
            pk for pk in source.binomes.order_by("rang").values_list(choisies, flat=True) if pk
        ]
    ouverture = OuvertureForm(
        parcours=parcours,
        depart=donnees["debut"],
        aujourdhui=jour,
        comme=dates_comme(source, parcours, donnees["debut"]),
        initial=initial,
    )
    return page_du_calendrier(request, ouverture)
