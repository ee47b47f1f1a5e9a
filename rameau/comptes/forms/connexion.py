"""The forms of sign-in, passwords and second factors: allauth's, in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms

AIDE_MOT_DE_PASSE = (
    "Au moins 15 caractères : une phrase que vous seul·e connaissez convient très bien."
)


def _dire(form: forms.Form, nom: str, label: str, aide: str = "", **attrs: str) -> None:
    """Give a field its label, its help and its attributes; no placeholder stands for a label."""
    field = form.fields.get(nom)
    if field is None:
        return
    field.label, field.help_text = label, aide
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class ConnexionForm(account.LoginForm):
    """Sign-in by e-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dire(self, "login", "Adresse électronique", autocomplete="username")
        _dire(self, "password", "Mot de passe")


class DemandeCodeForm(account.RequestLoginCodeForm):
    """Ask for a code by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dire(self, "email", "Adresse électronique", autocomplete="username")


class CodeRecuForm(account.ConfirmLoginCodeForm):
    """Type the code that came by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dire(
            self,
            "code",
            "Code reçu par courriel",
            "Huit lettres ; les majuscules, le tiret et les espaces ne comptent pas.",
            autocapitalize="characters",
            spellcheck="false",
        )


class ChangerMotDePasseForm(account.ChangePasswordForm):
    """Change one's password, the present one being known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dire(self, "oldpassword", "Mot de passe actuel")
        _dire(self, "password1", "Nouveau mot de passe", AIDE_MOT_DE_PASSE)
        _dire(self, "password2", "Nouveau mot de passe, une seconde fois")


class ChoisirMotDePasseForm(account.SetPasswordForm):
    """Choose a first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dire(self, "password1", "Mot de passe", AIDE_MOT_DE_PASSE)
        _dire(self, "password2", "Mot de passe, une seconde fois")


class ConfirmerForm(account.ReauthenticateForm):
    """Confirm by password that it is still the same person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dire(self, "password", "Mot de passe")


def _dire_code_du_telephone(form: forms.Form) -> None:
    _dire(
        form,
        "code",
        "Code du second facteur",
        "Les six chiffres de votre application, ou l’un de vos codes de secours.",
        inputmode="numeric",
    )


class SecondFacteurForm(mfa.AuthenticateForm):
    """Give the second factor at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dire_code_du_telephone(self)


class ConfirmerSecondFacteurForm(mfa.ReauthenticateForm):
    """Confirm by second factor that it is still the same person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dire_code_du_telephone(self)


class PoserSecondFacteurForm(totp.ActivateTOTPForm):
    """Prove that the application is set before it is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dire(
            self,
            "code",
            "Code affiché par l’application",
            "Six chiffres, qui changent toutes les trente secondes.",
            inputmode="numeric",
        )
