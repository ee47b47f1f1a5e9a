"""Places: one's own, taken and given back; the list, for the équipe who picks."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.animation.actions.inscriptions import (
    accepter_offre,
    attribuer_place,
    decliner_offre,
    dire_ses_besoins,
    offrir_place,
    s_inscrire,
    se_retirer,
)
from parcours.animation.droits.inscriptions import OUVERTES, peut_tenir_les_places
from parcours.animation.forms.inscriptions import BesoinsForm, InscrireForm
from parcours.animation.models import Inscription, Visite
from parcours.promotions.models import Rencontre
from parcours.promotions.models.programmes import Option
from parcours.promotions.views.portes import ariane_equipe, rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest

_E = Inscription.Etat
PRENDRE = "prendre"


def rencontre_a_places(request: SignedInRequest, code: str, pk: int) -> Rencontre:
    """Return the rencontre of the address if it is seen and takes registrations, else 404."""
    rencontre = rencontre_de(request, code, pk)
    if rencontre.nature not in OUVERTES:
        raise Http404(pk)
    return rencontre


# --- one's own place ---------------------------------------------------------------------------
@ouvert_a(CONNECTES, methodes="POST")
def ma_place(request: SignedInRequest, promotion: str, pk: int, acte: str) -> HttpResponse:
    """Take a place, give it back, answer an offer, say one's needs; then the rencontre again."""
    rencontre = rencontre_a_places(request, promotion, pk)
    form = BesoinsForm(request.POST)
    if acte not in ACTES:
        raise Http404(acte)

    def agir() -> str:
        messages.success(request, ACTES[acte](request, rencontre, form.cleaned_data["besoins"]))
        return f"{rencontre.get_absolute_url()}#ma-place"

    outcome = submit(request, agir, form)
    return outcome.response or _refus(request, rencontre, acte, form, outcome.status)


def _refus(
    request: SignedInRequest, rencontre: Rencontre, acte: str, form: BesoinsForm, status: int
) -> HttpResponse:
    """Say why, with what was typed, on a page of its own."""
    contexte = {"rencontre": rencontre, "form": form, "acte": acte, "prendre": acte == PRENDRE}
    return render(request, "animation/inscriptions/refus.html", contexte, status=status)


def _la_mienne(request: SignedInRequest, rencontre: Rencontre) -> Inscription:
    """My last wish for this rencontre, whatever became of it; 404 without one."""
    inscription = (
        Inscription.objects.visibles_par(request.user)
        .filter(rencontre=rencontre, personne=request.user)
        .select_related("rencontre__promotion")
        .order_by("-pk")
        .first()
    )
    if inscription is None:
        raise Http404(rencontre.pk)
    return inscription


def _prendre(request: SignedInRequest, rencontre: Rencontre, besoins: str) -> str:
    faite = s_inscrire(par=request.user, rencontre=rencontre, instant=maintenant(), besoins=besoins)
    if faite.etat == _E.INSCRITE:
        return "Vous avez une place."
    return "Vous êtes sur la liste d’attente ; nous vous écrirons dès qu’une place vous revient."


def _retirer(request: SignedInRequest, rencontre: Rencontre, besoins: str) -> str:
    mienne = _la_mienne(request, rencontre)
    avait_une_place = mienne.etat == _E.INSCRITE
    se_retirer(par=request.user, inscription=mienne, instant=maintenant())
    if avait_une_place:
        return "Votre place est rendue ; merci pour la personne suivante."
    return "C’est noté : vous n’êtes plus sur la liste."


def _accepter(request: SignedInRequest, rencontre: Rencontre, besoins: str) -> str:
    mienne = _la_mienne(request, rencontre)
    accepter_offre(par=request.user, inscription=mienne, instant=maintenant())
    return "Vous avez une place."


def _decliner(request: SignedInRequest, rencontre: Rencontre, besoins: str) -> str:
    mienne = _la_mienne(request, rencontre)
    decliner_offre(par=request.user, inscription=mienne, instant=maintenant())
    return "C’est noté : la place passe à la personne suivante."


def _dire(request: SignedInRequest, rencontre: Rencontre, besoins: str) -> str:
    dire_ses_besoins(par=request.user, inscription=_la_mienne(request, rencontre), besoins=besoins)
    return "Votre besoin est noté." if besoins.strip() else "Votre besoin est effacé."


