"""« C'est bien vous ? »: what changes how one signs in asks for a recent proof of who is there."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url

from rameau.commun.routes import CONNECTES, View, ouvert_a
from rameau.comptes.adapters import CourrielImpossible
from rameau.comptes.forms.compte import CodeDeConfirmationForm
from rameau.comptes.lectures.requests import SignedInRequest

CLE = "code_de_confirmation"
DUREE = 15 * 60
ESSAIS = 5
COURRIEL_IMPOSSIBLE = "Nos courriels ne partent pas en ce moment : réessayez dans quelques minutes."


def est_confirmee(request: SignedInRequest) -> bool:
    """Say whether the person has shown who she is in the last minutes, at sign-in or since."""
    depuis = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(record["at"] >= depuis for record in records)


def confirmation_requise(view: Callable[..., HttpResponse]) -> View:
    """Ask for a recent proof before the view; what was being sent is asked again after it,
    because a password must not wait in a session."""

    @wraps(view)
    def run(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if est_confirmee(request):
            return view(request, *args, **kwargs)
        ways = get_adapter().get_reauthentication_methods(request.user)
        return redirect(f"{ways[0]['url']}?{urlencode({'next': request.get_full_path()})}")

    return run


@ouvert_a(CONNECTES, methodes="GET POST", second_facteur=False)
def confirmer_par_code(request: SignedInRequest) -> HttpResponse:
    """Confirm by a code sent by mail, for who has neither password nor second factor."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    if ways[0]["id"] != "code":
        return redirect(ways[0]["url"])
    if request.method != "POST":
        return _page(request, CodeDeConfirmationForm())
    if "code" not in request.POST:
        return _send(request)
    return _verify(request)


def _page(
    request: SignedInRequest, form: CodeDeConfirmationForm, status: int = 200
) -> HttpResponse:
    contexte = {
        "form": form,
        "envoye": _waiting(request) is not None,
        "suite": request.GET.get("next") or request.POST.get("next") or "",
    }
    return render(request, "account/reauthenticate_code.html", contexte, status=status)


def _waiting(request: SignedInRequest) -> dict[str, Any] | None:
    """Return the code sent and not yet used, unless it is too old or tried too often."""
    waiting = request.session.get(CLE)
    if not waiting or waiting["essais"] >= ESSAIS or time.time() > waiting["jusqua"]:
        return None
    return waiting


def _send(request: SignedInRequest) -> HttpResponse:
    form = CodeDeConfirmationForm()
    email = request.user.email
    if not ratelimit.consume(request, action="request_login_code", key=email):
        form = CodeDeConfirmationForm({})
        form.errors.clear()
        form.add_error(None, get_adapter().error_messages["rate_limited"])
        return _page(request, form, 429)
    code = get_adapter().generate_login_code()
    try:
        get_adapter().send_mail("account/email/reauthentication_code", email, {"code": code})
    except CourrielImpossible:
        form = CodeDeConfirmationForm({})
        form.errors.clear()
        form.add_error(None, COURRIEL_IMPOSSIBLE)
        return _page(request, form, 503)
    request.session[CLE] = {"code": code, "jusqua": time.time() + DUREE, "essais": 0}
    return _page(request, form)


def _verify(request: SignedInRequest) -> HttpResponse:
    form = CodeDeConfirmationForm(request.POST)
    waiting = _waiting(request)
    if form.is_valid() and waiting:
        if compare_user_code(actual=form.cleaned_data["code"], expected=waiting["code"]):
            del request.session[CLE]
            record_authentication(
                request,
                request.user,
                method="code",
                email=request.user.email,
                reauthenticated=True,
            )
            suite = resume_request(request)
            return suite or redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
        request.session[CLE] = {**waiting, "essais": waiting["essais"] + 1}
        form.add_error("code", get_adapter().error_messages["incorrect_code"])
    elif form.is_valid():
        form.add_error("code", "Ce code n’a plus cours : demandez-en un autre.")
    return _page(request, form, 422)
