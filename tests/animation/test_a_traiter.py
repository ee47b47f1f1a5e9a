"""« À traiter »: what waits for the équipe, worded as a fact, its link landing on the very act."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.presences import contresigner, signer_presence
from parcours.animation.actions.sujets import confirmer_sujet, fixer_scrutin, proposer_sujet
from parcours.promotions.a_traiter.sources import faits_de
from parcours.promotions.actions.promotions import changer_etat_promotion
from parcours.promotions.models import Promotion
from parcours.travaux.actions.alumni import demander_les_choix
from tests import scenes
from tests.animation.codev_scenes import synthese_publiee
from tests.animation.presences_scenes import a, afficher, par_demi_journee, rencontre_du_jour

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


def faits(monde, maintenant=None):
    """The facts of the promotion, by their act."""
    relue = Promotion.objects.select_related("scrutin", "parcours").get(pk=monde.promotion.pk)
    lus = faits_de(relue, personne=monde.equipe, maintenant=maintenant or timezone.now())
    return {fait.acte: fait for fait in lus}


def mene_a(client, fait):
    """The page of the fact holds the very place its address names."""
    adresse, _, ancre = fait.url.partition("#")
    page = client.get(adresse)
    assert page.status_code == 200
    return not ancre or f'id="{ancre}"' in page.content.decode()


def test_signatures_wait_for_the_equipe_s(monde, client_de):
    par_demi_journee(monde.promotion)
    rencontre = rencontre_du_jour(monde)
    _, code = afficher(monde, rencontre, a(10), "matin")
    signer_presence(
        par=monde.catalyseur, rencontre=rencontre, code=code, nom="Amina Essai", instant=a(10)
    )
    assert "Contresigner" not in faits(monde, a(12))  # it is not over
    fait = faits(monde, a(20))["Contresigner"]
    assert "1\u00a0signature n'est pas encore contresignée" in fait.texte
    assert mene_a(client_de(monde.equipe), fait)
    contresigner(par=monde.equipe, rencontre=rencontre, moment="matin", nom="O.", instant=a(20))
    assert "Contresigner" not in faits(monde, a(20))


def test_a_vote_that_is_closed_waits_for_its_topic(monde, client_de):
    instant = timezone.now()
    sujet = proposer_sujet(
        par=monde.catalyseur, promotion=monde.promotion, titre="Oser", instant=instant
    )
    scrutin = fixer_scrutin(
        par=monde.equipe,
        promotion=monde.promotion,
        ouvre_le=instant,
        ferme_le=instant + timedelta(seconds=1),
        instant=instant,
    )
    assert "Voir le résultat" not in faits(monde, instant)
    ferme = instant + timedelta(seconds=2)
    assert "à confirmer" in faits(monde, ferme)["Voir le résultat"].texte
    scenes.forcer(lambda: type(scrutin).objects.update(ouvre_le=a(0, jours=-2), ferme_le=a(0)))
    assert mene_a(client_de(monde.equipe), faits(monde, ferme)["Voir le résultat"])
    scrutin.refresh_from_db()
    confirmer_sujet(par=monde.equipe, scrutin=scrutin, sujet=sujet, instant=ferme)
    assert "Voir le résultat" not in faits(monde, ferme)


def test_the_synthesis_of_a_session_that_is_over(monde, client_de):
    fait = faits(monde)["Écrire la synthèse"]
    assert "sa synthèse n'est pas encore publiée" in fait.texte
    assert mene_a(client_de(monde.equipe), fait)
    session = synthese_publiee(monde).rencontre
    reste = faits(monde).get("Écrire la synthèse")
    assert reste is None or f"/{session.pk}/" not in reste.url


def test_a_promotion_in_evaluation_asks_what_stays_visible(monde, client_de):
    assert "Poser la question" not in faits(monde)
    changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="evaluation")
    assert mene_a(client_de(monde.equipe), faits(monde)["Poser la question"])
    monde.promotion.refresh_from_db()
    demander_les_choix(par=monde.equipe, promotion=monde.promotion, instant=timezone.now())
    assert "Poser la question" not in faits(monde)


def test_each_link_lands_where_its_act_is(monde, client_de):
    client = client_de(monde.equipe)
    scenes.forcer(lambda: monde.binome.affectations.all().delete())
    tard = timezone.now() + timedelta(days=70)
    tous = faits(monde, tard)
    assert {"Dire le lieu", "Inviter", "Choisir un coach", "Écrire aux binômes"} <= set(tous)
    for acte, fait in tous.items():
        if not fait.url.startswith("mailto:"):
            assert mene_a(client, fait), acte
    lettre = tous["Écrire aux binômes"].url
    assert lettre.startswith("mailto:?bcc=")
    assert "amina@essai.test,bruno@essai.test,delphine@essai.test" in lettre


def test_what_waits_to_be_published_is_found_from_the_promotion(monde, client_de):
    page = client_de(monde.equipe).get(reverse("equipe:promotion", args=[monde.promotion.code]))
    assert reverse("equipe:publications") in page.content.decode()