ACTES: dict[str, Callable[[SignedInRequest, Rencontre, str], str]] = {
    PRENDRE: _prendre,
    "retirer": _retirer,
    "accepter": _accepter,
    "decliner": _decliner,
    "besoins": _dire,
}


# --- the équipe --------------------------------------------------------------------------------
@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def inscriptions(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Who has a place, who waits and in what order; register someone."""
    rencontre = rencontre_a_places(request, promotion, pk)
    form = InscrireForm(posted(request), rencontre=rencontre)

    def inscrire() -> str:
        qui = form.cleaned_data["personne"]
        faite = s_inscrire(
            par=request.user,
            rencontre=rencontre,
            instant=maintenant(),
            besoins=form.cleaned_data["besoins"],
            pour_le_compte_de=qui,
        )
        place = "a une place" if faite.etat == _E.INSCRITE else "est sur la liste d’attente"
        messages.success(request, f"{qui} {place}.")
        return _page(rencontre)

    outcome = submit(request, inscrire, form, field="personne")
    return outcome.response or _liste(request, rencontre, form, outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def inscription(
    request: SignedInRequest, promotion: str, pk: int, inscription_pk: int, acte: str
) -> HttpResponse:
    """Give someone a place, offer it, or withdraw her."""
    rencontre = rencontre_a_places(request, promotion, pk)
    la_sienne: Inscription = get_object_or_404(
        Inscription.objects.visibles_par(request.user)
        .filter(rencontre=rencontre)
        .select_related("rencontre__promotion", "personne"),
        pk=inscription_pk,
    )
    par, qui, instant = request.user, la_sienne.personne, maintenant()

    def agir() -> str:
        if acte == "attribuer":
            attribuer_place(par=par, inscription=la_sienne, instant=instant)
            dit = f"{qui} a une place."
        elif acte == "offrir":
            offrir_place(par=par, inscription=la_sienne, instant=instant)
            dit = f"La place est offerte à {qui}, qui a un délai pour répondre."
        elif acte == "retirer":
            se_retirer(par=par, inscription=la_sienne, instant=instant, pour_le_compte_de=qui)
            dit = f"{qui} n’est plus sur la liste."
        else:
            raise Http404(acte)
        messages.success(request, dit)
        return _page(rencontre)

    outcome = submit(request, agir)
    form = InscrireForm(rencontre=rencontre)
    return outcome.response or _liste(
        request, rencontre, form, outcome.status, refus=outcome.refusal
    )


def _page(rencontre: Rencontre) -> str:
    return reverse("equipe:inscriptions", args=[rencontre.promotion.code, rencontre.pk])


def _liste(
    request: SignedInRequest,
    rencontre: Rencontre,
    form: InscrireForm,
    status: int,
    refus: str = "",
) -> HttpResponse:
    visite = Visite.objects.visibles_par(request.user).filter(rencontre=rencontre).first()
    toutes = (
        Inscription.objects.visibles_par(request.user)
        .filter(rencontre=rencontre)
        .select_related("personne", "binome__structure", "binome__territoire")
    )
    prises = list(toutes.prenant_place().order_by("personne__cle_de_tri", "pk"))
    attente = list(toutes.liste_d_attente())
    instant = maintenant()
    libres = visite.places - len(prises) if visite else None
    contexte: dict[str, Any] = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Inscriptions"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "visite": visite,
        "prises": prises,
        "attente": attente,
        "finies": list(
            toutes.exclude(etat__in=Inscription.VIVANTES).order_by("-depuis", "-pk")[:20]
        ),
        "libres": libres,
        "premier_tour": visite is not None and instant < visite.premier_tour_jusquau,
        "offres": rencontre.promotion.parcours.a_option(Option.OFFRES_EXPIRANTES),
        "ouverte": visite is not None or rencontre.nature != Rencontre.Nature.VISITE,
        "tient": peut_tenir_les_places(request.user, rencontre)
        and rencontre.annulee_le is None
        and instant < rencontre.debut,
        "form": form,
        "refus": refus,
    }
    return render(request, "animation/inscriptions/equipe.html", contexte, status=status)
