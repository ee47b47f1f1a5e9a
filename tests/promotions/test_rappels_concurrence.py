"""Two sweeps at the same instant: one message to each, no more."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from parcours.promotions.actions.rappels import envoyer_rappels, envoyer_rappels_de
from parcours.promotions.lectures.rappels import prevoir_rappels
from parcours.promotions.models import EnvoiRappels, RappelEcarte, RappelEnvoye
from rameau.commun.models import Courriel
from rameau.comptes.models import Personne
from tests import scenes
from tests.attente import DELAI, attendre
from tests.promotions.agenda_scenes import monde_arrive
from tests.promotions.test_binomes_concurrence import ensemble
from tests.promotions.test_rappels import le

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
    assert Courriel.objects.filter(genre="rappels").count() == 3


def un_acte_attend():
    """Whether someone waits for a row that another holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]


def test_what_is_being_set_aside_does_not_leave_meanwhile(transactional_db):
    monde = monde_arrive(scenes.monde())
    jour = monde.livrable("plan").du_le - timedelta(days=3)
    qui = monde.catalyseur
    prevus = [p for p in prevoir_rappels(jour) if p.rappel.personne_id == qui.pk]

    def partir():
        envoyer_rappels_de(par=None, personne=qui, prevus=prevus, jour=jour, instant=le(jour))
        connection.close()

    envoi = Thread(target=partir)

    def ecarter_sans_finir():
        """What `ecarter_rappel` does, the sweep coming before its end."""
        Personne.objects.select_for_update().get(pk=qui.pk)
        for prevu in prevus:
            RappelEcarte.objects.create(
                promotion=monde.promotion,
                personne=qui,
                cle=prevu.rappel.cle,
                jour=jour,
                ecarte_le=le(jour),
                ecarte_par=monde.equipe,
            )
        envoi.start()
        attendre(lambda: un_acte_attend() or not envoi.is_alive())

    scenes.forcer(ecarter_sans_finir)
    envoi.join(timeout=DELAI)
    assert not EnvoiRappels.objects.filter(personne=qui).exists()
