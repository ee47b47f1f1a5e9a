"""The lists that the équipe takes away, as XLSX or CSV: the filter is that of their page."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse

from parcours.exports import DE_LA_PLATEFORME, DE_LA_PROMOTION, DE_LA_RENCONTRE, DU_PROGRAMME
from parcours.views.portes import programme_de, promotion_de, rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.exports import Demande, Tableau, export_response, format_demande
from rameau.commun.routes import ouvert_a
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE)
def de_la_plateforme(request: SignedInRequest, liste: str) -> HttpResponse:
    """Give a list of the whole platform."""
    return _donner(request, DE_LA_PLATEFORME, liste)


@ouvert_a(Chapeau.EQUIPE)
def du_programme(request: SignedInRequest, pk: int, liste: str) -> HttpResponse:
    """Give a list of a programme."""
    return _donner(request, DU_PROGRAMME, liste, programme_de(request, pk))


@ouvert_a(Chapeau.EQUIPE)
def de_la_promotion(request: SignedInRequest, promotion: str, liste: str) -> HttpResponse:
    """Give a list of a promotion."""
    return _donner(request, DE_LA_PROMOTION, liste, promotion_de(request, promotion))


@ouvert_a(Chapeau.EQUIPE)
def de_la_rencontre(request: SignedInRequest, promotion: str, pk: int, liste: str) -> HttpResponse:
    """Give a list of a rencontre."""
    return _donner(request, DE_LA_RENCONTRE, liste, rencontre_de(request, promotion, pk))


def _donner(
    request: SignedInRequest,
    listes: Mapping[str, Callable[..., Tableau[Any]]],
    liste: str,
    *de: Any,
) -> HttpResponse:
    """Compose a list and give it as the address wishes; 404 for a name or a format unknown."""
    forme = format_demande(request.GET)
    if liste not in listes or forme is None:
        raise Http404(liste)
    demande = Demande(personne=request.user, filtre=request.GET, instant=maintenant())
    return export_response(listes[liste](*de, demande), forme, jour=aujourdhui())
