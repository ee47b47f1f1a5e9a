"""The committee of a programme: the équipe gives and ends its seats."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.promotions.actions.comite import inviter_au_comite, quitter_le_comite
from parcours.promotions.forms.binomes import SiegeForm
from parcours.promotions.models import MembreComite, Programme
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def comite(request: SignedInRequest, pk: int) -> HttpResponse:
    """List the seats of a programme's committee and give one to someone known by e-mail."""
    programme = _programme(request, pk)
    form = SiegeForm(posted(request))

    def inviter() -> str:
        siege = inviter_au_comite(
            par=request.user,
            programme=programme,
            invite=form.invite(),
            organisme=form.cleaned_data["organisme"],
            instant=maintenant(),
        )
        messages.success(request, f"{siege.personne} siège au comité de pilotage.")
        return reverse("equipe:comite", args=[programme.pk])

    outcome = submit(request, inviter, form, field="email")
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": [
            ("Promotions", reverse("equipe:promotions")),
            (programme.titre, reverse("equipe:programme", args=[programme.pk])),
            ("Comité de pilotage", ""),
        ],
        "programme": programme,
        "sieges": programme.comite.filter(jusqua=None)
        .select_related("personne")
        .order_by("organisme", "pk"),
        "form": form,
    }
    return render(request, "promotions/comite/comite.html", contexte, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def quitter(request: SignedInRequest, pk: int, siege_pk: int) -> HttpResponse:
    """End a seat."""
    programme = _programme(request, pk)
    siege: MembreComite = get_object_or_404(
        programme.comite.select_related("personne", "programme"), pk=siege_pk
    )
    quitter_le_comite(par=request.user, siege=siege, instant=maintenant())
    messages.success(request, f"{siege.personne} ne siège plus au comité de pilotage.")
    return SeeOther(reverse("equipe:comite", args=[programme.pk]))


def _programme(request: SignedInRequest, pk: int) -> Programme:
    programme: Programme = get_object_or_404(Programme.objects.visibles_par(request.user), pk=pk)
    return programme
