"""Settling a reading that leaves a doubt."""

from django import forms


class LectureForm(forms.Form):
    """The name of a territory, as read or corrected."""

    nom = forms.CharField(
        label="Nom du territoire",
        max_length=120,
        help_text="Laissez-le tel quel pour confirmer la lecture, ou corrigez-le.",
    )
