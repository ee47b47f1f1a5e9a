"""Offering oneself to animate the community, and naming who does."""

from typing import Any, cast

from django import forms

from parcours.promotions.models import Participation, Promotion


class CandidatureForm(forms.Form):
    """A word, if one wishes."""

    mot = forms.CharField(
        label="En un mot",
        max_length=300,
        required=False,
        help_text="Ce que vous aimeriez faire vivre. Lu par la promotion.",
    )


class NominationForm(forms.Form):
    """A catalyseur of the promotion."""

    participation = forms.ModelChoiceField(
        label="Qui anime la communauté",
        queryset=Participation.objects.none(),
        empty_label="Choisissez une personne",
    )

    def __init__(self, *args: Any, promotion: Promotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        champ = cast("forms.ModelChoiceField", self.fields["participation"])
        champ.queryset = (
            Participation.objects.actives()
            .filter(binome__promotion=promotion)
            .select_related("personne", "binome__structure")
            .order_by("personne__cle_de_tri", "pk")
        )
        champ.label_from_instance = (  # type: ignore[method-assign]
            lambda obj: f"{obj.personne} ({obj.binome.structure})"
        )
