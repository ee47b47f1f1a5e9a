"""The resource centres, with their own addresses when the documents name them."""

from django.http import HttpResponse
from django.shortcuts import render

from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.comptes.requests import SignedInRequest
from ressources.models import CentreRessources


@ouvert_a(CONNECTES)
def centres(request: SignedInRequest) -> HttpResponse:
    """List the centres in their order."""
    return render(
        request,
        "ressources/ressources/centres.html",
        {"centres": CentreRessources.objects.visibles_par(request.user).order_by("ordre")},
    )
