"""Form fields that several rooms use."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rameau.commun.erreurs import RegleViolee
from rameau.commun.fichiers import ACCEPT, PRECISIONS, FichierExamine, examiner


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
