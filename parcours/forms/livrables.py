"""What people type about works: elements, sharing, handing in, remarks."""

from typing import Any

from django import forms

from parcours.actions.retours import CITATION_MAX
from parcours.actions.versions import PARTAGES_OFFERTS
from parcours.models import Element, Livrable, Version
from parcours.models.livrables import LONGUEUR_MAX, Partage
from parcours.trames import trame_de
from rameau.comptes.models import Personne

LECTEURS = {
    Partage.COACH: "Votre coach et l'équipe",
    Partage.PROMOTION: "Toute la promotion : les autres binômes et leurs coachs",
    Partage.COMITE: "La promotion et le comité de pilotage",
}


class OrigineField(forms.ModelChoiceField):
    """The elements a new one may stem from, each with its kind and its work."""

    def label_from_instance(self, element: Element) -> str:
        """« frein : Pas de temps dédié »."""
        return f"{element.get_nature_display()} : {element.titre}"


class ElementForm(forms.Form):
    """One typed element; `revision` says which text its writer had before her."""

    titre = forms.CharField(
        label="En une phrase",
        max_length=200,
        help_text="Ce que l'on lira dans les listes et sur le fil de vos travaux.",
    )
    detail = forms.CharField(
        label="Ce qu'il faut en savoir",
        required=False,
        max_length=LONGUEUR_MAX,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    issu_de = OrigineField(
        label="Issu de",
        required=False,
        queryset=Element.objects.none(),
        empty_label="rien de précis",
        help_text="Le frein, l'objectif ou l'action de vos travaux dont cet élément découle.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, element: Element, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "titre": element.titre,
                "detail": element.detail,
                "issu_de": element.issu_de_id,
                "revision": element.revision,
            },
        )
        super().__init__(*args, **kwargs)
        self.fields["issu_de"].queryset = Element.objects.origines_possibles(  # type: ignore[attr-defined]
            element.livrable, element.nature
        )


class RemiseForm(forms.Form):
    """With whom the work is shared once remis; and for whom, when the équipe does it."""

    partage = forms.TypedChoiceField(
        label="Qui pourra le lire",
        coerce=int,
        choices=[(int(niveau), LECTEURS[niveau]) for niveau in PARTAGES_OFFERTS],
        widget=forms.RadioSelect,
        help_text="Vous pourrez élargir plus tard.",
    )

    def __init__(
        self, *args: Any, livrable: Livrable, membres: list[Personne] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partage"].initial = int(trame_de(livrable.nature).partage_propose)
        if membres is not None:
            self.fields["pour_le_compte_de"] = forms.TypedChoiceField(
                label="Pour le compte de",
                coerce=int,
                choices=[(membre.pk, membre.nom_complet) for membre in membres],
                widget=forms.RadioSelect,
                help_text="La personne du binôme qui vous l'a demandé.",
            )


class PartageForm(forms.Form):
    """A wider circle of readers for a version."""

    partage = forms.TypedChoiceField(
        label="Élargir la lecture à", coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partage"].choices = [  # type: ignore[attr-defined]
            (int(niveau), LECTEURS[niveau])
            for niveau in PARTAGES_OFFERTS
            if niveau > version.partage
        ]


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
