"""The lists that the équipe takes away, as XLSX or CSV: the filter is that of their page."""

from typing import Any

from django.http import Http404, HttpResponse

from parcours.promotions.views.portes import programme_de, promotion_de, rencontre_de
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.exports import Demande, export_response, format_demande
from rameau.commun.routes import ouvert_a
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE)
def de_la_plateforme(request: SignedInRequest, liste: str) -> HttpResponse:
    """Give a list of the whole platform."""
    return _donner(request, "plateforme", liste)


@ouvert_a(Chapeau.EQUIPE)
def du_programme(request: SignedInRequest, pk: int, liste: str) -> HttpResponse:
    """Give a list of a programme."""
    return _donner(request, "programme", liste, programme_de(request, pk))


@ouvert_a(Chapeau.EQUIPE)
def de_la_promotion(request: SignedInRequest, promotion: str, liste: str) -> HttpResponse:
    """Give a list of a promotion."""
    return _donner(request, "promotion", liste, promotion_de(request, promotion))


@ouvert_a(Chapeau.EQUIPE)
def de_la_rencontre(request: SignedInRequest, promotion: str, pk: int, liste: str) -> HttpResponse:
    """Give a list of a rencontre."""
    return _donner(request, "rencontre", liste, rencontre_de(request, promotion, pk))


def _donner(request: SignedInRequest, portee: str, liste: str, *de: Any) -> HttpResponse:
    """Compose a list and give it as the address wishes; 404 for a name or a format unknown."""
    forme, cle = format_demande(request.GET), f"{portee}/{liste}"
    if cle not in registres.exports or forme is None:
        raise Http404(liste)
    demande = Demande(personne=request.user, filtre=request.GET, instant=maintenant())
    return export_response(registres.exports[cle](*de, demande), forme, jour=aujourdhui())
