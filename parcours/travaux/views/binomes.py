"""Binômes: the équipe composes them, the promotion knows them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from parcours.promotions.actions.binomes import (
    affecter_coach,
    ajouter_binome,
    inviter_binome,
    inviter_coach,
    motif_d_invitation,
    remplacer_participant,
    terminer_participation,
)
from parcours.promotions.droits.promotions import peut_organiser, peut_voir_les_coordonnees
from parcours.promotions.forms.binomes import CoachForm, FinForm, InvitationsForm, RemplacementForm
from parcours.promotions.forms.promotions import AjoutBinomeForm
from parcours.promotions.models import Binome, Participation, Promotion
from parcours.promotions.views.portes import (
    ariane_equipe,
    ariane_promotion,
    binome_de,
    promotion_de,
)
from parcours.travaux.droits.alumni import peut_joindre
from parcours.travaux.lectures.binomes import LigneBinome, lignes_des_binomes
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import aujourdhui, maintenant
from rameau.commun.texte import accorder
from rameau.comptes.actions.invitations import inviter_personne
from rameau.comptes.lectures.requests import SignedInRequest


def _ariane(binome: Binome, *suite: str) -> list[tuple[str, str]]:
    page = reverse("equipe:binome", args=[binome.promotion.code, binome.pk])
    return [*ariane_equipe(binome.promotion), (binome.nom, page), *((un, "") for un in suite)]


# --- the équipe ----------------------------------------------------------------------------
@ouvert_a(Chapeau.EQUIPE)
def binome_de_l_equipe(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Show a binôme as the équipe composes it: people and invitations, coach, works."""
    binome = binome_de(request, promotion, pk)
    return _page(request, binome, CoachForm())


def _page(
    request: SignedInRequest, binome: Binome, form_coach: CoachForm, status: int = 200
) -> HttpResponse:
    ligne = _ligne(binome)
    contexte = {
        "ariane": _ariane(binome),
        "promotion": binome.promotion,
        "binome": binome,
        "ligne": ligne,
        "organise": peut_organiser(request.user, binome.promotion),
        "anciennes": binome.participations.exclude(jusqua=None)
        .select_related("personne")
        .order_by("-jusqua", "-pk"),
        "form_coach": form_coach,
        "courriels": ",".join(membre.personne.email for membre in ligne.membres),
    }
    return render(request, "travaux/binomes/equipe.html", contexte, status=status)


def _ligne(binome: Binome) -> LigneBinome:
    return lignes_des_binomes(binome.promotion, maintenant=maintenant(), binome=binome)[0]


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def nouveau_binome(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Give a structure the next free seat of the promotion."""
    la_promotion = promotion_de(request, promotion)
    form = AjoutBinomeForm(posted(request), promotion=la_promotion)

    def ajouter() -> str:
        choisie = _choisie(la_promotion, form)
        binome = ajouter_binome(par=request.user, promotion=la_promotion, **choisie)
        messages.success(request, f"{binome.nom} a sa place dans la promotion.")
        return reverse("equipe:binome", args=[la_promotion.code, binome.pk])

    outcome = submit(request, ajouter, form, field="structure")
    if outcome.response:
        return outcome.response
    prises = la_promotion.binomes.count()
    contexte = {
        "ariane": ariane_equipe(la_promotion, "Ajouter une structure"),
        "promotion": la_promotion,
        "form": form,
        "libres": la_promotion.parcours.nombre_structures - prises,
        "organise": peut_organiser(request.user, la_promotion),
    }
    return render(request, "travaux/binomes/nouveau.html", contexte, status=outcome.status)


def _choisie(promotion: Promotion, form: AjoutBinomeForm) -> dict[str, Any]:
    choix = form.cleaned_data["structure"]
    if promotion.parcours.avec_territoire:
        return {"structure": choix.structure, "territoire": choix}
    return {"structure": choix}


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def inviter(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Invite the one or two people of a binôme, all or nothing."""
    binome = binome_de(request, promotion, pk)
    places = 2 - binome.participations.actives().count()
    if request.method == "GET" and not places:
        return redirect("equipe:binome", promotion, binome.pk)
    form = InvitationsForm(posted(request), places=max(places, 1))

    def envoyer() -> str:
        invitees = inviter_binome(
            par=request.user, binome=binome, invites=form.invites(), instant=maintenant()
        )
        combien = accorder(len(invitees), "invitation part", "invitations partent")
        messages.success(request, f"{combien} par courriel.")
        return reverse("equipe:binome", args=[promotion, binome.pk])

    outcome = submit(request, envoyer, form, field="email")
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": _ariane(binome, "Inviter"),
        "promotion": binome.promotion,
        "binome": binome,
        "form": form,
    }
    return render(request, "travaux/binomes/inviter.html", contexte, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def remplacer(
    request: SignedInRequest, promotion: str, pk: int, participation_pk: int
) -> HttpResponse:
    """Replace a member by someone else, or by nobody; the works stay with the binôme."""
    binome = binome_de(request, promotion, pk)
    participation = _participation(binome, participation_pk)
    fin = request.POST.get("acte") == "terminer"
    form_fin = FinForm(request.POST if fin else None, prefix="fin")
    form = RemplacementForm(request.POST if request.POST and not fin else None)
    form_agi = form_fin if fin else form

    def agir() -> str:
        acte: dict[str, Any] = {
            "par": request.user,
            "participation": participation,
            "motif": form_agi.cleaned_data["motif"],
            "instant": maintenant(),
        }
        if fin:
            terminer_participation(**acte)
        else:
            remplacer_participant(invite=form.invite(), **acte)
        messages.success(
            request, f"{participation.personne} n’est plus du binôme ; les travaux y restent."
        )
        return reverse("equipe:binome", args=[promotion, binome.pk])

    outcome = submit(request, agir, form_agi)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": _ariane(binome, f"Remplacer {participation.personne}"),
        "promotion": binome.promotion,
        "binome": binome,
        "participation": participation,
        "form": form,
        "form_fin": form_fin,
    }
    return render(request, "travaux/binomes/remplacer.html", contexte, status=outcome.status)


