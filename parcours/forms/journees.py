"""The journée conclusive: what guests read, their registration, the synthesis."""

from django import forms


class JourneeForm(forms.Form):
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


class SyntheseForm(forms.Form):
    """The synthesis of the day."""

    synthese = forms.CharField(
        label="Synthèse de la journée",
        required=False,
        max_length=40000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )


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
