"""The forms of one's own account and of invitations."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from phonenumber_field.formfields import PhoneNumberField

from rameau.comptes.forms.connexion import AIDE_MOT_DE_PASSE
from rameau.comptes.models import Personne

# A name reaches the headers of mails: a line break there would write headers of its own.
une_seule_ligne = RegexValidator(r"^[^\r\n]*\Z", "Écrivez ceci sur une seule ligne.")


class CoordonneesForm(forms.Form):
    """One's own names and telephone."""

    prenom = forms.CharField(
        label="Prénom",
        max_length=80,
        strip=False,
        validators=[une_seule_ligne],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    nom = forms.CharField(
        label="Nom",
        max_length=80,
        strip=False,
        validators=[une_seule_ligne],
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    telephone = PhoneNumberField(
        label="Téléphone",
        region="FR",
        required=False,
        help_text="Votre coach vous y appelle lors des entretiens.",
        error_messages={"invalid": "Ce numéro n’existe pas : par exemple 06 12 34 56 78."},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args: Any, personne: Personne, **kwargs: Any) -> None:
        self.personne = personne
        telephone = personne.telephone
        kwargs["initial"] = {
            "prenom": personne.prenom,
            "nom": personne.nom,
            "telephone": telephone.as_national if telephone else "",
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse names made of spaces alone."""
        cleaned = super().clean() or {}
        for nom in ("prenom", "nom"):
            if nom in cleaned and not cleaned[nom].strip():
                self.add_error(nom, "Ce champ est nécessaire.")
        return cleaned


class BienvenueForm(CoordonneesForm):
    """The first form after an invitation: names, telephone, and a password if one wants one."""

    password1 = forms.CharField(
        label="Mot de passe",
        help_text=AIDE_MOT_DE_PASSE,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Mot de passe, une seconde fois",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, personne: Personne, **kwargs: Any) -> None:
        super().__init__(*args, personne=personne, **kwargs)
        if personne.has_usable_password():
            del self.fields["password1"], self.fields["password2"]

    def clean_password1(self) -> str:
        """Refuse a weak password; none at all is a choice."""
        password: str = self.cleaned_data["password1"]
        if password:
            validate_password(password, self.personne)
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords."""
        cleaned = super().clean()
        if "password1" in cleaned and cleaned["password1"] != cleaned.get("password2", ""):
            self.add_error("password2", "Les deux mots de passe diffèrent.")
        return cleaned


class CodeInvitationForm(forms.Form):
    """Accept an invitation with the code of the mail."""

    email = forms.EmailField(
        label="Adresse électronique",
        help_text="Celle à laquelle l’invitation vous a été envoyée.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    code = forms.CharField(
        label="Code de l’invitation",
        help_text="Six signes ; les majuscules et les espaces ne comptent pas.",
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class CodeDeConfirmationForm(forms.Form):
    """Type the code that came by mail to confirm that it is still the same person."""

    code = forms.CharField(
        label="Code reçu par courriel",
        help_text="Huit lettres ; les majuscules, le tiret et les espaces ne comptent pas.",
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
