"""What a catalyseur leaves visible after the promotion."""

from typing import Any

from django import forms

from parcours.travaux.models import ChoixAlumni

OUI, NON = "oui", "non"
TRAVAUX = ChoixAlumni.Travaux


class SuiteForm(forms.Form):
    """Three questions, nothing chosen beforehand."""

    coordonnees = forms.ChoiceField(
        label="Vos coordonnées : adresse électronique et téléphone",
        widget=forms.RadioSelect,
        choices=[
            (OUI, "Visibles des personnes de ma promotion et de leurs coachs"),
            (NON, "Plus montrées : seule l’équipe les garde"),
        ],
    )
    entraide = forms.ChoiceField(
        label="Quand une promotion suivante rencontre un frein proche des vôtres",
        widget=forms.RadioSelect,
        choices=[
            (OUI, "Ses catalyseurs voient mon nom, mon adresse, mon téléphone : ils m’appellent"),
            (NON, "Ils voient notre structure seulement : l’équipe me demande d’abord"),
        ],
        help_text="Seulement si le travail qui dit ce frein leur est partagé.",
    )
    travaux = forms.ChoiceField(
        label="Les travaux de votre binôme",
        widget=forms.RadioSelect,
        choices=[
            (TRAVAUX.GARDER, "Lus par celles et ceux avec qui nous les avons partagés"),
            (TRAVAUX.PROMOTION, "Lus par la promotion seulement"),
        ],
        help_text="Quand les deux membres d’un binôme répondent autrement, "
        "le choix le plus discret l’emporte.",
    )

    def __init__(
        self, *args: Any, choix: ChoixAlumni | None, close: bool = False, **kwargs: Any
    ) -> None:
        """`choix` is the answer that counts today; once closed the works are no longer asked."""
        if choix is not None:
            kwargs["initial"] = {
                "coordonnees": OUI if choix.coordonnees else NON,
                "entraide": OUI if choix.entraide else NON,
                "travaux": choix.travaux,
            }
        super().__init__(*args, **kwargs)
        if close:
            del self.fields["travaux"]

    def champs(self) -> dict[str, Any]:
        """Return what the action writes."""
        return {
            "coordonnees": self.cleaned_data["coordonnees"] == OUI,
            "entraide": self.cleaned_data["entraide"] == OUI,
            "travaux": self.cleaned_data.get("travaux", TRAVAUX.PROMOTION),
        }
