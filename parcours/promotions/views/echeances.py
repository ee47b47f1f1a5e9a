"""One dated row of a promotion, as the équipe changes it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.promotions.actions.echeances import modifier_echeance
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.forms.echeances import CHAMP_DE, EcheanceForm
from parcours.promotions.models import Echeance
from parcours.promotions.views.portes import ariane_equipe, promotion_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def echeance(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Change the words and the days of one row."""
    la_promotion = promotion_de(request, promotion)
    la_date: Echeance = get_object_or_404(
        Echeance.objects.visibles_par(request.user).de(la_promotion), pk=pk
    )
    if not peut_organiser(request.user, la_promotion):
        raise AccesRefuse("Les échéances d’une promotion close ne changent plus.")
    form = EcheanceForm(posted(request), echeance=la_date)

    def modifier() -> str:
        modifier_echeance(par=request.user, echeance=la_date, **form.cleaned_data)
        messages.success(request, f"« {form.cleaned_data['titre']} » est enregistrée.")
        if form.avis():
            messages.warning(request, f"À savoir : {', '.join(form.avis())}.")
        return reverse("equipe:promotion", args=[la_promotion.code])

    def relire(actuelle: Echeance) -> EcheanceForm:
        return EcheanceForm(echeance=actuelle)

    outcome = submit(request, modifier, form, field=CHAMP_DE.get, reread=relire)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": ariane_equipe(la_promotion, la_date.titre),
        "promotion": la_promotion,
        "echeance": la_date,
        "form": form,
    }
    return render(request, "promotions/echeances/echeance.html", contexte, status=outcome.status)
