"""A support of a rencontre: its title, its link or file, when it is read, who may."""

from typing import Any

from django import forms

from parcours.animation.models import Support
from rameau.commun.forms import FichierField


class SupportForm(forms.Form):
    """A link or a file to add."""

    titre = forms.CharField(label="Titre", max_length=160)
    lien = forms.URLField(
        label="Lien",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Commence par https://.",
    )
    fichier = FichierField(label="Ou un fichier", required=False)
    moment = forms.ChoiceField(
        label="Quand le lire", choices=Support.Moment.choices, widget=forms.RadioSelect
    )
    publier = forms.BooleanField(
        label="Le montrer tout de suite à la promotion",
        required=False,
        help_text="Sinon, l’équipe seule le voit jusqu’à ce que vous le publiiez.",
    )

    def clean(self) -> dict[str, Any]:
        """It is a link or a file, not both."""
        donnees = super().clean() or {}
        if not {"lien", "fichier"} & set(self.errors):
            lien, fichier = donnees.get("lien"), donnees.get("fichier")
            if not lien and not fichier:
                self.add_error("lien", "Donnez un lien ou un fichier.")
            elif lien and fichier:
                self.add_error("fichier", "Donnez un lien ou un fichier, pas les deux.")
        return donnees
