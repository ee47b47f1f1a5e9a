"""The committee's pages: the programmes it follows, and the dashboard of a promotion."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from evaluation.droits import promotions_pilotees
from evaluation.lectures.participation import participation_aux_sessions
from evaluation.lectures.pilotage import tableau_de_bord
from parcours.promotions.models import Programme, Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.routes import ouvert_a
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne


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
    demandee = _pilotee.or_404(request.user, promotion)
    instant = maintenant()
    tableau = tableau_de_bord(demandee, request.user, maintenant=instant)
    contexte = {
        "tableau": tableau,
        "participation": participation_aux_sessions(demandee, instant, binomes=tableau.binomes),
    }
    return render(request, "evaluation/pilotage/promotion.html", contexte)


@compiled
def _pilotee(personne: Personne, code: str) -> QuerySet[Promotion]:
    pilotees: QuerySet[Promotion] = promotions_pilotees(personne).filter(code=code)
    return pilotees.select_related("programme", "parcours").order_by()
