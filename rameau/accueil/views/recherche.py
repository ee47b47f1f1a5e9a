"""One search box over everything a person may see."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rameau.accueil.lectures.recherche import PAR_PAGE, chercher
from rameau.commun import registres
from rameau.commun.recherche import Requete
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.comptes.models import Personne


@ouvert_a(CONNECTES)
def recherche(request: HttpRequest) -> HttpResponse:
    """Show what `q` finds, kind by kind, or of the kind asked for alone; the address holds both."""
    requete = Requete.lire(request.GET.get("q", ""))
    genre = request.GET.get("genre", "")
    genre = genre if genre in registres.recherche else ""
    contexte = {
        "requete": requete,
        "genre": genre,
        "par_page": PAR_PAGE,
        "resultats": chercher(cast("Personne", request.user), requete, genre=genre),
    }
    return render(request, "accueil/recherche.html", contexte)
