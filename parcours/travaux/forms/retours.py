"""The remarks of a coach."""

from typing import Any

from django import forms

from parcours.travaux.actions.retours import CITATION_MAX
from parcours.travaux.models.chaine import LONGUEUR_MAX


class RemarqueForm(forms.Form):
    """One remark of the coach, anchored to a section and, if she wishes, to its wording."""

    citation = forms.CharField(
        label="Passage cité",
        required=False,
        max_length=CITATION_MAX,
        widget=forms.Textarea(attrs={"rows": 2, "data-citation": ""}),
        help_text="Copié du texte tel quel, ou vide pour parler de toute la section.",
    )
    texte = forms.CharField(
        label="Votre remarque",
        max_length=LONGUEUR_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, formulaire: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if formulaire:
            # Its fields stand apart from the form they belong to, and are not all to be filled.
            self.use_required_attribute = False
            for field in self.fields.values():
                field.widget.attrs["form"] = formulaire
