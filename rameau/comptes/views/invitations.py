"""Accepting an invitation: the link's GET shows, its POST accepts; a code does the same."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from rameau.commun.erreurs import RegleViolee
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import TOUS, ouvert_a
from rameau.commun.submissions import TooManyTries, posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.actions.invitations import (
    DEJA_ACCEPTEE,
    EXPIREE,
    RETIREE,
    accepter_invitation_par_code,
    accepter_invitation_par_lien,
    empreinte_du_jeton,
)
from rameau.comptes.actions.personnes import normaliser_email
from rameau.comptes.forms.compte import CodeInvitationForm
from rameau.comptes.models import Invitation, Personne
from rameau.comptes.views.compte import BIENVENUE

INCONNUE = (
    "Ce lien n’ouvre aucune invitation. S’il vient d’un ancien courriel, "
    "ouvrez le plus récent ; sinon, vérifiez qu’il est entier."
)
CODE_REFUSE = (
    "Ce code et cette adresse n’ouvrent aucune invitation. Vérifiez-les, ou ouvrez le lien "
    "du courriel ; passé quatorze jours, demandez à l’équipe une nouvelle invitation."
)
TROP_D_ESSAIS = "Il y a eu trop d’essais : ouvrez plutôt le lien du courriel."
FERMETURES: dict[str, tuple[int, str]] = {
    Invitation.Etat.ACCEPTEE: (409, DEJA_ACCEPTEE),
    Invitation.Etat.EXPIREE: (410, EXPIREE),
    Invitation.Etat.RETIREE: (410, RETIREE),
}


@ouvert_a(TOUS, methodes="GET POST", second_facteur=False)
@sensitive_variables("jeton")
def invitation(request: HttpRequest, jeton: str) -> HttpResponse:
    """Show an invitation and, on POST, accept it and sign the person in."""
    response = _invitation(request, jeton)
    # The address holds the secret: it goes to no other page, and is kept nowhere. (Under
    # « no-referrer » browsers send « Origin: null », which the CSRF check must refuse.)
    response["Referrer-Policy"] = "strict-origin"
    response["Cache-Control"] = "no-store, private"
    return response


def _invitation(request: HttpRequest, jeton: str) -> HttpResponse:
    instant = maintenant()
    found = (
        Invitation.objects.avec_etat(maintenant=instant)
        .avec_personnes()
        .filter(empreinte_jeton=empreinte_du_jeton(jeton))
        .first()
    )
    if found is None:
        return _closed(request, 404, INCONNUE)
    if fermeture := FERMETURES.get(found.etat):
        return _closed(request, *fermeture)
    if request.user.is_authenticated and request.user != found.personne:
        return render(request, "comptes/invitation_autre.html", {"jeton": jeton}, status=409)

    def accept() -> HttpResponse:
        accepter_invitation_par_lien(
            par=found.personne, invitation=found, jeton=jeton, instant=instant
        )
        return _enter(request, found.personne)

    outcome = submit(request, accept)
    if outcome.response:
        return outcome.response
    if outcome.refusal:
        return _closed(request, outcome.status, outcome.refusal)
    return render(request, "comptes/invitation.html", {"invitation": found, "jeton": jeton})


def _closed(request: HttpRequest, status: int, motif: str) -> HttpResponse:
    return render(request, "comptes/invitation_fermee.html", {"motif": motif}, status=status)


def _enter(request: HttpRequest, personne: Personne) -> HttpResponse:
    """Sign the person in by allauth's own way, so that a second factor is asked if she has one."""
    request.session[BIENVENUE] = True
    suite = reverse("comptes:bienvenue")
    if request.user.is_authenticated:
        return SeeOther(suite)
    personne.refresh_from_db()
    record_authentication(request, personne, method="code", email=personne.email)
    login = Login(user=personne, email=personne.email, redirect_url=suite)
    response = perform_login(request, login)
    response.status_code = 303
    return response


@ouvert_a(TOUS, methodes="GET POST", second_facteur=False)
def accepter_par_code(request: HttpRequest) -> HttpResponse:
    """Accept an invitation with one's address and the code of the mail."""
    form = CodeInvitationForm(posted(request))

    def accept() -> HttpResponse:
        email = normaliser_email(form.cleaned_data["email"])
        if not ratelimit.consume(request, action="accepter_invitation", key=email):
            raise TooManyTries(TROP_D_ESSAIS)
        if request.user.is_authenticated and request.user.email != email:
            return render(request, "comptes/invitation_autre.html", {"jeton": ""}, status=409)
        personne = _accept(email, form.cleaned_data["code"])
        if personne is None:
            raise RegleViolee(CODE_REFUSE)
        return _enter(request, personne)

    outcome = submit(request, accept, form, refused=422)
    return outcome.response or render(
        request, "comptes/invitation_code.html", {"form": form}, status=outcome.status
    )


def _accept(email: str, code: str) -> Personne | None:
    """Try the code on the invitation that waits for this address; None says nothing of why."""
    instant = maintenant()
    waiting = (
        Invitation.objects.ouvertes(maintenant=instant)
        .avec_personnes()
        .filter(personne__email=email)
        .first()
    )
    if waiting is None or waiting.code_epuise:
        return None
    try:
        accepted = accepter_invitation_par_code(
            par=waiting.personne, invitation=waiting, code=code, instant=instant
        )
    except RegleViolee:
        return None
    return waiting.personne if accepted else None