def _participation(binome: Binome, pk: int) -> Participation:
    participation: Participation = get_object_or_404(
        binome.participations.actives().select_related("personne"),
        pk=pk,
    )
    participation.binome = binome
    return participation


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def reinviter(
    request: SignedInRequest, promotion: str, pk: int, participation_pk: int
) -> HttpResponse:
    """Invite a member anew, once her invitation was withdrawn."""
    binome = binome_de(request, promotion, pk)
    personne = _participation(binome, participation_pk).personne
    inviter_personne(
        par=request.user,
        personne=personne,
        motif=motif_d_invitation(binome),
        instant=maintenant(),
    )
    messages.success(request, f"L’invitation de {personne} part par courriel.")
    return SeeOther(reverse("equipe:binome", args=[promotion, binome.pk]))


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def coach(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Entrust a binôme to a coach already known, or to someone invited by e-mail."""
    binome = binome_de(request, promotion, pk)
    form = CoachForm(request.POST)

    def confier() -> str:
        par, connu = request.user, form.cleaned_data["coach"]
        if connu is not None:
            affectation = affecter_coach(par=par, binome=binome, coach=connu, jour=aujourdhui())
        else:
            affectation = inviter_coach(
                par=par, binome=binome, invite=form.invite(), instant=maintenant()
            )
        messages.success(request, f"{affectation.coach} suit {binome.nom}.")
        return reverse("equipe:binome", args=[promotion, binome.pk])

    def champ(_regle: str) -> str:
        return "coach" if form.cleaned_data["coach"] else "email"

    outcome = submit(request, confier, form, field=champ)
    return outcome.response or _page(request, binome, form, outcome.status)


# --- everyone of the promotion ---------------------------------------------------------------
@ouvert_a(CONNECTES)
def binome(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Show the card of a binôme: structure, territory, people; how to reach them to those who
    may know."""
    binome, personne = binome_de(request, promotion, pk), request.user
    membres = list(
        binome.participations.actives()
        .select_related("personne")
        .prefetch_related("choix_alumni")
        .order_by("place")
    )
    for membre in membres:
        membre.binome = binome
    coordonnees = peut_voir_les_coordonnees(personne, binome.promotion)
    contexte = {
        "ariane": [*ariane_promotion(request.user, binome.promotion), (binome.nom, "")],
        "promotion": binome.promotion,
        "binome": binome,
        "membres": membres,
        "coachs": [
            affectation.coach
            for affectation in binome.affectations.filter(jusqua=None).select_related("coach")
        ],
        "coordonnees": coordonnees,
        "joignables": [m for m in membres if coordonnees and peut_joindre(personne, m)],
    }
    return render(request, "travaux/binomes/binome.html", contexte)
