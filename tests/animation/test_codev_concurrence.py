"""Several people on one sheet at the same instant: nothing is lost, nothing is done twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parcours.animation.actions.codev import (
    ajouter_ligne,
    commencer_etape,
    ecrire_ligne,
    lignes_a_reprendre,
    reprendre_du_codev,
)
from parcours.animation.models import AtelierCodev, EtapeCodev, LigneCodev
from parcours.travaux.models import Element
from rameau.commun.erreurs import VersionDepassee
from tests import scenes
from tests.animation import codev_scenes
from tests.travaux.test_livrables_concurrence import ensemble, partition

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def monde(transactional_db: None) -> scenes.Monde:
    return scenes.monde()


def test_eight_people_on_one_sheet_at_once(monde):
    """On one line, one text is kept and the others are given back with it; lines added at that
    instant are all there; the step begins once; the work receives each line once."""
    feuille = codev_scenes.atelier(monde)
    ligne = codev_scenes.ligne(monde, "Avant", "consultation", feuille)
    instant = timezone.now()
    gens = [monde.catalyseur, monde.catalyseur2, monde.autre, monde.coach]

    def ecrire(par, rang):
        return lambda: ecrire_ligne(
            par=par, ligne=ligne, texte=f"Texte {rang}", revision=1, instant=instant
        )

    def ajouter(par, rang):
        return lambda: ajouter_ligne(
            par=par, atelier=feuille, code="plan", texte=f"Ligne {rang}", instant=instant
        )

    def commencer(par, rang):
        return lambda: commencer_etape(
            par=par, atelier=feuille, code="plan", instant=instant + timedelta(seconds=rang)
        )

    ecrits = [ecrire(par, rang) for rang, par in enumerate(gens)]
    issues = ensemble(
        *ecrits,
        *(ajouter(par, rang) for rang, par in enumerate(gens)),
        *(commencer(par, rang) for rang, par in enumerate(gens)),
    )
    gagnes, refus = partition(issues[: len(ecrits)])
    assert len(gagnes) == 1
    assert {type(error) for error in refus} == {VersionDepassee}
    assert {error.actuel.texte for error in refus} == {gagnes[0].texte}
    assert partition(issues[len(ecrits) :])[1] == []
    lignes = LigneCodev.objects.filter(etape__code="plan")
    assert sorted(lignes.values_list("texte", flat=True)) == [f"Ligne {r}" for r in range(4)]
    assert EtapeCodev.objects.filter(commencee_le__isnull=False).count() == 1
    # Each act kept raised the revision of the sheet by one, whoever acted.
    assert AtelierCodev.objects.get().revision == 1 + 1 + 1 + 4 + 4


def test_both_members_take_up_the_codev_at_once(monde):
    codev_scenes.feuille_close(monde)
    plan = monde.livrable("plan")
    choix = dict.fromkeys(lignes_a_reprendre(plan).values_list("pk", flat=True), "action-prevue")

    def reprendre(par):
        return lambda: reprendre_du_codev(par=par, livrable=plan, choix=choix)

    issues = ensemble(*map(reprendre, [monde.catalyseur, monde.catalyseur2] * 3))
    assert partition(issues)[1] == []
    assert sorted(len(issue) for issue in issues) == [0, 0, 0, 0, 0, 2]
    assert Element.objects.count() == 2
