"""The address « / »: the programme told to visitors, and the home of each hat."""

from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from parcours.promotions.models import Promotion
from rameau.accueil.lectures.cadre import chapeau_porte, promotion_de_la_page
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.reference import programme
from rameau.commun.registres import Place, Venue
from rameau.commun.routes import TOUS, must_set_second_factor, ouvert_a
from rameau.commun.temps import maintenant
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
    if chapeau is None:
        response = _sans_chapeau(request)
    elif chapeau is Chapeau.COMITE:
        response = _comite(personne)
    else:
        response = _foyer(request, personne, chapeau)
    response["Cache-Control"] = "no-store, private"
    return response


def _foyer(request: HttpRequest, personne: Personne, chapeau: Chapeau) -> HttpResponse:
    """Gather the blocks that the rooms give to the home of a hat."""
    promotion = None
    if chapeau is Chapeau.CATALYSEUR:
        promotion = promotion_de_la_page(request)
        if promotion is None:  # the participation that gave the hat has just ended
            return _sans_chapeau(request)
        request.promotion = promotion  # type: ignore[attr-defined]
    venue = Venue(personne=personne, promotion=promotion, instant=maintenant())
    foyer: dict[str, list[tuple[str, object]]] = {place.value: [] for place in Place}
    for bloc in registres.accueils:
        if bloc.chapeau is chapeau and (compose := bloc.composer(venue)) is not None:
            foyer[bloc.place.value].append((bloc.template, compose))
    return render(request, "accueil/foyer.html", {"titre": _TITRES[chapeau], "foyer": foyer})


def _comite(personne: Personne) -> HttpResponse:
    """The committee comes to its dashboard."""
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


def _sans_chapeau(request: HttpRequest) -> HttpResponse:
    return render(request, "accueil/sans_chapeau.html")


_TITRES = {
    Chapeau.CATALYSEUR: "Ma prochaine étape",
    Chapeau.EQUIPE: "À traiter",
    Chapeau.COACH: "Ma journée",
    Chapeau.ALUMNI: "Votre espace d’alumni",
}
