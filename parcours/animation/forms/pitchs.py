"""What people type about the pitchs: the order, a sheet, a reaction."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.timezone import localtime

from parcours.animation.actions.pitchs import NOM_MAX
from parcours.animation.lectures.pitchs import Passage
from parcours.animation.models import Pitch
from parcours.animation.models.pitchs import REACTION_MAX, TEXTE_MAX
from parcours.promotions.forms.promotions import DateInput, TimeInput
from rameau.commun.forms import FichierField
from rameau.commun.temps import instant_de_paris


class TourForm(forms.Form):
    """When the first pitch begins."""

    jour = forms.DateField(label="Jour", widget=DateInput())
    heure = forms.TimeField(
        label="Le premier pitch commence à", widget=TimeInput(), help_text="Heure de Paris."
    )

    def debut(self) -> Any:
        """The instant that is said."""
        return instant_de_paris(self.cleaned_data["jour"], self.cleaned_data["heure"])

    @classmethod
    def de(cls, debut: Any, data: Any = None) -> "TourForm":
        """Return the form that proposes this beginning."""
        ici = localtime(debut)
        return cls(data, initial={"jour": ici.date(), "heure": ici.time()})


class OrdreForm(forms.Form):
    """The running order: a place for each binôme."""

    def __init__(self, *args: Any, passages: Sequence[Passage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passages = passages
        for passage in passages:
            self.fields[f"rang-{passage.binome.pk}"] = forms.IntegerField(
                label=passage.binome.nom,
                initial=passage.ordre,
                min_value=1,
                max_value=len(passages),
            )

    def binomes(self) -> list[int]:
        """The binômes in the order of their places; twice the same place loses one of them."""
        places = {
            self.cleaned_data[f"rang-{passage.binome.pk}"]: passage.binome.pk
            for passage in self.passages
        }
        return [places[place] for place in sorted(places)]


class FicheForm(forms.Form):
    """The sheet of a pitch, and its slide."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    points = forms.CharField(
        label="Ce que nous voulons dire",
        required=False,
        max_length=TEXTE_MAX,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Trois ou quatre points : cinq minutes passent vite.",
    )
    demande = forms.CharField(
        label="Ce que nous demandons",
        required=False,
        max_length=TEXTE_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une aide, un contact, un essai : ce que la salle peut faire pour vous.",
    )
    diapositive = FichierField(
        label="Notre diapositive",
        required=False,
        help_text="Facultative : sans elle, celle de votre feuille de route est projetée.",
    )
    retirer = forms.BooleanField(label="Retirer la diapositive déposée", required=False)

    @classmethod
    def de(cls, pitch: Pitch | None, data: Any = None, files: Any = None) -> "FicheForm":
        """Return the form of a sheet as it stands, or as it was typed."""
        form = cls(
            data,
            files,
            initial={
                "revision": pitch.revision if pitch else 0,
                "points": pitch.points if pitch else "",
                "demande": pitch.demande if pitch else "",
            },
        )
        if pitch is None or pitch.diapositive is None:
            del form.fields["retirer"]
        return form


class ReactionForm(forms.Form):
    """What someone signed in answers to a pitch."""

    texte = forms.CharField(
        label="Votre réaction",
        max_length=REACTION_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce qui vous a parlé, une idée, quelqu’un à rencontrer.",
    )


class InviteForm(ReactionForm):
    """What a guest answers: to which pitch, and under what name if any."""

    pitch = forms.ChoiceField(label="Vous réagissez à")
    nom = forms.CharField(
        label="Votre nom", max_length=NOM_MAX, required=False, help_text="Si vous le voulez."
    )
    field_order = ("pitch", "texte", "nom")

    def __init__(self, *args: Any, passages: Sequence[Passage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pitch"].choices = [  # type: ignore[attr-defined]
            (str(passage.binome.pk), f"{passage.ordre}. {passage.binome.nom}")
            for passage in passages
        ]


class CodeForm(forms.Form):
    """The code shown on the screen of the room."""

    code = forms.CharField(
        label="Le code affiché dans la salle",
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        """As it is kept: capitals, without spaces."""
        return "".join(self.cleaned_data["code"].split()).upper()
