"""« À partager chez moi »: the binôme's words, its links, who received them."""

from typing import Any

from django import forms

from parcours.animation.actions.partages import DUREES
from parcours.animation.models.partages import TEXTE_MAX
from parcours.promotions.forms.promotions import DateInput


class RecitForm(forms.Form):
    """What our structure takes from the session; `revision` says which text was read."""

    texte = forms.CharField(
        label="Ce que notre structure en retient",
        required=False,
        max_length=TEXTE_MAX,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Quelques phrases suffisent : ce que vous avez compris, ce que vous allez faire. "
        "Ne nommez personne.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class LienForm(forms.Form):
    """For how long a new link opens."""

    jours = forms.TypedChoiceField(
        label="Le lien s’ouvre pendant",
        coerce=int,
        choices=[(jours, f"{jours} jours") for jours in DUREES],
        initial=90,
    )


class DestinataireForm(forms.Form):
    """Someone who received the page."""

    nom = forms.CharField(label="À qui", max_length=120)
    qualite = forms.CharField(
        label="À quel titre",
        max_length=120,
        required=False,
        help_text="Par exemple : maire, employeur, collègue.",
    )
    remis_le = forms.DateField(label="Quand", widget=DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nom"].widget.attrs["autocomplete"] = "off"
