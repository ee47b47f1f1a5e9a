"""The tables of the committee's pages, as XLSX or CSV."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from evaluation.droits import promotions_pilotees
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.exports import Demande, export_response, format_demande
from rameau.commun.routes import ouvert_a
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, Chapeau.COMITE)
def exporter(request: SignedInRequest, promotion: str, liste: str) -> HttpResponse:
    """Give a table of a promotion; 404 for a name or a format unknown."""
    suivie = get_object_or_404(
        promotions_pilotees(request.user).select_related("programme", "parcours"), code=promotion
    )
    forme, cle = format_demande(request.GET), f"pilotage/{liste}"
    if cle not in registres.exports or forme is None:
        raise Http404(liste)
    demande = Demande(personne=request.user, filtre=request.GET, instant=maintenant())
    return export_response(registres.exports[cle](suivie, demande), forme, jour=aujourdhui())
