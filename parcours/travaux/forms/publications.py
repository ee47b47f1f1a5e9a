"""The answer to a binôme that asks for a version to be public."""

from django import forms

from parcours.travaux.models.chaine import LONGUEUR_MAX


class ReponseForm(forms.Form):
    """What the équipe answers to a binôme that asks for a version to be public."""

    mot = forms.CharField(
        label="Votre mot au binôme",
        required=False,
        max_length=LONGUEUR_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nécessaire si la version reste en l'état : dites pourquoi.",
    )
