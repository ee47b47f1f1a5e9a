"""« Mon compte »: details, password, second factor, open sessions, the hat worn."""

from allauth.account.internal.flows.password_change import finalize_password_set
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse

from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import RegleViolee
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.actions.accueils import ranger_accueil
from rameau.comptes.actions.personnes import (
    changer_mot_de_passe,
    modifier_coordonnees,
    terminer_session,
    terminer_sessions,
)
from rameau.comptes.forms.compte import BienvenueForm, CoordonneesForm
from rameau.comptes.lectures.appareils import nom_de_l_appareil
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne
from rameau.comptes.views.confirmation import est_confirmee

# Session keys: the first visit after an invitation; the hat worn, read by the site's frame.
BIENVENUE = "bienvenue"
CHAPEAU = "chapeau"


@ouvert_a(CONNECTES, methodes="GET POST", second_facteur=False)
def compte(request: SignedInRequest) -> HttpResponse:
    """Show one's account; POST writes one's details."""
    form = CoordonneesForm(posted(request), personne=request.user)

    def write() -> str:
        _write_details(request, form)
        messages.success(request, "Vos coordonnées sont enregistrées.")
        return reverse("comptes:compte")

    outcome = submit(request, write, form)
    if outcome.response:
        return outcome.response
    contexte = {
        "form": form,
        "nombre_sessions": _open_sessions(request.user).count(),
        "second_facteur": request.user.a_un_second_facteur,
        "mot_de_passe": request.user.has_usable_password(),
    }
    return render(request, "comptes/compte.html", contexte, status=outcome.status)


@ouvert_a(CONNECTES, methodes="GET POST", second_facteur=False)
def bienvenue(request: SignedInRequest) -> HttpResponse:
    """Offer, once, after an invitation: one's details, and a password if one wants one."""
    if not request.session.get(BIENVENUE) or not est_confirmee(request):
        return redirect("comptes:compte")
    form = BienvenueForm(posted(request), personne=request.user)

    def write() -> str:
        _write_details(request, form)
        if password := form.cleaned_data.get("password1"):
            changer_mot_de_passe(par=request.user, personne=request.user, mot_de_passe=password)
            finalize_password_set(request, request.user)
        del request.session[BIENVENUE]
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    outcome = submit(request, write, form)
    return outcome.response or render(
        request, "comptes/bienvenue.html", {"form": form}, status=outcome.status
    )


def _write_details(request: SignedInRequest, form: CoordonneesForm) -> None:
    modifier_coordonnees(
        par=request.user,
        personne=request.user,
        prenom=form.cleaned_data["prenom"],
        nom=form.cleaned_data["nom"],
        telephone=form.cleaned_data["telephone"],
    )


@ouvert_a(CONNECTES, methodes="POST", second_facteur=False)
def chapeau(request: SignedInRequest) -> HttpResponse:
    """Put another of one's hats on: the menu and the home change, rights do not."""
    worn = {hat.code: hat for hat in Chapeau if request.user.porte(hat)}
    chosen = worn.get(request.POST.get("chapeau", ""))
    if chosen is None:
        raise RegleViolee("Ce rôle n’est pas, ou n’est plus, l’un des vôtres.")
    request.session[CHAPEAU] = chosen.code
    return SeeOther(resolve_url(settings.LOGIN_REDIRECT_URL))


@ouvert_a(CONNECTES, methodes="POST", second_facteur=False)
def accueil(request: SignedInRequest) -> HttpResponse:
    """Put the welcome of one of one's hats away; the help page keeps it at hand."""
    worn = {hat.code: hat for hat in Chapeau if request.user.porte(hat)}
    chosen = worn.get(request.POST.get("chapeau", ""))
    if chosen is None:
        raise RegleViolee("Ce rôle n’est pas, ou n’est plus, l’un des vôtres.")
    ranger_accueil(par=request.user, chapeau=chosen, instant=maintenant())
    messages.success(request, "Le mot d’accueil est rangé ; vous le retrouverez dans « Aide ».")
    return SeeOther(resolve_url(settings.LOGIN_REDIRECT_URL))


def _open_sessions(personne: Personne) -> QuerySet[UserSession]:
    """Those that would still open a page; allauth's own list deletes the others as it reads."""
    alive = Session.objects.filter(expire_date__gt=maintenant()).values("session_key")
    return UserSession.objects.filter(user=personne, session_key__in=alive).order_by(
        "-created_at", "-pk"
    )


@ouvert_a(CONNECTES, methodes="GET POST", second_facteur=False)
def sessions(request: SignedInRequest) -> HttpResponse:
    """List one's open sessions; POST ends one of them, or all the others."""
    if request.method == "POST":
        return _end_sessions(request)
    lignes = [
        {
            "id": session.pk,
            "appareil": nom_de_l_appareil(session.user_agent),
            "adresse": session.ip,
            "depuis": session.created_at,
            "ici": session.session_key == request.session.session_key,
        }
        for session in _open_sessions(request.user)
    ]
    return render(request, "usersessions/usersession_list.html", {"sessions": lignes})


def _end_sessions(request: SignedInRequest) -> HttpResponse:
    identifiant = request.POST.get("session", "")
    if identifiant:
        mine = UserSession.objects.filter(user=request.user)
        session = get_object_or_404(mine, pk=identifiant if identifiant.isdecimal() else 0)
        terminer_session(par=request.user, personne=request.user, session=session)
        messages.success(request, "Cette session est terminée.")
    else:
        here = request.session.session_key or ""
        terminer_sessions(par=request.user, personne=request.user, sauf=here)
        messages.success(request, "Vos autres appareils sont déconnectés.")
    return SeeOther(reverse("usersessions_list"))
