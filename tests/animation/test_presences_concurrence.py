"""Presence at the same instant: two codes typed at once, two lists saved at once."""

import pytest
from django.utils import timezone

from parcours.animation.actions.presences import noter_presences, ouvrir_appel, signer_presence
from parcours.animation.models import Appel, Presence
from tests import scenes
from tests.animation.presences_scenes import a, afficher, ligne, rencontre_du_jour
from tests.promotions.test_binomes_concurrence import ensemble

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_presence_however_often_and_wherever_it_is_signed(transactional_db):
    monde = scenes.monde()
    rencontre = rencontre_du_jour(monde)
    _, code = afficher(monde, rencontre, a(10))

    def signer(qui):
        return signer_presence(par=qui, rencontre=rencontre, code=code, instant=a(10, 1))

    qui = [monde.catalyseur] * 6 + [monde.catalyseur2, monde.autre]
    reussis, refus = ensemble(*(lambda p=p: signer(p) for p in qui))
    assert (len(reussis), refus) == (8, [])
    assert Presence.objects.count() == 3


def test_two_lists_saved_at_once_one_is_told_what_the_other_noted(transactional_db):
    monde = scenes.monde()
    rencontre = rencontre_du_jour(monde)

    def noter(etat):
        lignes = [ligne(monde, etat), ligne(monde, etat, "Bruno")]
        return noter_presences(par=monde.equipe, rencontre=rencontre, lignes=lignes, instant=a(17))

    reussis, refus = ensemble(lambda: noter("present"), lambda: noter("absent"))
    assert (reussis, len(refus)) == ([2], 1)
    assert "quelqu'un a noté" in refus[0]
    assert len(set(Presence.objects.values_list("etat", flat=True))) == 1


def test_one_code_on_the_wall_however_many_ask_for_it(transactional_db):
    monde = scenes.monde()
    rencontre = rencontre_du_jour(monde)

    def ouvrir():
        return ouvrir_appel(
            par=monde.equipe, rencontre=rencontre, moment="rencontre", instant=timezone.now()
        )

    reussis, refus = ensemble(*[ouvrir] * 6)
    assert (len(reussis), refus) == (6, [])
    assert Appel.objects.count() == 1
