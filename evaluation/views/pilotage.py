"""The committee's pages: the programmes it follows, and the dashboard of a promotion."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from evaluation.droits import promotions_pilotees
from evaluation.participation import participation_aux_sessions
from evaluation.tableaux import tableau_de_bord
from parcours.models import Programme
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import ouvert_a
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, Chapeau.COMITE)
def programmes(request: SignedInRequest) -> HttpResponse:
    """List the programmes followed, each with its promotions."""
    suivis = (
        Programme.objects.visibles_par(request.user)
        .prefetch_related("promotions__parcours", "temps")
        .order_by("-debut", "pk")
    )
    return render(
        request,
        "evaluation/pilotage/programmes.html",
        {"programmes": suivis, "aujourdhui": aujourdhui()},
    )


@ouvert_a(Chapeau.EQUIPE, Chapeau.COMITE)
def promotion(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Show where the structures of a promotion are, in ten seconds."""
    demandee = get_object_or_404(
        promotions_pilotees(request.user).select_related("programme", "parcours"),
        code=promotion,
    )
    instant = maintenant()
    contexte = {
        "tableau": tableau_de_bord(demandee, request.user, maintenant=instant),
        "participation": participation_aux_sessions(demandee, instant),
    }
    return render(request, "evaluation/pilotage/promotion.html", contexte)
