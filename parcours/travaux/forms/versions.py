"""What people type about works: elements, sharing, handing in, remarks."""

from typing import Any, cast

from django import forms

from parcours.travaux.actions.versions import PARTAGES_OFFERTS, RETENUES_OFFERTES
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Livrable, Version
from parcours.travaux.models.chaine import Partage
from rameau.comptes.models import Personne

LECTEURS = {
    Partage.COACH: "Votre coach et l’équipe",
    Partage.PROMOTION: "Toute la promotion : les autres binômes et leurs coachs",
    Partage.COMITE: "La promotion et le comité de pilotage",
    Partage.RESEAU: "Le réseau : les catalyseurs de toutes les promotions, passées et présentes",
}


class PartiesForm(forms.Form):
    """Part by part, who reads it: as the rest, or fewer people."""

    def __init__(
        self, *args: Any, livrable: Livrable, version: Version | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for guide in trame_de(livrable.nature).sections:
            lue = version.niveau_de(guide.code) if version else Partage.BINOME
            self.fields[f"partie-{guide.code}"] = forms.TypedChoiceField(
                label=guide.titre,
                required=False,
                coerce=int,
                empty_value=None,
                initial=lue if version and guide.code in version.parties_retenues else None,
                choices=[
                    ("", "comme le reste"),
                    *((int(n), n.label) for n in RETENUES_OFFERTES if n >= lue),
                ],
            )

    @property
    def retenues(self) -> dict[str, int]:
        """The parts held back, once the form is valid."""
        return {
            nom.removeprefix("partie-"): niveau
            for nom, niveau in self.cleaned_data.items()
            if niveau is not None
        }


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
            partage = cast("forms.TypedChoiceField", self.fields["partage"])
            partage.choices = [
                (int(n), "Le coach et l'équipe" if n == Partage.COACH else LECTEURS[n])
                for n in PARTAGES_OFFERTS
            ]
            partage.help_text = "Le binôme pourra élargir plus tard."
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
