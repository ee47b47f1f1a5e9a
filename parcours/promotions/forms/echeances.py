"""One dated row of a promotion."""

from datetime import date
from typing import Any

from django import forms

from parcours.promotions.forms.promotions import DateInput
from parcours.promotions.lectures.calendrier import avertir
from parcours.promotions.models import Echeance
from rameau.commun.forms import FormRelu

# Where each rule of the database is said.
CHAMP_DE = {"echeance_dates": "jusquau"}


class EcheanceForm(FormRelu):
    """Its words and its days; a window has two."""

    titre = forms.CharField(label="Titre", max_length=160)
    le = forms.DateField(label="Jour", widget=DateInput())
    jusquau = forms.DateField(label="Dernier jour", widget=DateInput())

    def __init__(self, data: Any = None, *, echeance: Echeance) -> None:
        super().__init__(
            data,
            initial={"titre": echeance.titre, "le": echeance.le, "jusquau": echeance.jusquau},
        )
        if echeance.jusquau is None:
            del self.fields["jusquau"]
        else:
            self.fields["le"].label = "Premier jour"
        self.montrer(echeance, ("titre", "le", "jusquau"))

    def avis(self) -> list[str]:
        """What deserves a second look about the days typed."""
        jours: list[date] = [
            jour for nom in ("le", "jusquau") if (jour := self.cleaned_data.get(nom))
        ]
        return list(dict.fromkeys(un for jour in jours for un in avertir(jour)))
