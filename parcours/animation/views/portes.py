"""The doors of the pages of what happens when people meet."""

from django.http import Http404

from parcours.promotions.models import Rencontre
from parcours.promotions.views.portes import rencontre_de
from rameau.comptes.lectures.requests import SignedInRequest


def webinaire_de(request: SignedInRequest, code: str, pk: int) -> Rencontre:
    """Return the webinaire of the address, for those who live the promotion and the équipe."""
    rencontre = rencontre_de(request, code, pk)
    if not Rencontre.objects.suivis_par(request.user).filter(pk=pk).exists():
        raise Http404
    return rencontre
