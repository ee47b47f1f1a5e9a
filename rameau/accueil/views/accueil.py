"""The address « / »: the programme told to visitors, and the home of each hat."""

from collections.abc import Callable

from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from parcours.promotions.models import Promotion
from parcours.travaux.lectures.binomes import chemin_de
from rameau.accueil import tableaux
from rameau.accueil.contexte import chapeau_porte, promotion_de_la_page
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.reference import programme
from rameau.commun.routes import TOUS, must_set_second_factor, ouvert_a
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.models import Personne


@ouvert_a(TOUS)
def accueil(request: HttpRequest) -> HttpResponse:
    """Tell the programme to a visitor; show a signed-in person what is next for her."""
    personne = request.user
    if not isinstance(personne, Personne):
        donnees = programme()
        return render(
            request,
            "accueil/vitrine.html",
            {"etapes": donnees["etapes"], "modules": donnees["modules"]},
        )
    if must_set_second_factor(personne):
        return redirect("mfa_activate_totp")
    chapeau = chapeau_porte(request)
    response = _HOMES[chapeau](request, personne) if chapeau else _sans_chapeau(request)
    response["Cache-Control"] = "no-store, private"
    return response


def _catalyseur(request: HttpRequest, personne: Personne) -> HttpResponse:
    promotion = promotion_de_la_page(request)
    if promotion is None:  # the participation that gave the hat has just ended
        return _sans_chapeau(request)
    request.promotion = promotion  # type: ignore[attr-defined]
    page = tableaux.accueil_du_catalyseur(personne, promotion, maintenant=maintenant())
    chemin = chemin_de(promotion, page.binome, aujourdhui=aujourdhui(), travaux=page.travaux)
    return render(request, "accueil/catalyseur.html", {"page": page, "chemin": chemin})


def _equipe(request: HttpRequest, personne: Personne) -> HttpResponse:
    page = tableaux.accueil_de_l_equipe(personne, maintenant=maintenant())
    return render(request, "accueil/equipe.html", {"page": page})


def _coach(request: HttpRequest, personne: Personne) -> HttpResponse:
    page = tableaux.accueil_du_coach(personne, maintenant=maintenant())
    return render(request, "accueil/coach.html", {"page": page})


def _comite(request: HttpRequest, personne: Personne) -> HttpResponse:
    promotion = _ouvertes.first(personne)
    if promotion is not None:
        return redirect("pilotage:promotion", promotion.code)
    return redirect("pilotage:programmes")


@compiled
def _ouvertes(personne: Personne) -> QuerySet[Promotion]:
    """Those under way before those that are only being prepared."""
    ouvertes = Promotion.objects.visibles_par(personne).ouvertes()
    en_cours = Case(When(etat=Promotion.Etat.EN_COURS, then=0), default=1)
    return ouvertes.order_by(en_cours, "-debut", "-pk")[:1]


def _alumni(request: HttpRequest, personne: Personne) -> HttpResponse:
    page = tableaux.accueil_de_l_alumni(personne, aujourdhui=aujourdhui())
    return render(request, "accueil/alumni.html", {"page": page})


def _sans_chapeau(request: HttpRequest) -> HttpResponse:
    return render(request, "accueil/sans_chapeau.html")


_HOMES: dict[Chapeau, Callable[[HttpRequest, Personne], HttpResponse]] = {
    Chapeau.CATALYSEUR: _catalyseur,
    Chapeau.EQUIPE: _equipe,
    Chapeau.COACH: _coach,
    Chapeau.COMITE: _comite,
    Chapeau.ALUMNI: _alumni,
}
