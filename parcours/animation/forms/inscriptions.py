"""Taking a place: what one needs, and for the équipe, who takes it."""

from typing import Any, cast

from django import forms

from parcours.animation.models import Inscription
from parcours.promotions.models import Participation, Rencontre
from rameau.comptes.models import Personne


class BesoinsForm(forms.Form):
    """What one needs to be well received."""

    besoins = forms.CharField(
        label="Un besoin particulier ?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Repas, accessibilité… Facultatif ; lu par l’équipe et par l’hôte seuls.",
    )


class InscrireForm(BesoinsForm):
    """Someone of the promotion who has no place and does not wait for one."""

    personne = forms.ModelChoiceField(
        label="Qui inscrire", queryset=Personne.objects.none(), empty_label="Choisissez"
    )
    field_order = ("personne", "besoins")

    def __init__(self, *args: Any, rencontre: Rencontre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        participants = Participation.objects.actives().filter(
            binome__promotion=rencontre.promotion_id
        )
        inscrits = Inscription.objects.filter(rencontre=rencontre).vivantes()
        champ = cast("forms.ModelChoiceField", self.fields["personne"])
        champ.queryset = (
            Personne.objects.filter(pk__in=participants.values("personne"))
            .exclude(pk__in=inscrits.values("personne"))
            .order_by("cle_de_tri", "pk")
        )
