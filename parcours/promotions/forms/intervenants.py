"""Who speaks or receives, as the équipe writes it."""

from typing import Any

from django import forms
from phonenumber_field.formfields import PhoneNumberField

from parcours.promotions.models import Intervenant
from rameau.commun.forms import FormRelu


class IntervenantForm(FormRelu):
    """Name, function, body, and how to reach her."""

    prenom = forms.CharField(label="Prénom", max_length=80, required=False)
    nom = forms.CharField(label="Nom", max_length=120)
    fonction = forms.CharField(label="Fonction", max_length=160, required=False)
    organisme = forms.CharField(label="Organisme", max_length=160, required=False)
    email = forms.EmailField(label="Adresse électronique", max_length=254, required=False)
    telephone = PhoneNumberField(label="Téléphone", region="FR", required=False)
    presentation = forms.CharField(
        label="En quelques mots",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lu sur la page des rencontres où cette personne intervient.",
    )

    @classmethod
    def de(cls, intervenant: Intervenant, data: Any = None) -> "IntervenantForm":
        """Return the form of an intervenant as she stands."""
        initial = {nom: getattr(intervenant, nom) for nom in cls.base_fields}
        telephone = intervenant.telephone
        initial |= {"telephone": telephone.as_national if telephone else ""}
        return cls(data, initial=initial).montrer(intervenant, cls.base_fields)
