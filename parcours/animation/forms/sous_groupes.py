"""The sub-groups of a session on one page: the groups, and where each participant goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from parcours.animation.actions.sous_groupes import SousGroupeCompose, proposer_sous_groupes
from parcours.promotions.models import Participation, Rencontre

LE_PLUS = 12


class PropositionForm(forms.Form):
    """What a proposal is made from; kept in the address."""

    combien = forms.IntegerField(label="Nombre de sous-groupes", min_value=2, max_value=LE_PLUS)
    binomes = forms.ChoiceField(
        label="Les deux personnes d’un binôme",
        choices=[("separes", "dans deux sous-groupes"), ("ensemble", "dans le même")],
        widget=forms.RadioSelect,
    )


@dataclass(frozen=True)
class Proposition:
    """Groups to start from: those that exist, or those just proposed."""

    groupes: list[dict[str, str]]
    places: dict[int, int]  # participation → rank of its group, from 1


def proposition(
    participations: Sequence[Participation], *, combien: int, ensemble: bool
) -> Proposition:
    """Return balanced groups, named and at a table each."""
    proposes = proposer_sous_groupes(participations, combien=combien, ensemble=ensemble)
    return Proposition(
        groupes=[
            {"nom": f"Groupe {rang}", "lieu": f"Table {rang}", "consigne": ""}
            for rang in range(1, combien + 1)
        ],
        places={p.pk: rang for rang, groupe in enumerate(proposes, start=1) for p in groupe},
    )


def existante(rencontre: Rencontre) -> Proposition:
    """Return the groups as they stand."""
    groupes = list(rencontre.sous_groupes.prefetch_related("membres").order_by("ordre"))
    return Proposition(
        groupes=[{"nom": g.nom, "lieu": g.lieu, "consigne": g.consigne} for g in groupes],
        places={
            membre.participation_id: rang
            for rang, groupe in enumerate(groupes, start=1)
            for membre in groupe.membres.all()
        },
    )


class CompositionForm(forms.Form):
    """The groups and, for each participant, the one she goes to (or none)."""

    def __init__(
        self,
        data: Any = None,
        *,
        participations: Sequence[Participation],
        depart: Proposition,
    ) -> None:
        super().__init__(data)
        self.participations = participations
        combien = len(depart.groupes)
        if data is not None and str(data.get("combien", "")).isdecimal():
            combien = min(int(data["combien"]), LE_PLUS)
        self.nombre = combien
        self.fields["combien"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=combien, min_value=0, max_value=LE_PLUS
        )
        vide = {"nom": "", "lieu": "", "consigne": ""}
        for rang in range(1, combien + 1):
            initial = depart.groupes[rang - 1] if rang <= len(depart.groupes) else vide
            self.fields[f"nom-{rang}"] = forms.CharField(
                label="Nom", max_length=80, initial=initial["nom"]
            )
            self.fields[f"lieu-{rang}"] = forms.CharField(
                label="Salle ou table", max_length=120, required=False, initial=initial["lieu"]
            )
            self.fields[f"consigne-{rang}"] = forms.CharField(
                label="Consigne",
                required=False,
                max_length=2000,
                initial=initial["consigne"],
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        choix = [("", "aucun"), *((str(r), f"{r}") for r in range(1, combien + 1))]
        for participation in participations:
            self.fields[f"place-{participation.pk}"] = forms.ChoiceField(
                label=f"Sous-groupe de {participation.personne}",
                choices=choix,
                required=False,
                initial=str(depart.places.get(participation.pk, "")),
            )

    @property
    def groupes(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields of each group, with its rank."""
        return [
            (rang, [self[f"{nom}-{rang}"] for nom in ("nom", "lieu", "consigne")])
            for rang in range(1, self.nombre + 1)
        ]

    @property
    def lignes(self) -> list[tuple[Participation, forms.BoundField]]:
        """Each participant with the field that places her."""
        return [(p, self[f"place-{p.pk}"]) for p in self.participations]

    def composes(self) -> list[SousGroupeCompose]:
        """Return the groups as the action writes them."""
        donnees = self.cleaned_data
        return [
            SousGroupeCompose(
                nom=donnees[f"nom-{rang}"],
                lieu=donnees[f"lieu-{rang}"],
                consigne=donnees[f"consigne-{rang}"],
                participations=[
                    p for p in self.participations if donnees[f"place-{p.pk}"] == str(rang)
                ],
            )
            for rang in range(1, self.nombre + 1)
        ]
