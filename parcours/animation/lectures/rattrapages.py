"""What a rencontre left for whom could not come, gathered on one page: only what she may read."""

from dataclasses import dataclass

from django.db.models import Prefetch

from parcours.animation.lectures.rencontres import GroupeMontre, autour_de
from parcours.animation.models import (
    AtelierCodev,
    EtapeCodev,
    LigneCodev,
    Rattrapage,
    Support,
    Synthese,
    Webinaire,
)
from parcours.promotions.models import Participation, Rencontre, Sequence
from rameau.comptes.models import Personne

RETENUES = (EtapeCodev.Code.PLAN, EtapeCodev.Code.APPRENTISSAGES)


@dataclass(frozen=True, kw_only=True)
class Manque:
    """What a person missed: the équipe's words, what was said, what is kept of it, with whom she
    would have been, what her binôme may tell of it."""

    consigne: str
    sequences: list[Sequence]
    synthese: Synthese | None
    avant: list[Support]
    apres: list[Support]
    groupe: GroupeMontre | None
    webinaire: Webinaire | None
    ateliers: list[AtelierCodev]
    binome: list[Participation]
    suit: bool


def manque_de(rencontre: Rencontre, personne: Personne, participation: int) -> Manque:
    """Gather it in a constant number of queries."""
    autour = autour_de(rencontre, personne)
    ecrit = Rattrapage.objects.filter(rencontre=rencontre).first()
    return Manque(
        consigne=ecrit.texte if ecrit else "",
        sequences=list(rencontre.sequences.exclude(temps=Sequence.Temps.PAUSE).order_by("ordre")),
        synthese=Synthese.objects.visibles_par(personne)
        .filter(rencontre=rencontre, publiee_le__isnull=False)
        .first(),
        avant=autour.avant,
        apres=autour.apres,
        groupe=next((groupe for groupe in autour.groupes if groupe.mien), None),
        webinaire=Webinaire.objects.filter(rencontre=rencontre)
        .exclude(replay="")
        .prefetch_related("chapitres")
        .first(),
        ateliers=_ateliers(rencontre, personne),
        binome=list(
            Participation.objects.actives()
            .filter(binome__participations=participation)
            .exclude(pk=participation)
            .select_related("personne")
            .order_by("place")
        ),
        suit=autour.suit,
    )


def _ateliers(rencontre: Rencontre, personne: Personne) -> list[AtelierCodev]:
    """The sheets of her group, with what the group retains and will do."""
    retenues = LigneCodev.objects.filter(retiree_le=None, etape__code__in=RETENUES)
    return list(
        AtelierCodev.objects.visibles_par(personne)
        .filter(rencontre=rencontre)
        .prefetch_related(
            Prefetch(
                "etapes",
                EtapeCodev.objects.filter(code__in=RETENUES)
                .order_by("ordre")
                .prefetch_related(Prefetch("lignes", retenues.order_by("pk"))),
                to_attr="conclusions",
            )
        )
        .order_by("rang")
    )
