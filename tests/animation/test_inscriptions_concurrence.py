"""Forty at once on the last seat of a visite: one winner, the others kindly on the list."""

from collections import Counter

import pytest

from parcours.animation.actions.inscriptions import accepter_offre, decliner_offre, se_retirer
from rameau.commun.models import Courriel
from tests import scenes
from tests.animation.visites_scenes import avec_offres, inscrire, membres, ouvrir
from tests.promotions.test_binomes_concurrence import ensemble

pytestmark = pytest.mark.django_db(transaction=True)


def test_forty_on_the_last_seat(transactional_db, instant):
    """Twenty people, each in two tabs: one has the seat, nineteen wait in order, nobody twice."""
    monde = scenes.monde()
    scenes.agrandir(monde)
    visite = ouvrir(monde, places=1)
    vingt = membres(monde)[:20]
    reussis, refus = ensemble(
        *(lambda qui=qui: inscrire(qui, visite, instant=instant) for qui in vingt + vingt)
    )
    assert Counter(i.etat for i in reussis) == {"inscrite": 1, "en-attente": 19}
    assert {i.personne for i in reussis} == set(vingt)
    assert refus == ["Cette inscription existe déjà : une par personne."] * 20
    gagnante = visite.inscriptions.get(etat="inscrite")
    # Whoever's binôme has the seat already waits behind all the others.
    a_deja = [i.binome == gagnante.binome for i in visite.inscriptions.liste_d_attente()]
    dans_le_binome = sum(i.binome == gagnante.binome for i in reussis)
    assert a_deja == [False] * (20 - dans_le_binome) + [True] * (dans_le_binome - 1)
    courriels = Courriel.objects.filter(genre__startswith="place_")
    assert Counter(courriels.values_list("genre", flat=True)) == {
        "place_obtenue": 1,
        "place_en_attente": 19,
    }


def test_the_two_of_a_binome_on_two_seats_in_the_first_turn(transactional_db, instant):
    """Together, in the first turn, they have one seat between them."""
    monde = scenes.monde()
    visite = ouvrir(monde, places=2, premier_tour=instant.replace(year=instant.year + 1))
    reussis, refus = ensemble(
        *(
            lambda qui=qui: inscrire(qui, visite, instant=instant)
            for qui in (monde.catalyseur, monde.catalyseur2)
        )
    )
    assert refus == []
    assert Counter(i.etat for i in reussis) == {"inscrite": 1, "en-attente": 1}


def test_an_offer_answered_yes_and_no_and_left_at_once(transactional_db, instant):
    """Three tabs of one person: one answer counts, and the place is never given twice."""
    monde = scenes.monde()
    avec_offres()
    visite = ouvrir(monde, places=1)
    premiere = inscrire(monde.catalyseur, visite, instant=instant)
    offre = inscrire(monde.autre, visite, instant=instant)
    inscrire(monde.catalyseur2, visite, instant=instant)
    se_retirer(par=monde.catalyseur, inscription=premiere, instant=instant)
    ensemble(
        *(
            lambda acte=acte: acte(par=monde.autre, inscription=offre, instant=instant)
            for acte in (accepter_offre, decliner_offre, decliner_offre, accepter_offre)
        )
    )
    assert visite.inscriptions.prenant_place().count() == 1
    offre.refresh_from_db()
    suivante = visite.inscriptions.get(personne=monde.catalyseur2)
    assert (offre.etat, suivante.etat) in (("inscrite", "en-attente"), ("declinee", "offerte"))
