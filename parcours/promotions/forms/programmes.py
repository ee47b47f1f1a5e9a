"""The tasks of a programme."""

from datetime import date
from typing import Any

from django import forms

from parcours.promotions.forms.promotions import DateInput
from parcours.promotions.models import TacheProgramme
from rameau.commun.forms import FormRelu


class NouvelleTacheForm(forms.Form):
    """A task more in a temps."""

    titre = forms.CharField(label="Une tâche de plus", max_length=200)


class TacheForm(FormRelu):
    """A task as it stands: its words, and the day it was done."""

    titre = forms.CharField(label="La tâche", max_length=200)
    faite_le = forms.DateField(
        label="Faite le",
        required=False,
        widget=DateInput(),
        help_text="Laissez vide tant qu’elle n’est pas faite.",
    )

    def __init__(self, *args: Any, aujourdhui: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["faite_le"].widget.attrs["max"] = aujourdhui.isoformat()

    @classmethod
    def de(cls, tache: TacheProgramme, *, aujourdhui: date, data: Any = None) -> "TacheForm":
        """Return the form of a task as it stands."""
        initial = {nom: getattr(tache, nom) for nom in cls.base_fields}
        form = cls(data, initial=initial, aujourdhui=aujourdhui)
        return form.montrer(tache, cls.base_fields)
