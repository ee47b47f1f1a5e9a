"""Scenes of codev, syntheses and pages to share, set through real actions."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from parcours.animation.actions.codev import Groupe, ajouter_ligne, clore_atelier, composer_groupes
from parcours.animation.actions.partages import creer_lien
from parcours.animation.actions.syntheses import ecrire_synthese, publier_synthese
from parcours.animation.models import AtelierCodev, LienDePartage, LigneCodev, Synthese
from parcours.promotions.models import Rencontre

if TYPE_CHECKING:
    from tests.scenes import Monde


def session(monde: "Monde", ordre: int = 2) -> Rencontre:
    """A session of the promotion, by its stage."""
    return (
        monde.promotion.rencontres.sessions()
        .select_related("promotion", "etape")
        .get(etape__ordre=ordre)
    )


def atelier(monde: "Monde", ordre: int = 2) -> AtelierCodev:
    """The four binômes in one group; the first presents."""
    binomes = list(monde.promotion.binomes.order_by("rang"))
    composer_groupes(
        par=monde.equipe,
        rencontre=session(monde, ordre),
        groupes={1: Groupe(binomes=binomes[:4], expose=binomes[0], sujet="Trouver le temps")},
    )
    return AtelierCodev.objects.select_related("rencontre__promotion").get(
        rencontre=session(monde, ordre), rang=1
    )


def ligne(
    monde: "Monde",
    texte: str = "Une réunion par mois avec les entreprises.",
    code: str = "plan",
    sur: AtelierCodev | None = None,
    instant: datetime | None = None,
) -> LigneCodev:
    """A line on the group's sheet, written by a member of the first binôme."""
    ecrite = ajouter_ligne(
        par=monde.catalyseur,
        atelier=sur or atelier(monde),
        code=code,
        texte=texte,
        instant=instant or timezone.now(),
    )
    return LigneCodev.objects.select_related("etape__atelier__rencontre__promotion").get(
        pk=ecrite.pk
    )


def feuille_close(monde: "Monde", ordre: int = 2) -> AtelierCodev:
    """A sheet with a decision and a lesson, closed."""
    feuille = atelier(monde, ordre)
    ligne(monde, sur=feuille)
    ligne(monde, "Dire non quand il le faut.", "apprentissages", feuille)
    clore_atelier(par=monde.catalyseur, atelier=feuille, instant=timezone.now())
    return feuille


def synthese_publiee(monde: "Monde", ordre: int = 2) -> Synthese:
    """A synthesis written and published by the équipe."""
    gardee = ecrire_synthese(
        par=monde.equipe,
        rencontre=session(monde, ordre),
        texte="## Le temps long\n\nNous avons parlé du **temps**.",
        pour_l_exterieur="Une journée sur le temps long.",
        revision=0,
        instant=timezone.now(),
    )
    publier_synthese(
        par=monde.equipe, synthese=gardee, revision=gardee.revision, instant=timezone.now()
    )
    return gardee


def lien(monde: "Monde", jours: int = 30) -> tuple[LienDePartage, str]:
    """A link to the page of the first binôme, and its token."""
    return creer_lien(
        par=monde.catalyseur,
        rencontre=session(monde),
        binome=monde.binome,
        jours=jours,
        instant=timezone.now(),
    )
