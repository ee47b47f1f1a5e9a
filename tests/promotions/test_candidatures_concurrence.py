"""The last place chosen, and the last seat given, by two of the équipe at once."""

import pytest
from django.utils import timezone

from parcours.promotions.actions.candidatures import (
    ajouter_a_la_promotion,
    annoncer_decision,
    decider,
)
from parcours.promotions.models import Annonce, Candidature
from tests import scenes
from tests.promotions.test_binomes_concurrence import ensemble
from tests.promotions.test_candidatures import D, retenir, une

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_twelfth_place_is_chosen_once(transactional_db):
    monde = scenes.monde()
    for rang in range(11):
        retenir(monde, une(monde, f"Structure {rang}"))
    candidates = [une(monde, f"Candidate {rang}") for rang in range(6)]

    def choisir(candidature):
        return decider(
            par=monde.equipe, candidature=candidature, decision=D.RETENU, instant=timezone.now()
        )

    reussis, refus = ensemble(*(lambda c=c: choisir(c) for c in candidates))
    assert (len(reussis), len(refus)) == (1, 5)
    assert Candidature.objects.retenues().count() == 12


def test_one_structure_takes_one_seat_and_reads_one_answer(transactional_db):
    monde = scenes.monde()
    candidature = une(monde)
    retenir(monde, candidature)

    def ajouter():
        return ajouter_a_la_promotion(par=monde.equipe, candidature=candidature)

    def annoncer():
        return annoncer_decision(
            par=monde.equipe,
            candidature=candidature,
            objet="Bienvenue",
            texte="Bonjour",
            instant=timezone.now(),
        )

    reussis, refus = ensemble(*[ajouter] * 4)
    assert (len(reussis), refus) == (1, ["Cette structure a déjà sa place dans la promotion."] * 3)
    reussis, refus = ensemble(*[annoncer] * 4)
    assert (len(reussis), len(refus)) == (1, 3)
    assert Annonce.objects.count() == 1
