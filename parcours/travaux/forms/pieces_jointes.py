"""A file to attach to a work."""

from typing import Any

from django import forms

from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Livrable
from rameau.commun.forms import FichierField


class PieceForm(forms.Form):
    """A file, and the section it goes with if any."""

    fichier = FichierField(label="Le fichier")
    section = forms.ChoiceField(
        label="Avec quelle partie",
        required=False,
        help_text="Une pièce est lue par qui lit la partie où elle est jointe.",
    )

    def __init__(self, *args: Any, livrable: Livrable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [  # type: ignore[attr-defined]
            ("", "tout le travail"),
            *((guide.code, guide.titre) for guide in trame_de(livrable.nature).sections),
        ]
