"""What people type about the follow-up of an action."""

from typing import Any

from django import forms

from parcours.travaux.actions.suivis import MESURE_MAX
from parcours.travaux.lectures.suivis import Ligne
from parcours.travaux.models import Element
from parcours.travaux.models.suivis import MOT_MAX


class SuiviForm(forms.Form):
    """One line: its fields bear the id of the action, for a page holds them all."""

    action = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    etat = forms.ChoiceField(label="Où elle en est", choices=Element.Etat.choices)
    mesure = forms.CharField(label="Ce que dit l’indicateur", max_length=MESURE_MAX, required=False)
    mot = forms.CharField(
        label="Un mot",
        max_length=MOT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @classmethod
    def de(cls, ligne: Ligne, data: Any = None) -> "SuiviForm":
        """Return the form of a line as it stands, or as it was typed."""
        suivi, dernier = ligne.suivi, ligne.suivi or ligne.precedent
        return cls(
            data,
            auto_id=f"id_{ligne.action.id}_%s",
            initial={
                "action": ligne.action.id,
                "revision": suivi.revision if suivi else 0,
                "etat": dernier.etat if dernier else ligne.action.etat,
                "mesure": suivi.mesure if suivi else "",
                "mot": suivi.mot if suivi else "",
            },
        )
