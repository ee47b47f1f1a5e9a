"""The new day of a rencontre."""

from datetime import datetime

from django import forms
from django.utils.timezone import localtime

from parcours.promotions.forms.promotions import DateInput, TimeInput
from parcours.promotions.models import Rencontre
from rameau.commun.temps import instant_de_paris


class DeplacementForm(forms.Form):
    """When the rencontre would begin; kept in the address while one looks at what follows."""

    jour = forms.DateField(label="Nouveau jour", widget=DateInput())
    heure = forms.TimeField(
        label="Début", widget=TimeInput(), help_text="Heure de Paris ; la durée reste la même."
    )

    @classmethod
    def de(cls, rencontre: Rencontre) -> "DeplacementForm":
        """Begin with the day and time it has."""
        debut = localtime(rencontre.debut)
        return cls(initial={"jour": debut.date(), "heure": debut.time()})

    def debut(self) -> datetime:
        """The instant that was chosen."""
        return instant_de_paris(self.cleaned_data["jour"], self.cleaned_data["heure"])
