"""A scene laid again is the scene that actions made, and only ever lies on an empty database."""

import pytest
from django.utils import timezone

from parcours.promotions.actions.binomes import inviter_binome
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import RegleViolee
from rameau.comptes.models import Personne
from tests import scenes, snapshots

pytestmark = pytest.mark.django_db


@pytest.fixture
def built():
    """A kept scene of two people, and how many times it was really built."""
    times = []

    def build():
        times.append(1)
        return [scenes.personne("Amina"), scenes.equipe("Ophélie")]

    return snapshots.kept(build), times


def test_the_second_time_its_rows_are_copied(built):
    scene, times = built
    with scenes.undone():
        first = scene()
        rows = snapshots.rows_of(snapshots.tables())
    assert not Personne.objects.exists()
    again = scene()
    assert times == [1]
    assert snapshots.rows_of(snapshots.tables()) == rows
    assert again == first
    assert again[1].porte(Chapeau.EQUIPE)


def test_beside_other_rows_it_is_built(built):
    scene, times = built
    with scenes.undone():
        scene()
    scenes.personne("Bruno")
    scene()
    assert times == [1, 1]


def test_what_was_built_beside_other_rows_is_not_kept(built):
    scene, times = built
    with scenes.undone():
        scenes.personne("Bruno")
        scene()
    scene()
    assert times == [1, 1]
    assert Personne.objects.count() == 2


def test_its_rules_and_its_numbers_go_on(monde):
    """What was laid is as guarded as what was written, and what comes next has its own key."""
    with pytest.raises(RegleViolee, match="deux personnes au plus"):
        inviter_binome(
            par=monde.equipe,
            binome=monde.binome,
            invites=[scenes.invite("Basile")],
            instant=timezone.now(),
        )
    assert scenes.personne("Basile").pk not in {monde.equipe.pk, monde.catalyseur.pk}
