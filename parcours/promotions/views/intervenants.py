"""Those who speak or receive: the équipe's list."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.promotions.actions.intervenants import ajouter_intervenant, modifier_intervenant
from parcours.promotions.forms.intervenants import IntervenantForm
from parcours.promotions.lectures.intervenants import intervenants_de
from parcours.promotions.models import Intervenant
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest

PAR_PAGE = 30


@ouvert_a(Chapeau.EQUIPE)
def intervenants(request: SignedInRequest) -> HttpResponse:
    """List those who speak or receive, by name or body if asked, with where each speaks next."""
    q = request.GET.get("q", "").strip()
    liste = intervenants_de(request.user, request.GET)
    page = Paginator(liste, PAR_PAGE).get_page(request.GET.get("page"))
    instant = maintenant()
    lignes = []
    for intervenant in page:
        rencontres = {s.rencontre for s in intervenant.sequences.all()}
        a_venir = (r for r in rencontres if r.fin >= instant and r.annulee_le is None)
        suivante = min(a_venir, key=lambda r: r.debut, default=None)
        lignes.append((intervenant, suivante, len(rencontres)))
    contexte = {
        "ariane": [("Personnes", reverse("equipe:personnes")), ("Intervenants", "")],
        "page": page,
        "lignes": lignes,
        "q": q,
        "parametres": urlencode({"q": q}) if q else "",
    }
    return render(request, "promotions/intervenants/liste.html", contexte)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def nouvel_intervenant(request: SignedInRequest) -> HttpResponse:
    """Add someone to the list."""
    form = IntervenantForm(posted(request))

    def ajouter() -> str:
        intervenant = ajouter_intervenant(par=request.user, **form.cleaned_data)
        messages.success(request, f"{intervenant} est dans la liste des intervenants.")
        return reverse("equipe:intervenants")

    outcome = submit(request, ajouter, form)
    return outcome.response or _page(request, form, None, outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def intervenant(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is known of someone, and see where she speaks."""
    lui: Intervenant = get_object_or_404(Intervenant.objects.visibles_par(request.user), pk=pk)
    form = IntervenantForm.de(lui, posted(request))

    def modifier() -> str:
        modifier_intervenant(par=request.user, intervenant=lui, **form.cleaned_data)
        messages.success(request, f"Ce que l’on sait de {lui} est enregistré.")
        return reverse("equipe:intervenants")

    outcome = submit(request, modifier, form, reread=IntervenantForm.de)
    return outcome.response or _page(request, form, lui, outcome.status)


def _page(
    request: SignedInRequest, form: IntervenantForm, lui: Intervenant | None, status: int
) -> HttpResponse:
    sequences = (
        lui.sequences.select_related("rencontre__promotion").order_by("rencontre__debut", "ordre")
        if lui
        else []
    )
    contexte = {
        "ariane": [
            ("Personnes", reverse("equipe:personnes")),
            ("Intervenants", reverse("equipe:intervenants")),
            (str(lui) if lui else "Ajouter", ""),
        ],
        "intervenant": lui,
        "sequences": sequences,
        "form": form,
    }

    return render(request, "promotions/intervenants/intervenant.html", contexte, status=status)
