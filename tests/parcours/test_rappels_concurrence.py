"""Two sweeps at the same instant: one message to each, no more."""

from datetime import timedelta

import pytest

from parcours.actions.rappels import envoyer_rappels, envoyer_rappels_de
from parcours.models import EnvoiRappels, RappelEnvoye
from parcours.preparer_rappels import prevoir_rappels
from rameau.commun.models import Courriel
from tests import scenes
from tests.parcours.agenda_scenes import monde_arrive
from tests.parcours.test_binomes_concurrence import ensemble
from tests.parcours.test_rappels import le

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_sweeps_at_once_and_eight_hands_on_one_person(transactional_db):
    monde = monde_arrive(scenes.monde())
    jour = monde.livrable("plan").du_le - timedelta(days=3)
    prevus = [p for p in prevoir_rappels(jour) if p.rappel.personne_id == monde.catalyseur.pk]
    reussis, refus = ensemble(
        *[
            lambda: envoyer_rappels_de(
                par=None, personne=monde.catalyseur, prevus=prevus, jour=jour, instant=le(jour)
            )
        ]
        * 8
    )
    assert len(reussis) == 1
    assert refus == ["Les rappels de cette personne sont déjà partis aujourd'hui."] * 7
    faits, refus = ensemble(*[lambda: envoyer_rappels(jour=jour, instant=le(jour))] * 4)
    assert (sum(faits), refus) == (2, [])
    assert EnvoiRappels.objects.count() == RappelEnvoye.objects.count() == 3
    assert Courriel.objects.filter(gabarit="rappels").count() == 3
