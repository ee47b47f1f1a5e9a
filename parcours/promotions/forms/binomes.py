"""People of a binôme: one or two to invite, a member to replace, a coach to choose."""

from typing import Any, cast

from django import forms
from django.db.models import Q

from parcours.promotions.actions.personnes import Invite
from rameau.comptes.models import Personne


class InviteForm(forms.Form):
    """One person: who she is and where to write to her."""

    prenom = forms.CharField(
        label="Prénom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    nom = forms.CharField(
        label="Nom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def invite(self) -> Invite:
        """Return the person as actions take her."""
        donnees = self.cleaned_data
        return Invite(
            email=donnees["email"],
            prenom=donnees["prenom"],
            nom=donnees["nom"],
            fonction=donnees.get("fonction", ""),
        )


class MembreForm(InviteForm):
    """A member of a binôme, with her function in the structure."""

    fonction = forms.CharField(label="Fonction", max_length=120, required=False)


class RemplacementForm(MembreForm):
    """Who comes instead of a member, and why."""

    motif = forms.CharField(
        label="Pourquoi ce remplacement",
        max_length=200,
        help_text="Lu par l’équipe seule. Les travaux du binôme restent, avec leur histoire.",
    )


class FinForm(forms.Form):
    """Why a member leaves without being replaced."""

    motif = forms.CharField(
        label="Pourquoi cette participation prend fin",
        max_length=200,
        help_text="Lu par l’équipe seule. Les travaux du binôme restent, avec leur histoire.",
    )


class CoachForm(InviteForm):
    """A coach already known, or someone new by e-mail."""

    coach = forms.ModelChoiceField(
        label="Un coach déjà connu",
        queryset=Personne.objects.none(),
        required=False,
        empty_label="Quelqu’un d’autre, à inviter ci-dessous",
    )
    field_order = ("coach", "prenom", "nom", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        champ = cast("forms.ModelChoiceField", self.fields["coach"])
        champ.queryset = (
            Personne.objects.filter(
                Q(binomes_suivis__isnull=False) | Q(equipe__jusqua=None, equipe__isnull=False)
            )
            .filter(is_active=True)
            .distinct()
        )
        for nom in ("prenom", "nom", "email"):
            self.fields[nom].required = False

    def clean(self) -> dict[str, Any]:
        """A known coach is enough; someone new needs all three."""
        donnees = super().clean() or {}
        if donnees.get("coach") is None:
            for nom in ("prenom", "nom", "email"):
                if nom not in self.errors and not donnees.get(nom):
                    self.add_error(nom, "Choisissez un coach connu, ou remplissez ce champ.")
        return donnees


class SiegeForm(InviteForm):
    """A member of the committee and the body she sits for."""

    organisme = forms.CharField(
        label="Organisme", max_length=160, help_text="Celui que la personne représente."
    )


class InvitationsForm:
    """One or two members at once: the second may be left empty."""

    def __init__(self, data: Any = None, *, places: int) -> None:
        self.personnes = [
            MembreForm(
                data,
                prefix=f"personne{rang}",
                empty_permitted=rang > 1,
                use_required_attribute=rang == 1,
            )
            for rang in range(1, places + 1)
        ]

    def is_valid(self) -> bool:
        valides = [form.is_valid() for form in self.personnes]
        if all(valides):
            self._refuser_le_double()
        return all(not form.errors for form in self.personnes)

    def _refuser_le_double(self) -> None:
        emails = [form.cleaned_data.get("email") for form in self.personnes]
        if len(emails) == 2 and emails[0] == emails[1]:
            self.personnes[1].add_error(
                "email", "Les deux personnes d’un binôme ont chacune leur adresse."
            )

    def add_error(self, field: str | None, error: str) -> None:
        """Say a refusal where the eyes are: above the last person typed."""
        typed = [form for form in self.personnes if form.has_changed()]
        (typed or self.personnes)[-1].add_error(field, error)

    def invites(self) -> list[Invite]:
        return [form.invite() for form in self.personnes if form.cleaned_data.get("email")]
