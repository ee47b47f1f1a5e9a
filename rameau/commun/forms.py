"""Forms and form fields that several rooms use."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any, Self, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from rameau.commun.empreintes import empreinte, empreinte_de
from rameau.commun.erreurs import RegleViolee
from rameau.commun.fichiers import ACCEPT, PRECISIONS, FichierExamine, examiner
from rameau.commun.texte import date_longue, heure


class FichierField(forms.FileField):
    """A file that people bring; its cleaned value is the examined file, or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", PRECISIONS)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPT}

    def clean(self, data: Any, initial: Any = None) -> FichierExamine | None:
        """Raise ValidationError with the sentence that says why a file is not taken."""
        if not data:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return examiner(data)
        except RegleViolee as regle:
            raise ValidationError(regle.message, code="refuse") from regle


class LuField(forms.CharField):
    """A fingerprint; after « / », what each field showed, which is the form's own affair."""

    def to_python(self, value: Any) -> Any:
        return (super().to_python(value) or "").partition("/")[0] or None


class FormRelu(forms.Form):
    """A form whose words several people may change: it sends back what it showed.

    After VersionDepassee, `confronter` gives it `ecarts`: label and words as they are saved, of
    each field that someone else changed meanwhile; `composants/erreurs.html` shows them.
    """

    ecarts: Sequence[tuple[str, str]] = ()

    def montrer(self, objet: Model | None, champs: Iterable[str]) -> Self:
        """Bear the fingerprint of these fields of what is shown."""
        return self.porter(empreinte_de(objet, champs))

    def porter(self, lu: str, **listes: Any) -> Self:
        """Bear a fingerprint, given back as `cleaned_data["lu"]`, and beside it what each field
        showed, and each list that the page shows besides."""
        montre = {
            champ.name: _uni(champ.field.prepare_value(champ.initial))
            for champ in self.visible_fields()
        }
        dits = (f"{nom}:{empreinte([v])[:12]}" for nom, v in {**montre, **listes}.items())
        self.fields["lu"] = LuField(
            required=False,
            empty_value=None,
            initial=f"{lu}/{' '.join(dits)}",
            widget=forms.HiddenInput,
        )
        return self

    def nommer(self, champ: forms.BoundField) -> str:
        """What a field is called beside what is saved of it."""
        return str(champ.label)

    def confronter(self, enregistre: "FormRelu") -> None:
        """Keep what was typed beside what is saved: sent again, it replaces what is now read."""
        ailleurs = self.change_ailleurs(enregistre)
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("lu")] = enregistre["lu"].value()
        self.data = data
        self.ecarts = [
            (enregistre.nommer(champ), en_clair(champ))
            for champ in enregistre.visible_fields()
            if champ.name in ailleurs
            and champ.field.has_changed(_uni(champ.initial), _uni(self[champ.name].data))
        ]

    def change_ailleurs(self, enregistre: "FormRelu") -> set[str]:
        """The names of what someone else changed since this form was shown."""
        lues = (self["lu"].data or "").partition("/")[2].split()
        return {
            dit.partition(":")[0]
            for dit in enregistre["lu"].value().partition("/")[2].split()
            if dit not in lues
        }


def _uni(valeur: Any) -> Any:
    """A text whose lines end in one way, whatever browser sent it."""
    return valeur.replace("\r\n", "\n") if isinstance(valeur, str) else valeur


def en_clair(champ: forms.BoundField) -> str:
    """Return in words what a field starts with."""
    valeur = champ.initial
    if isinstance(champ.field, forms.BooleanField):
        return "oui" if valeur else "non"
    if valeur in (None, "", []):
        return "rien"
    if isinstance(champ.field, forms.ChoiceField):
        choisies = {str(une) for une in (valeur if isinstance(valeur, list) else [valeur])}
        choix = cast("Iterable[tuple[Any, Any]]", champ.field.choices)
        return ", ".join(str(mots) for code, mots in choix if str(code) in choisies)
    if isinstance(valeur, date):
        return date_longue(valeur)
    if isinstance(valeur, time):
        return heure(valeur)
    return str(champ.value())
