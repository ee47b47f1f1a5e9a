"""The agenda of a rencontre on one page: a row per sequence, their order, and two empty rows."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.timezone import localtime

from parcours.animation.actions.sequences import SequenceEcrite
from parcours.promotions.forms.promotions import TimeInput
from parcours.promotions.models import Intervenant, Rencontre, Sequence

LIGNES_VIDES = 2


class SequenceForm(forms.Form):
    """One sequence. Its start may be left empty: it then follows the one above."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    titre = forms.CharField(label="Titre", max_length=200)
    temps = forms.ChoiceField(
        label="Temps", choices=Sequence.Temps.choices, initial=Sequence.Temps.THEORIE
    )
    debut = forms.TimeField(
        label="Début à heure fixe",
        required=False,
        widget=TimeInput(),
        help_text="Vide : à la suite.",
    )
    duree = forms.IntegerField(
        label="Durée en minutes",
        min_value=5,
        max_value=720,
        widget=forms.NumberInput(attrs={"step": 5}),
    )
    visee = forms.CharField(label="Visée", max_length=300, required=False)
    intervenants = forms.MultipleChoiceField(
        label="Qui intervient", required=False, widget=forms.CheckboxSelectMultiple
    )
    nouvel_intervenant = forms.CharField(
        label="Quelqu’un d’autre",
        max_length=200,
        required=False,
        help_text="Prénom et nom ; il rejoint la liste des intervenants.",
    )

    def __init__(self, *args: Any, connus: dict[str, Intervenant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.connus = connus
        self.fields["intervenants"].choices = [  # type: ignore[attr-defined]
            (pk, str(intervenant)) for pk, intervenant in connus.items()
        ]

    @property
    def nommes(self) -> str:
        """Those already chosen, as the closed list says them."""
        choisis = self["intervenants"].value() or []
        return ", ".join(str(self.connus[str(pk)]) for pk in choisis if str(pk) in self.connus)

    def ecrite(self, commence: datetime) -> SequenceEcrite:
        """Return what the action writes."""
        donnees = self.cleaned_data
        return SequenceEcrite(
            pk=donnees["pk"],
            temps=donnees["temps"],
            titre=donnees["titre"],
            duree_minutes=donnees["duree"],
            debut_minutes=_minutes(donnees["debut"], commence),
            visee=donnees["visee"],
            intervenants=[self.connus[pk] for pk in donnees["intervenants"]],
            nouvel_intervenant=donnees["nouvel_intervenant"],
        )


def _minutes(debut: time | None, commence: datetime) -> int | None:
    """Minutes from the start of the rencontre; one before it is of the day after, so too late."""
    if debut is None:
        return None
    minutes = debut.hour * 60 + debut.minute - (commence.hour * 60 + commence.minute)
    return minutes if minutes >= 0 else minutes + 24 * 60


class _Lignes(BaseFormSet):
    """The rows, in the order asked for."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Rang"
        form.fields["ORDER"].widget.attrs["min"] = 1
        form.fields["DELETE"].label = "Retirer cette séquence"

    def ecrites(self, commence: datetime) -> list[SequenceEcrite]:
        """Return the sequences to write; rows left empty are none."""
        return [form.ecrite(commence) for form in self.ordered_forms if form.cleaned_data]


LignesFormSet = formset_factory(
    SequenceForm, formset=_Lignes, extra=LIGNES_VIDES, can_order=True, can_delete=True, max_num=40
)


def lignes(rencontre: Rencontre, data: Any = None) -> _Lignes:
    """Return the rows of a rencontre's agenda as it stands, or as typed: what is typed stands by
    itself, someone may have changed the agenda meanwhile."""
    connus = {str(i.pk): i for i in Intervenant.objects.order_by("nom", "prenom", "pk")}
    sequences = rencontre.sequences.prefetch_related("intervenants").order_by("ordre")
    commence = localtime(rencontre.debut)
    formset: _Lignes = LignesFormSet(  # type: ignore[assignment]
        data,
        prefix="sequences",
        form_kwargs={"connus": connus},
        initial=None
        if data is not None
        else [
            {
                "pk": sequence.pk,
                "titre": sequence.titre,
                "temps": sequence.temps,
                "debut": (commence + timedelta(minutes=sequence.debut_minutes)).time()
                if sequence.heure_fixe
                else None,
                "duree": sequence.duree_minutes,
                "visee": sequence.visee,
                "intervenants": [str(i.pk) for i in sequence.intervenants.all()],
            }
            for sequence in sequences
        ],
    )
    return formset
