"""The settings of a promotion's reminders, and one line of their preview."""

from typing import Any

from django import forms

from parcours.promotions.actions.rappels import MAX_JOURS
from rameau.commun import registres
from rameau.commun.empreintes import empreinte_des
from rameau.commun.forms import FormRelu
from rameau.comptes.models import Personne


class JoursField(forms.CharField):
    """Days, in figures apart from one another: « 14, 3 »."""

    def clean(self, value: Any) -> list[int]:
        texte = super().clean(value) or ""
        mots = texte.replace(",", " ").replace(";", " ").replace(" et ", " ").split()
        if any(not mot.isdecimal() or not 0 <= int(mot[:4]) <= MAX_JOURS for mot in mots):
            raise forms.ValidationError(
                f"Écrivez des nombres de jours, de 0 (le jour même) à {MAX_JOURS}, "
                "séparés par une virgule."
            )
        return sorted({int(mot) for mot in mots}, reverse=True)


class ReglagesForm(FormRelu):
    """One check box and one field of days per kind that may speak to the promotion."""

    def __init__(self, *args: Any, delais: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.noms = list(delais)
        for nom, (actif, jours) in delais.items():
            genre = registres.rappels[nom]
            self.fields[nom] = forms.BooleanField(label="Rappeler", required=False, initial=actif)
            self.fields[f"{nom}-jours"] = JoursField(
                label="Combien de jours après" if genre.apres else "Combien de jours avant",
                max_length=60,
                initial=", ".join(map(str, jours)),
                help_text="jours après" if genre.apres else "jours avant",
            )
        self.porter(empreinte_des(delais))

    def nommer(self, champ: forms.BoundField) -> str:
        """The kind, then its field: all kinds have the same two."""
        genre = registres.rappels[champ.name.removesuffix("-jours")]
        return f"{genre.libelle} : {str(champ.label).lower()}"

    def lignes(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each kind, with its two fields."""
        return [
            (registres.rappels[nom].libelle, self[nom], self[f"{nom}-jours"]) for nom in self.noms
        ]

    def reglages(self) -> dict[str, tuple[bool, list[int]]]:
        """What the action takes."""
        donnees = self.cleaned_data
        return {nom: (donnees[nom], donnees[f"{nom}-jours"]) for nom in self.noms}


class EcarterForm(forms.Form):
    """Which reminder of which day to whom, and whether to send it."""

    personne = forms.ModelChoiceField(Personne.objects.order_by("pk"))
    cle = forms.CharField(max_length=80)
    jour = forms.DateField()
    envoyer = forms.ChoiceField(choices=[("oui", "oui"), ("non", "non")])
