"""A support of a rencontre: its title, its link, when it is read, who may."""

from django import forms

from parcours.models import Support


class SupportForm(forms.Form):
    """A link to add."""

    titre = forms.CharField(label="Titre", max_length=160)
    lien = forms.URLField(
        label="Lien",
        max_length=500,
        assume_scheme="https",
        help_text="Commence par https://.",
    )
    moment = forms.ChoiceField(
        label="Quand le lire", choices=Support.Moment.choices, widget=forms.RadioSelect
    )
    publier = forms.BooleanField(
        label="Le montrer tout de suite à la promotion",
        required=False,
        help_text="Sinon, l’équipe seule le voit jusqu’à ce que vous le publiiez.",
    )
