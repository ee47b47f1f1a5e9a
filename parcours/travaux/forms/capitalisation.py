"""Looking for elements, grouping them, quoting them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet

from parcours.promotions.models import Promotion
from parcours.travaux.lectures.capitalisation import (
    ElementPartage,
    Filtre,
    Theme,
    elements_partages,
    themes_de,
)
from parcours.travaux.models import Citation, Element, Regroupement
from parcours.travaux.models.livrables import Nature
from rameau.commun.compiled import compiled
from rameau.commun.forms import FormRelu
from rameau.commun.recherche import LONGUEUR_MAX, Requete
from rameau.comptes.models import Personne

SANS_GROUPE = "0"


class FiltreForm(forms.Form):
    """What to look for, kept in the address; what is not understood filters nothing."""

    q = forms.CharField(label="Mots", required=False, max_length=LONGUEUR_MAX)
    nature = forms.ChoiceField(
        label="Genre", required=False, choices=[("", "Tous"), *Element.Nature.choices]
    )
    travail = forms.ChoiceField(
        label="Travail", required=False, choices=[("", "Tous"), *Nature.choices]
    )
    etiquette = forms.ChoiceField(label="Étiquette", required=False)
    groupe = forms.ChoiceField(label="Regroupement", required=False)

    def __init__(
        self, *args: Any, themes: list[Theme], regroupements: list[Regroupement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.input_type = "search"
        self.fields["etiquette"].choices = [  # type: ignore[attr-defined]
            ("", "Toutes"),
            *((t.code, t.libelle) for t in sorted(themes, key=lambda t: t.libelle)),
        ]
        self.fields["groupe"].choices = [  # type: ignore[attr-defined]
            ("", "Tous"),
            (SANS_GROUPE, "Pas encore regroupés"),
            *((str(r.pk), r.titre) for r in regroupements),
        ]

    def filtre(self) -> Filtre:
        """Return what is looked for; a value that is no choice is forgotten."""
        self.is_valid()
        donnees = self.cleaned_data
        groupe = donnees.get("groupe", "")
        return Filtre(
            nature=donnees.get("nature", ""),
            travail=donnees.get("travail", ""),
            etiquette=donnees.get("etiquette", ""),
            groupe=int(groupe) if groupe else None,
            requete=Requete.lire(donnees.get("q", "")),
        )


class RegrouperForm(forms.Form):
    """Elements ticked in the list, and the group they go to: one that exists or a new name."""

    elements = forms.TypedMultipleChoiceField(label="Éléments", coerce=int, required=False)
    regroupement = forms.ModelChoiceField(
        label="Dans",
        queryset=Regroupement.objects.none(),
        required=False,
        empty_label="un nouveau regroupement",
    )
    titre = forms.CharField(label="Nom du nouveau regroupement", max_length=160, required=False)

    def __init__(
        self, *args: Any, partages: list[ElementPartage], promotion_id: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["elements"].choices = [  # type: ignore[attr-defined]
            (partage.pk, partage.element.titre) for partage in partages
        ]
        self.fields["regroupement"].queryset = Regroupement.objects.filter(  # type: ignore[attr-defined]
            promotion=promotion_id
        )

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        if not donnees.get("elements") and "elements" not in self.errors:
            self.add_error("elements", "Cochez au moins un élément de la liste.")
        if not donnees.get("regroupement") and not donnees.get("titre", "").strip():
            self.add_error("titre", "Nommez le nouveau regroupement, ou choisissez-en un.")
        return donnees


class RegroupementForm(FormRelu):
    """How a group is called, and what is learnt from it."""

    titre = forms.CharField(label="Nom du regroupement", max_length=160)
    constat = forms.CharField(
        label="Ce que nous en retenons",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Lu par la promotion quand le regroupement est publié.",
    )

    @classmethod
    def de(cls, regroupement: Regroupement, data: Any = None) -> "RegroupementForm":
        """Return the form of a group as it stands."""
        initial = {nom: getattr(regroupement, nom) for nom in cls.base_fields}
        return cls(data, initial=initial).montrer(regroupement, cls.base_fields)


class CitationForm(forms.Form):
    """The words to quote, taken as they are from a shared version."""

    texte = forms.CharField(
        label="Passage à citer",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Les mots mêmes de la version, sans rien y changer.",
    )


class ReponseForm(forms.Form):
    """Whether a binôme lets its words be quoted."""

    reponse = forms.ChoiceField(
        label="Votre réponse",
        choices=[c for c in Citation.Reponse.choices if c[0] != Citation.Reponse.ATTENTE],
        widget=forms.RadioSelect,
    )


@dataclass(frozen=True, kw_only=True)
class ElementsFiltres:
    """What is shared with a person in a promotion, and what the address keeps of it."""

    partages: list[ElementPartage]
    gardes: list[ElementPartage]
    regroupements: list[Regroupement]
    filtres: FiltreForm

    @property
    def titres(self) -> dict[int, str]:
        """The name of each group."""
        return {regroupement.pk: regroupement.titre for regroupement in self.regroupements}


@compiled
def _regroupements(personne: Personne, promotion: Promotion) -> QuerySet[Regroupement]:
    siens = Regroupement.objects.visibles_par(personne).filter(promotion=promotion)
    return siens.order_by("titre")


def elements_de(
    promotion: Promotion, personne: Personne, adresse: Mapping[str, str]
) -> ElementsFiltres:
    """Return the elements shared with the person in a promotion, as the address filters them."""
    partages = elements_partages(promotion, personne)
    regroupements = _regroupements(personne, promotion)
    for regroupement in regroupements:
        regroupement.promotion = promotion
    filtres = FiltreForm(adresse, themes=themes_de(partages), regroupements=regroupements)
    filtre = filtres.filtre()
    return ElementsFiltres(
        partages=partages,
        gardes=[partage for partage in partages if filtre.garde(partage)],
        regroupements=regroupements,
        filtres=filtres,
    )
