"""Where allauth meets the house: its writes on our tables pass through our actions, its mails
through our templates.

Two kinds of mail leave from here. Those that carry a secret (a code) are sent within the
request: they must arrive at once and never stand in clear in a queue; no transaction is open at
that moment (ATOMIC_REQUESTS is off), and a mail server that does not answer raises
`CourrielImpossible`, which the view words. Those that tell of a change (a new password, a factor
added or removed) carry none: they are rows of the queue like any other mail.
"""

from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from rameau.commun.courriels import compose
from rameau.commun.temps import maintenant
from rameau.comptes.actions.personnes import (
    changer_mot_de_passe,
    constater_connexion,
    constater_deconnexion,
    prevenir_d_un_changement,
)
from rameau.comptes.courriels import message_immediat
from rameau.comptes.lectures.requests import SignedInRequest

logger = structlog.get_logger(__name__)

# allauth's notification → our kind of mail, registered in `registres.courriels`.
CHANGEMENTS = {
    "account/email/password_changed": "mot_de_passe_change",
    "account/email/password_set": "mot_de_passe_change",
    "mfa/email/totp_activated": "second_facteur_pose",
    "mfa/email/totp_deactivated": "second_facteur_retire",
    "mfa/email/recovery_codes_generated": "codes_de_secours_refaits",
}


class CourrielImpossible(Exception):
    """The mail server does not answer; nothing was sent."""


class CompteAdapter(DefaultAccountAdapter):
    """Closed sign-up; sign-in in our words, journalled; writes through actions."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Cette adresse et ce mot de passe ne vont pas ensemble.",
        "enter_current_password": "Ce n’est pas votre mot de passe actuel.",
        "incorrect_code": "Ce n’est pas le bon code.",
        "incorrect_password": "Ce n’est pas votre mot de passe.",
        "rate_limited": "Il y a eu trop d’essais : patientez quelques minutes.",
        "too_many_login_attempts": (
            "Il y a eu trop d’essais : patientez cinq minutes. "
            "En attendant, vous pouvez recevoir un code par courriel."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: people are invited."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Write the password through our action."""
        changer_mot_de_passe(par=user, personne=user, mot_de_passe=password)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Journal the sign-in, once every stage is passed."""
        constater_connexion(par=user, personne=user, instant=maintenant())
        return super().post_login(request, user, **kwargs)

    def logout(self, request: SignedInRequest) -> None:
        """Journal the sign-out and forget the session."""
        constater_deconnexion(par=request.user, personne=request.user)
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        super().logout(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to one's account."""
        return reverse("comptes:compte")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Offer the password, the second factor or, to who has neither, a code by mail."""
        methods = super().get_reauthentication_methods(user)
        if user.is_authenticated and not methods:
            url = reverse("comptes:confirmer_par_code")
            methods = [{"id": "code", "description": "Recevoir un code", "url": url}]
        return methods

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send at once a mail that carries a secret."""
        message = message_immediat(template_prefix, email=email, code=context.get("code", ""))
        try:
            compose(message, to=email).send()
        except (OSError, SMTPException) as error:
            logger.error("mail_not_sent", kind=template_prefix, error=type(error).__name__)
            raise CourrielImpossible from error

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the person of a change, through the queue."""
        prevenir_d_un_changement(
            par=user, personne=user, genre=CHANGEMENTS[template_prefix], instant=maintenant()
        )


class SecondFacteurAdapter(DefaultMFAAdapter):
    """Seeds of second factors are encrypted at rest; the newest key writes, all keys read."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Ce n’est pas le bon code.",
    }

    @staticmethod
    def _fernet() -> MultiFernet:
        return MultiFernet([Fernet(key) for key in settings.CLES_CHIFFREMENT])

    def encrypt(self, text: str) -> str:
        """Encrypt with the newest key."""
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt with whichever key wrote."""
        return self._fernet().decrypt(encrypted_text.encode()).decode()
