"""« Préparer la session N »: one page for the équipe, each act at hand."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from parcours.animation.droits.codev import peut_composer
from parcours.animation.lectures.preparations import preparer
from parcours.animation.models import Synthese
from parcours.promotions.models import Rencontre
from parcours.promotions.views.portes import ariane_equipe, rencontre_de
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import ouvert_a
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE)
def preparation(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """What the équipe needs in front of it before a session, and after it the synthesis."""
    rencontre = rencontre_de(request, promotion, pk)
    if rencontre.nature != Rencontre.Nature.SESSION:
        raise Http404
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Préparer"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "preparation": preparer(rencontre, request.user),
        "synthese": Synthese.objects.visibles_par(request.user).filter(rencontre=rencontre).first(),
        "passee": rencontre.fin < maintenant(),
        "compose": peut_composer(request.user, rencontre),
        "emargement": "feuille_de_presence" in registres.documents,
    }
    return render(request, "animation/preparations/preparation.html", contexte)
