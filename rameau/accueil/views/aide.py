"""Help: the guide of each role, and the welcome of one's own, always at hand."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rameau.accueil.lectures.bienvenue import bienvenue
from rameau.accueil.lectures.cadre import chapeau_porte, promotion_de_la_page
from rameau.accueil.lectures.guides import LUS_PAR, guide_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import TOUS, ouvert_a


@ouvert_a(TOUS)
def aide(request: HttpRequest) -> HttpResponse:
    """Offer the guides; show the welcome of the hat worn again, and its guide."""
    return _page(request, chapeau_porte(request))


@ouvert_a(TOUS)
def guide(request: HttpRequest, role: str) -> HttpResponse:
    """Show the guide of one role to anyone."""
    chapeau = next((hat for hat in LUS_PAR if hat.code == role), None)
    if chapeau is None:
        raise Http404(role)
    return _page(request, chapeau)


def _page(request: HttpRequest, chapeau: Chapeau | None) -> HttpResponse:
    porte = chapeau_porte(request)
    accueil = bienvenue(porte, promotion_de_la_page(request)) if porte else None
    titre, corps = guide_de(chapeau) if chapeau else ("Aide", "")
    contexte = {
        "guides": [(hat.code, libelle, hat is chapeau) for hat, libelle in LUS_PAR.items()],
        "titre": titre,
        "corps": corps,
        "bienvenue": accueil if chapeau is porte else None,
    }
    return render(request, "accueil/aide.html", contexte)
