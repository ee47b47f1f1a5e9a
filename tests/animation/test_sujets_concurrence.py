"""Many at the same instant: one ballot per person, one volunteer, no question unseen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parcours.animation.actions.volontaires import nommer_volontaire
from parcours.animation.actions.webinaires import soutenir_question
from parcours.animation.models import Bulletin, Volontaire, Webinaire
from parcours.promotions.models import Participation
from tests import scenes
from tests.animation.test_sujets import deposer, ouvrir, proposer
from tests.animation.test_webinaires import annoncer, poser
from tests.promotions.test_binomes_concurrence import ensemble

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_person_voting_forty_times_has_one_ballot(transactional_db):
    monde = scenes.monde()
    sujets = [proposer(monde, f"Sujet {n}") for n in range(4)]
    scrutin = ouvrir(monde, fin=timedelta(hours=9))
    reussis, refus = ensemble(
        *(lambda n=n: deposer(scrutin, monde.catalyseur, sujets[n % 4]) for n in range(40))
    )
    assert (len(reussis), refus) == (40, [])
    assert Bulletin.objects.get().votant == monde.catalyseur


def test_two_volunteers_named_at_once_leave_one(transactional_db):
    monde = scenes.monde()
    gens = list(
        Participation.objects.filter(binome__promotion=monde.promotion).select_related(
            "binome__promotion"
        )
    )
    reussis, refus = ensemble(
        *(
            lambda p=p: nommer_volontaire(
                par=monde.equipe,
                promotion=monde.promotion,
                participation=p,
                instant=timezone.now(),
            )
            for p in gens
        )
    )
    assert (len(reussis), refus) == (3, [])
    assert Volontaire.objects.nommes().count() == 1
    assert Volontaire.objects.anciens().count() == 2


def test_every_question_and_support_raises_the_revision(transactional_db):
    monde = scenes.monde()
    webinaire = annoncer(monde)
    reussis, _ = ensemble(
        *(lambda n=n: poser(monde, webinaire, f"Question {n}") for n in range(20))
    )
    assert len(reussis) == 20
    assert Webinaire.objects.get().revision == 20
    question = reussis[0]
    reussis, _ = ensemble(
        *(
            lambda: soutenir_question(par=monde.autre, question=question, soutenir=True)
            for _ in range(20)
        )
    )
    assert len(reussis) == 20
    assert question.soutiens.count() == 1
    assert Webinaire.objects.get().revision == 40


def test_a_question_sent_by_forty_clicks_is_asked_once(transactional_db):
    monde = scenes.monde()
    webinaire = annoncer(monde)
    reussis, refus = ensemble(*(lambda: poser(monde, webinaire) for _ in range(40)))
    assert (len(reussis), refus) == (40, [])
    assert webinaire.questions.count() == 1
