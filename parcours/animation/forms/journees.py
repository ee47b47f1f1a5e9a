"""The journée conclusive: what guests read, their registration, the synthesis."""

from typing import Any

from django import forms

from parcours.animation.models import JourneeConclusive
from rameau.commun.forms import FormRelu

PLACES_USUELLES = 60


class JourneeForm(FormRelu):
    """What guests read of the day, and how many may come."""

    presentation = forms.CharField(
        label="Présentation pour les invités",
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    places_invites = forms.IntegerField(
        label="Places pour les invités",
        min_value=0,
        max_value=2000,
        help_text="Sans compter les catalyseurs, qui ont tous leur place.",
    )
    ouverte = forms.BooleanField(
        label="Les invités peuvent s’inscrire",
        required=False,
        help_text="La page publique s’ouvre à qui a son adresse.",
    )

    @classmethod
    def de(cls, journee: JourneeConclusive | None, data: Any = None) -> "JourneeForm":
        """Return the form as the journée stands; a new one has the usual places."""
        initial = {"places_invites": PLACES_USUELLES}
        if journee is not None:
            initial = {nom: getattr(journee, nom) for nom in cls.base_fields}
        return cls(data, initial=initial).montrer(journee, cls.base_fields)


class SyntheseForm(FormRelu):
    """The synthesis of the day."""

    synthese = forms.CharField(
        label="Synthèse de la journée",
        required=False,
        max_length=40000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    @classmethod
    def de(cls, journee: JourneeConclusive | None, data: Any = None) -> "SyntheseForm":
        """Return the form as the synthesis stands."""
        initial = {"synthese": journee.synthese if journee else ""}
        return cls(data, initial=initial).montrer(journee, cls.base_fields)


class InviteForm(forms.Form):
    """A guest without account."""

    nom = forms.CharField(
        label="Votre nom", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    organisme = forms.CharField(
        label="Votre organisme",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label="Votre adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Pour vous confirmer votre place, et rien d’autre.",
    )
