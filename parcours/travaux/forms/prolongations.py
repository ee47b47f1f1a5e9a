"""The form of more time."""

from django import forms

from parcours.travaux.actions.prolongations import RAISON_MAX


class ProlongationForm(forms.Form):
    """A later day for one work of one binôme, and why."""

    du_le = forms.DateField(
        label="Attendu maintenant le",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    raison = forms.CharField(
        label="Pourquoi",
        max_length=RAISON_MAX,
        help_text="Une phrase. Le binôme et son coach la liront.",
    )
