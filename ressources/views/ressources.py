"""The resource centres, with their own addresses when the documents name them."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from rameau.commun.compiled import compiled
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne
from ressources.models import CentreRessources


@ouvert_a(CONNECTES)
def centres(request: SignedInRequest) -> HttpResponse:
    """List the centres in their order."""
    contexte = {"centres": _visibles(request.user)}
    return render(request, "ressources/ressources/centres.html", contexte)


@compiled
def _visibles(personne: Personne) -> QuerySet[CentreRessources]:
    return CentreRessources.objects.visibles_par(personne).order_by("ordre")
