"""Sub-groups of a session: proposed by a simple rule, composed by the équipe."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parcours.animation.models import MembreDeSousGroupe, SousGroupe
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Participation, Rencontre
from rameau.commun.actions import action
from rameau.commun.empreintes import empreinte, verifier_empreinte
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne


@dataclass(frozen=True, kw_only=True)
class SousGroupeCompose:
    """A sub-group as the équipe composes it."""

    nom: str
    lieu: str = ""
    consigne: str = ""
    participations: Sequence[Participation] = ()


def proposer_sous_groupes(
    participations: Iterable[Participation], *, combien: int, ensemble: bool
) -> list[list[Participation]]:
    """Share participants between so many groups, of sizes as near as can be.

    With `ensemble`, the two of a binôme go to the same group; without, to two groups (when there
    are two). Nothing is drawn at random: the same people give the same groups.
    """
    groupes: list[list[Participation]] = [[] for _ in range(combien)]
    binomes: dict[int, list[Participation]] = {}
    for participation in participations:
        binomes.setdefault(participation.binome_id, []).append(participation)

    def moins_rempli() -> list[Participation]:
        return min(groupes, key=len)

    if ensemble:
        for membres in sorted(binomes.values(), key=len, reverse=True):
            moins_rempli().extend(membres)
        return groupes
    # One after the other round the groups: two neighbours never fall in the same.
    for rang, participation in enumerate(p for membres in binomes.values() for p in membres):
        groupes[rang % combien].append(participation)
    return groupes


def empreinte_des_sous_groupes(rencontre: Rencontre) -> str:
    """Tell the sub-groups of a rencontre from any others."""
    return empreinte(
        (
            *(groupe.nom, groupe.lieu, groupe.consigne),
            sorted(membre.participation_id for membre in groupe.membres.all()),
        )
        for groupe in rencontre.sous_groupes.prefetch_related("membres").order_by("ordre")
    )


@action("sous_groupes.composer", objet="rencontre")
def composer_sous_groupes(
    *,
    par: Personne,
    rencontre: Rencontre,
    groupes: Sequence[SousGroupeCompose],
    lu: str | None = None,
) -> None:
    """Replace the sub-groups of a rencontre by these. Raises RegleViolee when a group is empty or
    unnamed, or when someone is in two; VersionDepassee when someone else has composed others
    since they were read (`lu`, see `empreinte_des_sous_groupes`)."""
    if not peut_organiser(par, rencontre.promotion):
        raise AccesRefuse("L'équipe compose les sous-groupes d'une promotion ouverte.")
    vides = [groupe.nom for groupe in groupes if not groupe.participations]
    if vides:
        raise RegleViolee(
            f"« {vides[0]} » n'a personne : retirez ce sous-groupe ou placez-y quelqu'un."
        )
    rencontre = Rencontre.objects.select_for_update(of=("self",)).get(pk=rencontre.pk)
    verifier_empreinte(lu, empreinte_des_sous_groupes(rencontre), actuel=rencontre)
    SousGroupe.objects.filter(rencontre=rencontre).delete()
    for ordre, compose in enumerate(groupes, start=1):
        groupe = SousGroupe.objects.create(
            rencontre=rencontre,
            ordre=ordre,
            nom=compose.nom,
            lieu=compose.lieu,
            consigne=compose.consigne,
        )
        MembreDeSousGroupe.objects.bulk_create(
            MembreDeSousGroupe(sous_groupe=groupe, rencontre=rencontre, participation=participation)
            for participation in compose.participations
        )
