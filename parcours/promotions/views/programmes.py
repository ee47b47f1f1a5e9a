"""The programme of 18 months, as the équipe keeps it: three temps and their tasks."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.promotions.actions.programmes import (
    ajouter_tache,
    modifier_tache,
    placer_tache,
    retirer_tache,
)
from parcours.promotions.forms.programmes import NouvelleTacheForm, TacheForm
from parcours.promotions.models import Programme, Promotion, TacheProgramme, TempsProgramme
from parcours.promotions.views.portes import programme_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import aujourdhui
from rameau.comptes.lectures.requests import SignedInRequest


@dataclass(frozen=True, kw_only=True)
class LigneTache:
    """A task as the page shows it."""

    tache: TacheProgramme
    statut: str
    premiere: bool
    derniere: bool


@dataclass(frozen=True, kw_only=True)
class LigneTemps:
    """A temps as the page shows it, with the form that adds a task to it."""

    temps: TempsProgramme
    taches: list[LigneTache]
    faites: int
    en_cours: bool
    form: NouvelleTacheForm


def _ariane(programme: Programme, *suite: str) -> list[tuple[str, str]]:
    page = reverse("equipe:programme", args=[programme.pk])
    tete = [("Promotions", reverse("equipe:promotions"))]
    return [*tete, (programme.titre, page if suite else ""), *((un, "") for un in suite)]


@ouvert_a(Chapeau.EQUIPE)
def programme(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the three temps of a programme, each task with where it stands."""
    return _page(request, programme_de(request, pk))


def _page(
    request: SignedInRequest,
    le_programme: Programme,
    refuse: tuple[int, NouvelleTacheForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    jour = aujourdhui()
    lignes = []
    temps_du_programme = le_programme.temps.prefetch_related(
        Prefetch("taches", TacheProgramme.objects.order_by("ordre"))
    )
    for temps in temps_du_programme.order_by("ordre"):
        taches = list(temps.taches.all())
        for tache in taches:
            tache.temps = temps
        form = NouvelleTacheForm(auto_id=f"id_{temps.pk}_%s")
        if refuse is not None and refuse[0] == temps.pk:
            form = refuse[1]
        lignes.append(
            LigneTemps(
                temps=temps,
                taches=[
                    LigneTache(
                        tache=tache,
                        statut=tache.statut(jour),
                        premiere=rang == 0,
                        derniere=rang == len(taches) - 1,
                    )
                    for rang, tache in enumerate(taches)
                ],
                faites=sum(tache.faite_le is not None for tache in taches),
                en_cours=temps.debut <= jour <= temps.fin,
                form=form,
            )
        )
    contexte = {
        "ariane": _ariane(le_programme),
        "programme": le_programme,
        "lignes": lignes,
        "promotions": list(
            Promotion.objects.visibles_par(request.user)
            .filter(programme=le_programme)
            .order_by("debut", "pk")
        ),
    }
    return render(request, "promotions/programmes/programme.html", contexte, status=status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def nouvelle_tache(request: SignedInRequest, pk: int, temps_pk: int) -> HttpResponse:
    """Add a task to a temps."""
    le_programme = programme_de(request, pk)
    temps: TempsProgramme = get_object_or_404(le_programme.temps.all(), pk=temps_pk)
    form = NouvelleTacheForm(request.POST, auto_id=f"id_{temps.pk}_%s")

    def ajouter() -> str:
        tache = ajouter_tache(par=request.user, temps=temps, titre=form.cleaned_data["titre"])
        messages.success(request, f"« {tache.titre} » est ajoutée.")
        return _retour(le_programme, temps)

    outcome = submit(request, ajouter, form)
    return outcome.response or _page(request, le_programme, (temps.pk, form), outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def tache(request: SignedInRequest, pk: int, tache_pk: int) -> HttpResponse:
    """Change one task. `acte` is what a button of the programme's page asks for at once: say it
    is done or not, move it up or down, take it out; without it, the form is read."""
    le_programme = programme_de(request, pk)
    la_tache: TacheProgramme = get_object_or_404(
        TacheProgramme.objects.filter(temps__programme=le_programme).select_related("temps"),
        pk=tache_pk,
    )
    jour = aujourdhui()
    acte = request.POST.get("acte", "")
    if request.method == "POST" and acte:
        return SeeOther(_acter(request, le_programme, la_tache, acte))
    form = TacheForm.de(la_tache, aujourdhui=jour, data=posted(request))

    def modifier() -> str:
        modifier_tache(par=request.user, tache=la_tache, aujourdhui=jour, **form.cleaned_data)
        messages.success(request, f"« {la_tache.titre} » est enregistrée.")
        return _retour(le_programme, la_tache.temps)

    def relire(actuelle: TacheProgramme) -> TacheForm:
        return TacheForm.de(actuelle, aujourdhui=jour)

    outcome = submit(request, modifier, form, field="faite_le", reread=relire)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": _ariane(le_programme, "Une tâche"),
        "programme": le_programme,
        "tache": la_tache,
        "form": form,
    }
    return render(request, "promotions/programmes/tache.html", contexte, status=outcome.status)


def _acter(
    request: SignedInRequest, le_programme: Programme, la_tache: TacheProgramme, acte: str
) -> str:
    par, jour, titre = request.user, aujourdhui(), la_tache.titre
    if acte in ("faite", "a-faire"):
        faite_le = jour if acte == "faite" else None
        modifier_tache(par=par, tache=la_tache, titre=titre, faite_le=faite_le, aujourdhui=jour)
        messages.success(
            request,
            f"« {titre} » est faite." if faite_le else f"« {titre} » est de nouveau à faire.",
        )
    elif acte in ("monter", "descendre"):
        placer_tache(par=par, tache=la_tache, pas=-1 if acte == "monter" else 1)
    elif acte == "retirer":
        retirer_tache(par=par, temps=la_tache.temps, tache=la_tache)
        messages.success(request, f"« {titre} » est retirée du programme.")
    else:
        raise Http404
    return _retour(le_programme, la_tache.temps)


def _retour(le_programme: Programme, temps: TempsProgramme) -> str:
    return f"{reverse('equipe:programme', args=[le_programme.pk])}#temps-{temps.ordre}"
