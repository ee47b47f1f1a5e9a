"""A promotion to come, on the pattern of another."""

from datetime import date
from typing import Any, cast

from django import forms

from parcours.promotions.forms.promotions import DateInput, DepartForm
from parcours.promotions.models import Parcours, Promotion

MEME, DERNIERE = "meme", "derniere"


class CopieForm(forms.Form):
    """The name and first day of the new one, and what is taken from the former."""

    nom = DepartForm.base_fields["nom"]
    debut = forms.DateField(
        label="Premier jour",
        widget=DateInput(),
        help_text="Chaque date se comptera depuis ce jour comme elle se comptait alors ; "
        "un jour à quelques semaines entières près garde les jours de la semaine.",
    )
    version = forms.ChoiceField(label="Version du parcours", widget=forms.RadioSelect)
    structures = forms.BooleanField(label="Reprendre aussi ses structures", required=False)

    def __init__(
        self,
        *args: Any,
        promotion: Promotion,
        derniere: Parcours | None,
        aujourdhui: date,
        **kwargs: Any,
    ) -> None:
        """`derniere` is the latest version of its parcours, None when it is its own."""
        super().__init__(*args, **kwargs)
        self._aujourdhui = aujourdhui
        self.fields["debut"].widget.attrs["min"] = aujourdhui.isoformat()
        version = cast("forms.ChoiceField", self.fields["version"])
        version.choices = [(MEME, f"La même : {promotion.parcours}")]
        if derniere is None:
            del self.fields["version"]
        else:
            version.choices = [*version.choices, (DERNIERE, f"La dernière : {derniere}")]
            version.initial = DERNIERE

    def clean_debut(self) -> date:
        debut: date = self.cleaned_data["debut"]
        if debut < self._aujourdhui:
            raise forms.ValidationError("La date de début est déjà passée.")
        return debut
