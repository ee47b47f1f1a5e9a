"""What people type about one element: each kind asks for what `trames.PRECISIONS` says."""

from typing import Any

from django import forms
from django.db.models import Q

from parcours.promotions.lectures.etiquettes import Etiquette, familles, libelle
from parcours.travaux.actions.livrables import PARTENAIRES_MAX, Apport, Precisions
from parcours.travaux.lectures.trames import PRECISIONS
from parcours.travaux.models import Element
from parcours.travaux.models.chaine import LONGUEUR_MAX

LIGNES_VIDES = 2


class OrigineField(forms.ModelChoiceField):
    """The elements a new one may stem from, each with its kind and its work."""

    def label_from_instance(self, element: Element) -> str:
        """« frein : Pas de temps dédié »."""
        return f"{element.get_nature_display()} : {element.titre}"


class ContributionForm(forms.Form):
    """One partner of an action; a line left empty is nothing."""

    partenaire = forms.CharField(label="Partenaire", required=False, max_length=160)
    donne = forms.CharField(label="Ce qu'il donne", required=False, max_length=240)
    recoit = forms.CharField(label="Ce qu'il reçoit", required=False, max_length=240)

    def clean(self) -> dict[str, Any]:
        """A partner is named."""
        donnees: dict[str, Any] = super().clean() or {}
        if not donnees.get("partenaire") and (donnees.get("donne") or donnees.get("recoit")):
            self.add_error("partenaire", "Nommez le partenaire, ou videz cette ligne.")
        return donnees


ContributionFormSet = forms.formset_factory(
    ContributionForm, extra=LIGNES_VIDES, max_num=PARTENAIRES_MAX, validate_max=True
)


def _jour(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


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
        widget=forms.Textarea(attrs={"rows": 6, "data-redaction": ""}),
    )
    porteur = forms.CharField(
        label="Qui porte cette action",
        required=False,
        max_length=160,
        help_text="Une structure, un service, une personne.",
    )
    debut = _jour("À partir du")
    fin = _jour("Jusqu'au")
    moyens = forms.CharField(
        label="Avec quels moyens",
        required=False,
        max_length=LONGUEUR_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Du temps, un lieu, un budget, une compétence.",
    )
    indicateur = forms.CharField(
        label="Ce qui dira que l'on avance",
        required=False,
        max_length=240,
        help_text="Une chose que l'on peut observer ou compter.",
    )
    etat = forms.ChoiceField(label="Où elle en est", choices=Element.Etat.choices)
    issu_de = OrigineField(
        label="Issu de",
        required=False,
        queryset=Element.objects.none(),
        empty_label="rien de précis",
        help_text="Le frein, l'objectif ou l'action de vos travaux dont cet élément découle.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, element: Element, **kwargs: Any) -> None:
        noms = ("titre", "detail", "porteur", "debut", "fin", "moyens", "indicateur", "etat")
        kwargs.setdefault(
            "initial",
            {
                **{nom: getattr(element, nom) for nom in noms},
                "issu_de": element.issu_de_id,
                "revision": element.revision,
            },
        )
        super().__init__(*args, **kwargs)
        self.element = element
        demandees = PRECISIONS[element.nature]
        for nom in ("detail", "porteur", "debut", "fin", "moyens", "indicateur", "etat"):
            if nom not in demandees:
                del self.fields[nom]
        if "debut" not in demandees and "fin" in demandees:
            self.fields["fin"].label = "Pour le"
        possibles = Element.objects.origines_possibles(element.livrable, element.nature)
        # What it stems from may have been taken out since: it stays its origin.
        self.fields["issu_de"].queryset = Element.tous.filter(  # type: ignore[attr-defined]
            Q(pk__in=possibles.order_by().values("pk")) | Q(pk=element.issu_de_id)
        ).order_by("livrable__etape__ordre", "nature", "ordre", "pk")
        self.etiquettes = self._etiquettes() if "etiquettes" in demandees else []
        self.contributions = None
        if "contributions" in demandees:
            self.contributions = ContributionFormSet(
                self.data if self.is_bound else None,
                prefix="contribution",
                initial=[
                    {"partenaire": c.partenaire, "donne": c.donne, "recoit": c.recoit}
                    for c in element.contributions.all()
                ],
            )

    def _etiquettes(self) -> list[tuple[str, list[tuple[str, list[tuple[Etiquette, bool]]]], str]]:
        """The families of tags, their groups with what is chosen, and the choice in words."""
        choisies = set(self._choisies())
        return [
            (
                famille.titre,
                [
                    (titre, [(e, e.code in choisies) for e in etiquettes])
                    for titre, etiquettes in famille.groupes
                ],
                ", ".join(libelle(c) for c in sorted(choisies) if c.startswith(f"{famille.code}:")),
            )
            for famille in familles()
        ]

    def _choisies(self) -> list[str]:
        if self.is_bound and hasattr(self.data, "getlist"):
            return self.data.getlist("etiquettes")
        return list(self.element.etiquettes)

    def is_valid(self) -> bool:
        """The element, and each of its partners."""
        lignes = self.contributions is None or self.contributions.is_valid()
        return super().is_valid() and lignes

    @property
    def dits(self) -> dict[str, Any]:
        """What `modifier_element` takes, once the form is valid."""
        donnees = self.cleaned_data
        champs = {
            n: donnees[n]
            for n in ("porteur", "debut", "fin", "moyens", "indicateur", "etat")
            if n in donnees
        }
        apports = [
            f.cleaned_data for f in self.contributions or [] if f.cleaned_data.get("partenaire")
        ]
        return {
            "titre": donnees["titre"],
            "detail": donnees.get("detail", ""),
            "issu_de": donnees["issu_de"],
            "revision": donnees["revision"],
            "precisions": Precisions(
                **champs,
                etiquettes=tuple(sorted(self._choisies())) if self.etiquettes else (),
                contributions=tuple(
                    Apport(a["partenaire"], a["donne"], a["recoit"]) for a in apports
                ),
            ),
        }
