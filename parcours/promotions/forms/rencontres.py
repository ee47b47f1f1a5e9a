"""Planning and changing a rencontre: what people need to know to come."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.timezone import localtime

from parcours.promotions.actions.rencontres import MODIFIABLES
from parcours.promotions.forms.promotions import DateInput, TimeInput
from parcours.promotions.models import Etape, Promotion, Rencontre
from rameau.commun.forms import FormRelu
from rameau.commun.temps import instant_de_paris

# Where each rule of the database is said.
CHAMP_DE = {
    "rencontre_dates": "heure_fin",
    "rencontre_sans_chevauchement": "jour",
    "rencontre_ordre": "jour",
    "rencontre_jour": "jour",
    "rencontre_une_session_par_etape": "etape",
    "rencontre_session_etape": "etape",
}


class RencontreForm(FormRelu):
    """A rencontre on one day, in Europe/Paris time."""

    titre = forms.CharField(label="Titre", max_length=160)
    jour = forms.DateField(label="Jour", widget=DateInput())
    heure_debut = forms.TimeField(label="Début", widget=TimeInput(), help_text="Heure de Paris.")
    heure_fin = forms.TimeField(label="Fin", widget=TimeInput())
    lieu = forms.CharField(
        label="Lieu", max_length=160, required=False, help_text="Par exemple : Hôtel de ville."
    )
    adresse = forms.CharField(label="Adresse", max_length=240, required=False)
    acces = forms.CharField(
        label="Comment venir",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    lien = forms.URLField(
        label="Lien de la salle à distance",
        required=False,
        assume_scheme="https",
        help_text="Commence par https://.",
    )

    @classmethod
    def de(cls, rencontre: Rencontre, data: Any = None) -> "RencontreForm":
        """Return the form of a rencontre as it stands. The day of a session changes elsewhere,
        with all that hangs on it."""
        debut, fin = localtime(rencontre.debut), localtime(rencontre.fin)
        form = cls(
            data,
            initial={
                "titre": rencontre.titre,
                "jour": debut.date(),
                "heure_debut": debut.time(),
                "heure_fin": fin.time(),
                "lieu": rencontre.lieu,
                "adresse": rencontre.adresse,
                "acces": rencontre.acces,
                "lien": rencontre.lien,
            },
        )
        if rencontre.nature == Rencontre.Nature.SESSION:
            form.fields["jour"].disabled = True
            form.fields["jour"].help_text = "Pour un autre jour, déplacez la session."
        return form.montrer(rencontre, MODIFIABLES)

    def clean(self) -> dict[str, Any]:
        """It ends after it starts, the same day."""
        donnees = super().clean() or {}
        debut, fin = donnees.get("heure_debut"), donnees.get("heure_fin")
        if debut and fin and fin <= debut:
            self.add_error("heure_fin", "Une rencontre finit après avoir commencé.")
        return donnees

    def champs(self) -> dict[str, Any]:
        """Return what the action writes."""
        donnees = self.cleaned_data
        jour = donnees["jour"]
        instants: dict[str, datetime] = {
            "debut": instant_de_paris(jour, donnees["heure_debut"]),
            "fin": instant_de_paris(jour, donnees["heure_fin"]),
        }
        textes = {nom: donnees[nom] for nom in ("titre", "lieu", "adresse", "acces", "lien")}
        return {**textes, **instants}


class NouvelleRencontreForm(RencontreForm):
    """A rencontre that does not exist yet: its nature and its stage besides."""

    nature = forms.ChoiceField(label="Nature", choices=Rencontre.Nature.choices)
    etape = forms.ModelChoiceField(
        label="Étape",
        queryset=Etape.objects.none(),
        required=False,
        empty_label="Aucune",
        help_text="Nécessaire pour une session collective.",
    )
    field_order = ("nature", "etape", "titre")

    def __init__(self, *args: Any, promotion: Promotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        champ = cast("forms.ModelChoiceField", self.fields["etape"])
        champ.queryset = promotion.etapes.order_by("ordre")
        champ.label_from_instance = (  # type: ignore[method-assign]
            lambda obj: f"{obj.ordre}. {obj.titre}"
        )

    def clean(self) -> dict[str, Any]:
        """A session is that of a stage."""
        donnees = super().clean()
        session = donnees.get("nature") == Rencontre.Nature.SESSION
        if session and not donnees.get("etape") and "etape" not in self.errors:
            self.add_error("etape", "Une session collective est celle d’une étape.")
        return donnees

    def champs(self) -> dict[str, Any]:
        return {
            **super().champs(),
            "nature": self.cleaned_data["nature"],
            "etape": self.cleaned_data["etape"],
        }
