"""Sign-in, passwords and second factors: allauth's views, each declared, with our statuses.

allauth answers an invalid form with 200 and a success with 302; here they are 422 (429 when the
form refuses because of too many tries) and 303, like everywhere else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from rameau.commun.routes import CONNECTES, TOUS, View, ouvert_a
from rameau.comptes.adapters import CourrielImpossible
from rameau.comptes.views.confirmation import COURRIEL_IMPOSSIBLE, confirmation_requise

TROP_D_ESSAIS = frozenset({"too_many_login_attempts", "rate_limited"})


def aux_statuts_de_la_maison(view: Callable[..., HttpResponse]) -> View:
    """Give the answer of an allauth view the status the house gives."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method != "POST":
            return response
        if response.status_code == 302:
            response.status_code = 303
        form = (getattr(response, "context_data", None) or {}).get("form")
        if response.status_code == 200 and form is not None and form.errors:
            codes = {error.code for errors in form.errors.as_data().values() for error in errors}
            response.status_code = 429 if codes & TROP_D_ESSAIS else 422
        return response

    return run


def _ouverte(view: Callable[..., HttpResponse], public: str, methodes: str = "GET POST") -> View:
    """Declare an allauth view. None asks for the second factor: they are where it is set."""
    declared = ouvert_a(public, methodes=methodes, second_facteur=False)
    return declared(aux_statuts_de_la_maison(view))


class DemandeCodeView(account.RequestLoginCodeView):
    """Send the code; an unknown address gets a mail too, so that both answer alike: same page,
    same time, same sentence when the mail server is away."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Send, or say that mails do not leave."""
        try:
            if form._user is None:  # noqa: SLF001 (allauth's form keeps whom it found there)
                email = form.cleaned_data["email"]
                get_adapter().send_mail("account/email/unknown_account", email, {})
            return super().form_valid(form)
        except CourrielImpossible:
            form.add_error(None, COURRIEL_IMPOSSIBLE)
            response = self.form_invalid(form)
            response.status_code = 503
            return response


class DeconnexionView(account.LogoutView):
    """Sign out, and have the browser forget the pages and the drafts it kept."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out; nothing to forget when nobody was signed in."""
        signed_in = self.request.user.is_authenticated
        response = super().post(*args, **kwargs)
        if signed_in:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


connexion = _ouverte(account.login, TOUS)
demander_un_code = _ouverte(DemandeCodeView.as_view(), TOUS)
taper_le_code = _ouverte(account.confirm_login_code, TOUS)
second_facteur = _ouverte(mfa.authenticate, TOUS)
compte_ferme = _ouverte(account.account_inactive, TOUS, "GET")
deconnexion = _ouverte(DeconnexionView.as_view(), TOUS)
confirmer = _ouverte(account.reauthenticate, CONNECTES)
confirmer_par_second_facteur = _ouverte(mfa.reauthenticate, CONNECTES)
changer_mot_de_passe = _ouverte(account.password_change, CONNECTES)
choisir_mot_de_passe = _ouverte(confirmation_requise(account.password_set), CONNECTES)
facteurs = _ouverte(mfa.index, CONNECTES, "GET")
poser_second_facteur = _ouverte(confirmation_requise(totp.activate_totp), CONNECTES)
retirer_second_facteur = _ouverte(confirmation_requise(totp.deactivate_totp), CONNECTES)
refaire_les_codes = _ouverte(
    confirmation_requise(recovery_codes.generate_recovery_codes), CONNECTES
)


def _unused_codes(request: HttpRequest) -> list[str]:
    """Return the recovery codes left; allauth's own reading notes in the database that they
    were seen, which a read must not do and which nothing here needs."""
    factor = get_object_or_404(
        Authenticator, user=request.user, type=Authenticator.Type.RECOVERY_CODES
    )
    return factor.wrap().get_unused_codes()


@ouvert_a(CONNECTES, second_facteur=False)
@confirmation_requise
@reauthentication_required(app="allauth.mfa")
def codes_de_secours(request: HttpRequest) -> HttpResponse:
    """Show the recovery codes left."""
    codes = _unused_codes(request)
    return render(request, "mfa/recovery_codes/index.html", {"codes": codes})


@ouvert_a(CONNECTES, second_facteur=False)
@confirmation_requise
@reauthentication_required(app="allauth.mfa")
def telecharger_les_codes(request: HttpRequest) -> HttpResponse:
    """Give the recovery codes left as a text file."""
    codes = _unused_codes(request)
    response = render(
        request,
        "mfa/recovery_codes/download.txt",
        {"codes": codes},
        content_type="text/plain; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="codes-de-secours.txt"'
    return response
