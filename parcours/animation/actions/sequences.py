"""The agenda of a rencontre, written whole: what is not in it any more is removed."""

from collections.abc import Sequence as Suite
from dataclasses import dataclass, field

from parcours.animation.lectures.rencontres import empreinte_du_deroule
from parcours.promotions.actions.intervenants import ajouter_intervenant
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Intervenant, Rencontre, Sequence
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_empreinte
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.texte import accorder
from rameau.comptes.models import Personne

REFUS = "L'équipe écrit le déroulé des rencontres d'une promotion ouverte."


@dataclass(frozen=True, kw_only=True)
class SequenceEcrite:
    """A sequence as the équipe writes it; without `debut_minutes` it follows the one before."""

    temps: str
    titre: str
    duree_minutes: int
    debut_minutes: int | None = None
    visee: str = ""
    intervenants: Suite[Intervenant] = field(default=())
    nouvel_intervenant: str = ""
    pk: int | None = None


@action("sequences.ecrire", objet="rencontre")
def ecrire_deroule(
    *,
    par: Personne,
    rencontre: Rencontre,
    sequences: Suite[SequenceEcrite],
    lu: str | None = None,
) -> None:
    """Write the agenda of a rencontre, in the order given.

    A new speaker named on the spot is added to the list. Raises VersionDepassee when someone else
    has changed it since it was read (`lu`, see `empreinte_du_deroule`), RegleViolee when a
    sequence would begin before the one above ends, or end after the rencontre; nothing is then
    changed.
    """
    if not peut_organiser(par, rencontre.promotion):
        raise AccesRefuse(REFUS)
    rencontre = Rencontre.objects.select_for_update(of=("self",)).get(pk=rencontre.pk)
    if rencontre.annulee_le is not None:
        raise RegleViolee("Cette rencontre est annulée.")
    verifier_empreinte(lu, empreinte_du_deroule(rencontre), actuel=rencontre)
    restees = {s.pk for s in sequences if s.pk is not None}
    Sequence.objects.filter(rencontre=rencontre).exclude(pk__in=restees).delete()
    connues = Sequence.objects.filter(rencontre=rencontre).in_bulk()
    nouveaux: dict[str, Intervenant] = {}
    for ordre, (debut, ecrite) in enumerate(placer(sequences), start=1):
        sequence = connues.get(ecrite.pk or 0) or Sequence(rencontre=rencontre)
        sequence.ordre = ordre
        sequence.temps = ecrite.temps
        sequence.titre = ecrite.titre
        sequence.debut_minutes = debut
        sequence.duree_minutes = ecrite.duree_minutes
        sequence.heure_fixe = ecrite.debut_minutes is not None
        sequence.visee = ecrite.visee
        sequence.save()
        intervenants = list(ecrite.intervenants)
        if nom := " ".join(ecrite.nouvel_intervenant.split()):
            if nom not in nouveaux:
                nouveaux[nom] = _ajouter(par, nom)
            intervenants.append(nouveaux[nom])
        sequence.intervenants.set(intervenants)


def placer(sequences: Suite[SequenceEcrite]) -> list[tuple[int, SequenceEcrite]]:
    """Give each sequence its start: the one wanted, else the end of the one before.

    Raises RegleViolee when one wants to start before the one above it ends.
    """
    places: list[tuple[int, SequenceEcrite]] = []
    fin = 0
    for ecrite in sequences:
        debut = fin if ecrite.debut_minutes is None else ecrite.debut_minutes
        if debut < fin:
            avant = places[-1][1]
            raise RegleViolee(
                f"« {ecrite.titre} » commencerait {accorder(fin - debut, 'minute', 'minutes')} "
                f"avant la fin de « {avant.titre} » : changez son début ou la durée qui précède.",
                constraint="sequence_sans_chevauchement",
            )
        places.append((debut, ecrite))
        fin = debut + ecrite.duree_minutes
    return places


def _ajouter(par: Personne, nom: str) -> Intervenant:
    prenom, _, reste = nom.partition(" ")
    return ajouter_intervenant(par=par, nom=reste or prenom, prenom=prenom if reste else "")
