"""A topic to propose, the dates of a vote, a ballot."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.timezone import localtime

from parcours.animation.models import Scrutin, Sujet
from parcours.promotions.forms.promotions import DateInput, TimeInput
from parcours.promotions.models import Promotion
from rameau.commun.temps import instant_de_paris

# Where each rule is said.
CHAMP_DE = {
    "ouvre_le": "jour_ouverture",
    "ferme_le": "jour_fermeture",
    "scrutin_dates": "jour_fermeture",
    "sujet_unique": "titre",
}


class SujetForm(forms.Form):
    """A topic, and why."""

    titre = forms.CharField(label="Le sujet, en une phrase", max_length=160)
    pourquoi = forms.CharField(
        label="Pourquoi ce sujet",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ScrutinForm(forms.Form):
    """When the vote opens and closes, in Europe/Paris time."""

    jour_ouverture = forms.DateField(label="Jour d’ouverture", widget=DateInput())
    heure_ouverture = forms.TimeField(label="Heure d’ouverture", widget=TimeInput())
    jour_fermeture = forms.DateField(label="Jour de fermeture", widget=DateInput())
    heure_fermeture = forms.TimeField(label="Heure de fermeture", widget=TimeInput())

    @classmethod
    def de(cls, scrutin: Scrutin | None, data: Any = None) -> "ScrutinForm":
        """Return the form of a vote as it stands, empty when there is none yet."""
        initial: dict[str, Any] = {"heure_ouverture": "09:00", "heure_fermeture": "18:00"}
        if scrutin is not None:
            for nom, instant in (("ouverture", scrutin.ouvre_le), ("fermeture", scrutin.ferme_le)):
                initial |= {
                    f"jour_{nom}": localtime(instant).date(),
                    f"heure_{nom}": localtime(instant).time(),
                }
        return cls(data, initial=initial)

    def instants(self) -> dict[str, datetime]:
        donnees = self.cleaned_data
        return {
            champ: instant_de_paris(donnees[f"jour_{nom}"], donnees[f"heure_{nom}"])
            for champ, nom in (("ouvre_le", "ouverture"), ("ferme_le", "fermeture"))
        }


class BulletinForm(forms.Form):
    """One topic among those proposed."""

    sujet = forms.ModelChoiceField(
        label="Votre choix",
        queryset=Sujet.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choisissez un sujet."},
    )

    def __init__(self, *args: Any, promotion: Promotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        champ = cast("forms.ModelChoiceField", self.fields["sujet"])
        champ.queryset = (
            Sujet.objects.proposes().filter(promotion=promotion).order_by("propose_le", "pk")
        )
