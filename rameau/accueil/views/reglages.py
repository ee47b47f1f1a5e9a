"""« Réglages »: whatever the équipe may change, with what it changes and where. It only reads."""

from django.http import HttpResponse
from django.shortcuts import render

from parcours.promotions.models import Intervenant, Parcours, Promotion
from parcours.travaux.models import Publication
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import ouvert_a
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne
from territoires.models import Territoire

PROMOTIONS = 20


@ouvert_a(Chapeau.EQUIPE)
def reglages(request: SignedInRequest) -> HttpResponse:
    """Gather what may be changed, for all promotions or for one of them."""
    personne = request.user
    ouvertes = (
        Promotion.objects.visibles_par(personne)
        .exclude(etat=Promotion.Etat.CLOSE)
        .select_related("parcours", "programme", "appel_a_candidatures")
        .order_by("-debut", "-pk")
    )
    versions = Parcours.objects.visibles_par(personne).filter(remplace_par=None)
    contexte = {
        "versions": versions.order_by("titre", "-version"),
        "promotions": ouvertes[:PROMOTIONS],
        "equipe": Personne.objects.equipe().count(),
        "intervenants": Intervenant.objects.visibles_par(personne).count(),
        "a_lire": Publication.objects.visibles_par(personne).filter(publiee=None).count(),
        "territoires": Territoire.objects.visibles_par(personne).a_confirmer().count(),
        "courriels": len([*registres.courriels]),
        "documents": len([*registres.documents]),
    }
    return render(request, "accueil/reglages.html", contexte)
