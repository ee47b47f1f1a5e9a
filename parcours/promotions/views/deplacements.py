"""Moving a rencontre: what follows it is read before, then done in one act."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime

from parcours.promotions.actions.deplacements import deplacer_rencontre
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.forms.deplacements import DeplacementForm
from parcours.promotions.lectures.deplacements import Deplacement, prevoir_deplacement
from parcours.promotions.models import Rencontre
from parcours.promotions.views.portes import ariane_equipe, rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import submit
from rameau.commun.temps import maintenant
from rameau.commun.texte import accorder, date_longue, heure
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def deplacer(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Choose another day (it stays in the address), read what follows, confirm once.

    A list that is no longer true is refused, and shown anew.
    """
    rencontre = rencontre_de(request, promotion, pk)
    if not peut_organiser(request.user, rencontre.promotion):
        raise AccesRefuse("Les rencontres d’une promotion close ne se déplacent plus.")
    envoi = request.POST if request.method == "POST" else request.GET
    if request.method == "GET" and not envoi:
        return _page(request, rencontre, DeplacementForm.de(rencontre), None)
    form = DeplacementForm(envoi)
    if not form.is_valid():
        return _page(request, rencontre, form, None, 422)
    debut = form.debut()

    def confirmer() -> str:
        deplacee = deplacer_rencontre(
            par=request.user,
            rencontre=rencontre,
            debut=debut,
            empreinte=request.POST.get("empreinte", ""),
            instant=maintenant(),
        )
        return _dire(request, deplacee)

    outcome = submit(request, confirmer)
    if outcome.response:
        return outcome.response
    actuelle = rencontre_de(request, promotion, pk) if outcome.refusal else rencontre
    prevu = prevoir_deplacement(actuelle, debut)
    return _page(request, actuelle, form, prevu, outcome.status, outcome.refusal)


def _dire(request: SignedInRequest, rencontre: Rencontre) -> str:
    debut: datetime = localtime(rencontre.debut)
    messages.success(
        request,
        f"« {rencontre.titre} » a lieu le {date_longue(debut)}, à {heure(debut)} ; "
        "tout ce qui en dépend a suivi.",
    )
    return reverse("parcours:rencontre", args=[rencontre.promotion.code, rencontre.pk])


def _page(
    request: SignedInRequest,
    rencontre: Rencontre,
    form: DeplacementForm,
    prevu: Deplacement | None,
    status: int = 200,
    dit: str = "",
) -> HttpResponse:
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Déplacer"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "form": form,
        "prevu": prevu,
        "dit": dit,
        "combien": accorder(
            len(prevu.personnes), "personne sera prévenue", "personnes seront prévenues"
        )
        if prevu
        else "",
    }
    return render(request, "promotions/deplacements/deplacer.html", contexte, status=status)
