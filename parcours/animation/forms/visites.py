"""Preparing a visite; saying what one brings back."""

from datetime import time
from typing import Any

from django import forms
from django.utils.timezone import localtime

from parcours.animation.actions.visites import fin_du_premier_tour
from parcours.animation.models import Visite
from parcours.promotions.forms.promotions import DateInput
from parcours.promotions.models import Intervenant, Rencontre
from rameau.commun.forms import FormRelu
from rameau.commun.temps import instant_de_paris

# Where each rule is said.
CHAMP_DE = {
    "visite_places": "places",
    "regle_visite_places": "places",
    "premier_tour": "premier_tour_jusquau",
}
LONG = 6000


class VisiteForm(FormRelu):
    """Whom one meets, where, who receives, how many may come."""

    genre = forms.ChoiceField(label="Qui l’on rencontre", choices=Visite.Genre.choices)
    personnalite = forms.ModelChoiceField(
        label="La personnalité",
        queryset=Intervenant.objects.order_by("nom", "prenom", "pk"),
        required=False,
        empty_label="Quelqu’un d’autre, nommé ci-dessous",
    )
    personnalite_en_clair = forms.CharField(
        label="Ou son nom, tel que vous l’écrivez", max_length=200, required=False
    )
    recit = forms.CharField(
        label="Le lieu et son histoire",
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Pourquoi ce lieu incarne ce que l’on vient y entendre.",
    )
    hote = forms.ModelChoiceField(
        label="Qui accueille sur place",
        queryset=Intervenant.objects.order_by("nom", "prenom", "pk"),
        required=False,
        empty_label="Personne pour l’instant",
        help_text="Ses coordonnées viennent de la liste des intervenants.",
    )
    pratique = forms.CharField(
        label="Ce qu’il faut prévoir",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    places = forms.IntegerField(label="Nombre de places", min_value=1, max_value=500)
    premier_tour_jusquau = forms.DateField(
        label="Une place par binôme jusqu’au",
        widget=DateInput(),
        help_text="Ce jour compris, le second d’un binôme attend que les autres aient choisi.",
    )

    @classmethod
    def de(cls, rencontre: Rencontre, visite: Visite | None, data: Any = None) -> "VisiteForm":
        """Return the form as the visite stands; a new one has the usual first turn."""
        tour = visite.premier_tour_jusquau if visite else fin_du_premier_tour(rencontre)
        initial: dict[str, Any] = {"premier_tour_jusquau": localtime(tour).date()}
        if visite is not None:
            for nom in ("genre", "personnalite_en_clair", "recit", "pratique", "places"):
                initial[nom] = getattr(visite, nom)
            initial |= {"personnalite": visite.personnalite_id, "hote": visite.hote_id}
        return cls(data, initial=initial).montrer(visite, cls.base_fields)

    def champs(self) -> dict[str, Any]:
        """Return what the action writes; the first turn ends with its day."""
        jour = self.cleaned_data["premier_tour_jusquau"]
        fin = instant_de_paris(jour, time(23, 59))
        return {**self.cleaned_data, "premier_tour_jusquau": fin}


class RapportForm(forms.Form):
    """« Ce que j'en rapporte »."""

    texte = forms.CharField(
        label="Ce que j’en rapporte",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Quelques lignes : ce qui vous a frappé, ce que vous en ferez. "
        "La promotion les lit.",
    )
