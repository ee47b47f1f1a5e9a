"""What people type about codev: the groups, their roles, the time of each step."""

from collections.abc import Sequence
from typing import Any

from django import forms

from parcours.animation.actions.codev import Groupe
from parcours.animation.models import AtelierCodev
from parcours.promotions.models import Binome
from rameau.comptes.models import Personne


class GroupesForm(forms.Form):
    """Each binôme in a group or in none; who presents; the subject of each group."""

    def __init__(
        self,
        *args: Any,
        binomes: Sequence[Binome],
        ateliers: Sequence[AtelierCodev],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.binomes = binomes
        places = {p.binome_id: (a.rang, p.expose) for a in ateliers for p in a.places.all()}
        sujets = {atelier.rang: atelier.sujet for atelier in ateliers}
        self.rangs = range(1, max(len(binomes) // 3 + 1, *sujets, 1) + 1)
        choix = [("", "aucun groupe"), *((str(rang), f"groupe {rang}") for rang in self.rangs)]
        for binome in binomes:
            rang, expose = places.get(binome.pk, ("", False))
            self.fields[f"groupe-{binome.pk}"] = forms.ChoiceField(
                label=f"Groupe de {binome.nom}", choices=choix, required=False, initial=str(rang)
            )
            self.fields[f"expose-{binome.pk}"] = forms.BooleanField(
                label=f"{binome.nom} expose sa situation", required=False, initial=expose
            )
        for rang in self.rangs:
            self.fields[f"sujet-{rang}"] = forms.CharField(
                label=f"Sujet du groupe {rang}",
                max_length=200,
                required=False,
                initial=sujets.get(rang, ""),
            )

    def lignes(self) -> list[tuple[Binome, forms.BoundField, forms.BoundField]]:
        """Each binôme with its two fields."""
        return [(b, self[f"groupe-{b.pk}"], self[f"expose-{b.pk}"]) for b in self.binomes]

    def sujets(self) -> list[forms.BoundField]:
        """The subjects, group after group."""
        return [self[f"sujet-{rang}"] for rang in self.rangs]

    def clean(self) -> dict[str, Any]:
        """One binôme presents in each group."""
        donnees = super().clean() or {}
        for rang in self.rangs:
            reunis = self._reunis(donnees, rang)
            exposent = [b for b in reunis if donnees.get(f"expose-{b.pk}")]
            if reunis and len(exposent) != 1:
                self.add_error(
                    None, f"Groupe {rang} : cochez le binôme, un seul, qui expose sa situation."
                )
        return donnees

    def groupes(self) -> dict[int, Groupe]:
        """Return what the action writes."""
        donnees = self.cleaned_data
        return {
            rang: Groupe(
                binomes=reunis,
                expose=next(b for b in reunis if donnees[f"expose-{b.pk}"]),
                sujet=donnees[f"sujet-{rang}"],
            )
            for rang in self.rangs
            if (reunis := self._reunis(donnees, rang))
        }

    def _reunis(self, donnees: dict[str, Any], rang: int) -> list[Binome]:
        return [b for b in self.binomes if donnees.get(f"groupe-{b.pk}") == str(rang)]


class RolesForm(forms.Form):
    """Who facilitates, who keeps the time; both are of those who read the sheet."""

    facilitateur = forms.TypedChoiceField(
        label="Facilite les échanges", coerce=int, required=False, empty_value=None
    )
    gardien_du_temps = forms.TypedChoiceField(
        label="Garde le temps", coerce=int, required=False, empty_value=None
    )

    def __init__(
        self, *args: Any, atelier: AtelierCodev, personnes: Sequence[Personne], **kwargs: Any
    ) -> None:
        kwargs.setdefault(
            "initial",
            {
                "facilitateur": atelier.facilitateur_id,
                "gardien_du_temps": atelier.gardien_du_temps_id,
            },
        )
        super().__init__(*args, **kwargs)
        self._par_pk = {personne.pk: personne for personne in personnes}
        choix = [("", "personne encore"), *((p.pk, p.nom_complet) for p in personnes)]
        for nom in ("facilitateur", "gardien_du_temps"):
            self.fields[nom].choices = choix  # type: ignore[attr-defined]

    def choisis(self) -> dict[str, Personne | None]:
        """Return what the action writes."""
        return {nom: self._par_pk.get(pk) for nom, pk in self.cleaned_data.items()}


class TempsForm(forms.Form):
    """How many minutes are planned for each step."""

    def __init__(self, *args: Any, etapes: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for etape in etapes:
            self.fields[etape.code] = forms.IntegerField(
                label=f"{etape.get_code_display().capitalize()} : minutes",
                min_value=1,
                max_value=120,
                initial=etape.minutes,
            )
