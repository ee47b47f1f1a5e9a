"""Presences: the list, line by line; one's own signature; an excuse."""

from collections.abc import Iterable
from typing import Any

from django import forms

from parcours.animation.actions.presences import LigneSaisie
from parcours.animation.lectures.demi_journees import LONGUEUR, DemiJournee
from parcours.animation.models import Presence, Rattrapage
from parcours.promotions.models import Participation
from rameau.commun.forms import FormRelu


class LigneForm(forms.Form):
    """One person at one moment."""

    vu = forms.CharField(required=False, widget=forms.HiddenInput())
    etat = forms.ChoiceField(
        label="Présence", choices=Presence.Etat, required=False, widget=forms.RadioSelect
    )
    motif = forms.CharField(
        label="Motif de l’excuse",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    a_distance = forms.BooleanField(label="À distance", required=False)
    moyen = forms.CharField(
        label="Par quel moyen",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    participation: Participation
    demi: DemiJournee
    presence: Presence | None

    def clean(self) -> dict[str, Any]:
        """An excuse says why; a reason or a means without its state is a slip."""
        donnees = super().clean() or {}
        etat, motif = donnees.get("etat"), donnees.get("motif", "")
        if etat == Presence.Etat.EXCUSE and not motif:
            self.add_error("motif", f"Pourquoi {self.participation.personne} est-il excusé ?")
        if motif and etat != Presence.Etat.EXCUSE:
            donnees["motif"] = ""
        if etat != Presence.Etat.PRESENT:
            donnees["a_distance"] = False
        if not donnees.get("a_distance"):
            donnees["moyen"] = ""
        return donnees

    def ligne(self, *, presents: bool) -> LigneSaisie:
        """Return the line as the action takes it; `presents` fills those left empty."""
        donnees = self.cleaned_data
        etat = donnees["etat"] or (Presence.Etat.PRESENT if presents else "")
        return LigneSaisie(
            participation_id=self.participation.pk,
            moment=self.demi.moment,
            vu=donnees["vu"],
            etat=etat,
            motif=donnees["motif"],
            a_distance=donnees["a_distance"],
            moyen=donnees["moyen"],
        )


class FeuilleForm:
    """The whole list: every person expected, at every moment; signed lines are only shown."""

    def __init__(
        self,
        data: Any,
        *,
        attendus: Iterable[Participation],
        demis: Iterable[DemiJournee],
        presences: dict[tuple[int, str], Presence],
    ) -> None:
        self.lignes: list[LigneForm] = []
        for participation in attendus:
            for demi in demis:
                presence = presences.get((participation.pk, demi.moment))
                ligne = LigneForm(
                    data,
                    prefix=f"l{participation.pk}-{demi.moment}",
                    initial=_initial(presence),
                )
                ligne.participation, ligne.demi, ligne.presence = participation, demi, presence
                self.lignes.append(ligne)

    @property
    def a_saisir(self) -> list[LigneForm]:
        """The lines that may still change."""
        return [li for li in self.lignes if li.presence is None or li.presence.signee_le is None]

    def is_valid(self) -> bool:
        valides = [ligne.is_valid() for ligne in self.a_saisir]
        return all(valides)

    @property
    def erreurs(self) -> list[tuple[str, str]]:
        """Each error with the field it is about."""
        return [
            (ligne[champ].id_for_label, str(erreur))
            for ligne in self.a_saisir
            for champ, erreurs in ligne.errors.items()
            for erreur in erreurs
        ]

    def saisies(self, *, presents: bool) -> list[LigneSaisie]:
        return [ligne.ligne(presents=presents) for ligne in self.a_saisir]


def _initial(presence: Presence | None) -> dict[str, Any]:
    if presence is None:
        return {"vu": ""}
    return {
        "vu": presence.etat,
        "etat": presence.etat,
        "motif": presence.motif,
        "a_distance": presence.a_distance,
        "moyen": presence.moyen,
    }


class SignatureForm(forms.Form):
    """The code of the room."""

    code = forms.CharField(
        label="Code affiché dans la salle",
        max_length=12,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code-de-presence",
                "autofocus": True,
                "size": LONGUEUR + 2,
            }
        ),
    )


class SignatureParDemiJourneeForm(SignatureForm):
    """The code, and one's typed name, which is the signature."""

    nom = forms.CharField(
        label="Votre nom, en guise de signature",
        max_length=160,
        help_text="Tapé par vous, il vaut signature pour cette demi-journée et ne changera plus.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    a_distance = forms.BooleanField(label="Je participe à distance", required=False)
    moyen = forms.CharField(
        label="Par quel moyen",
        max_length=120,
        required=False,
        help_text="Par exemple : visioconférence.",
    )


class ExcuseForm(forms.Form):
    """Why one will not be there."""

    motif = forms.CharField(
        label="Pourquoi, en quelques mots", max_length=200, help_text="Lu par l’équipe seule."
    )


class RattrapageForm(FormRelu):
    """What those who were not there should read and do."""

    texte = forms.CharField(
        label="Ce qu’il y a à lire et à faire",
        max_length=4000,
        required=False,
        help_text="Montré en tête de leur page, avant la synthèse et les supports.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @classmethod
    def de(cls, rattrapage: Rattrapage | None, data: Any = None) -> "RattrapageForm":
        """Return the form of what is written already."""
        form = cls(data, initial={"texte": rattrapage.texte if rattrapage else ""})
        return form.montrer(rattrapage, cls.base_fields)


class ContresignatureForm(forms.Form):
    """Who countersigns."""

    nom = forms.CharField(
        label="Nom de qui contresigne",
        max_length=160,
        help_text="Vous, ou l’intervenant qui est dans la salle.",
    )
