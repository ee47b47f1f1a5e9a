"""Catching up: what was missed is on one page, only for whom missed it; both sides see it done."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.presences import declarer_rattrapage, noter_presences, s_excuser
from parcours.animation.actions.sous_groupes import SousGroupeCompose, composer_sous_groupes
from parcours.animation.actions.supports import ajouter_support
from parcours.animation.actions.syntheses import ecrire_synthese
from parcours.animation.actions.webinaires import regler_webinaire
from parcours.animation.models import Presence
from parcours.promotions.actions.promotions import changer_etat_promotion
from parcours.promotions.models import Participation
from tests import scenes
from tests.animation import codev_scenes
from tests.animation.presences_scenes import a, ligne, participation, rencontre_du_jour
from tests.plafonds import PAGE, TABLEAU, verifier_plafonds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def manquee(monde):
    """A session that is over and that Amina could not come to, with all that it left."""
    codev_scenes.feuille_close(monde)
    session = codev_scenes.synthese_publiee(monde).rencontre
    for moment, titre, publier in (
        ("avant", "Trois pages à lire", True),
        ("apres", "Le diaporama", True),
        ("apres", "Pour l’équipe", False),
    ):
        ajouter_support(
            par=monde.equipe,
            rencontre=session,
            moment=moment,
            titre=titre,
            lien="https://exemple.fr/document",
            publier=publier,
            instant=timezone.now(),
        )
    composer_sous_groupes(
        par=monde.equipe,
        rencontre=session,
        groupes=[
            SousGroupeCompose(nom="Table bleue", participations=[participation(monde, "Bruno")]),
            SousGroupeCompose(
                nom="Table verte",
                consigne="Choisir un frein",
                participations=[participation(monde), participation(monde, "Delphine")],
            ),
        ],
    )
    scenes.forcer(
        lambda: (
            type(session).objects.filter(pk=session.pk).update(debut=a(8), fin=a(9)),
            Participation.objects.filter(binome__promotion=monde.promotion).update(
                depuis=timezone.localdate() - timedelta(days=9)
            ),
        )
    )
    session.refresh_from_db()
    with time_machine.travel(a(10), tick=False):
        s_excuser(par=monde.catalyseur, rencontre=session, motif="Conseil", instant=a(10))
        yield session


def url(rencontre, nom="parcours:rattrapage"):
    return reverse(nom, args=[rencontre.promotion.code, rencontre.pk])


def test_all_that_a_session_left_is_on_one_page(monde, manquee, client_de):
    client = client_de(monde.catalyseur)
    lien = url(manquee)
    assert lien in client.get(url(manquee, "parcours:presence")).content.decode()
    html = client.get(lien).content.decode()
    for mot in (
        "Nous avons parlé du <strong>temps</strong>",
        "Trois pages à lire",
        "Le diaporama",
        "Table verte",
        "Choisir un frein",
        "Delphine Essai",
        "Une réunion par mois avec les entreprises.",
        "Dire non quand il le faut.",
        "Bruno Essai",
        url(manquee, "parcours:a_partager"),
        url(manquee, "parcours:synthese"),
    ):
        assert mot in html, mot
    for absent in ("Pour l’équipe", "Table bleue"):
        assert absent not in html
    assert client_de(monde.autre).get(lien).status_code == 404  # who was there has nothing of it


def test_said_once_by_her_and_seen_by_both(monde, manquee, client_de):
    client, equipe = client_de(monde.catalyseur), client_de(monde.equipe)
    siennes = reverse("parcours:mes_presences", args=[monde.promotion.code])
    feuille = url(manquee, "equipe:feuille_presence")
    toutes = reverse("equipe:presences", args=[monde.promotion.code])
    assert "Rattraper" in client.get(siennes).content.decode()
    assert "Amina Essai (excuse)" in equipe.get(toutes).content.decode()
    assert "J’ai rattrapé" in client.get(url(manquee)).content.decode()
    assert client.post(url(manquee)).status_code == 303
    assert ">rattrapée</a>" in client.get(siennes).content.decode()
    html = client.get(url(manquee)).content.decode()
    assert "Vous avez rattrapé cette rencontre" in html
    assert "J’ai rattrapé" not in html
    assert "rattrapée le" in equipe.get(feuille).content.decode()
    assert "Amina Essai (excuse, rattrapée)" in equipe.get(toutes).content.decode()
    premiere = Presence.objects.get(participation=participation(monde)).rattrape_le
    with time_machine.travel(a(11), tick=False):
        assert client.post(url(manquee)).status_code == 303
    assert Presence.objects.get(participation=participation(monde)).rattrape_le == premiere
    for etat in ("evaluation", "close"):
        changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat=etat)
    assert "rattrapée le" in equipe.get(feuille).content.decode()
    html = client.get(url(manquee)).content.decode()
    assert "Trois pages à lire" in html
    assert "bruno@essai.test" not in html


def test_a_synthesis_not_published_is_not_read_there(monde, client_de):
    session = codev_scenes.session(monde)
    ecrire_synthese(
        par=monde.equipe,
        rencontre=session,
        texte="Pas encore relue.",
        pour_l_exterieur="",
        revision=0,
        instant=timezone.now(),
    )
    s_excuser(par=monde.catalyseur, rencontre=session, motif="Conseil", instant=timezone.now())
    html = client_de(monde.catalyseur).get(url(session)).content.decode()
    assert "Pas encore relue" not in html
    assert "J’ai rattrapé" not in html  # before the session, there is nothing to catch up yet
    assert "Une fois la rencontre passée" in html


def test_of_a_webinaire_the_recording_with_its_chapters(monde, client_de):
    webinaire = rencontre_du_jour(monde)
    regler_webinaire(
        par=monde.equipe,
        rencontre=webinaire,
        enregistre=True,
        replay="https://video.exemple.fr/1",
        chapitres=[(0, "Ouverture"), (750, "Trois exemples")],
    )
    with time_machine.travel(a(20), tick=False):
        noter_presences(
            par=monde.equipe, rencontre=webinaire, lignes=[ligne(monde, "absent")], instant=a(20)
        )
        html = client_de(monde.catalyseur).get(url(webinaire)).content.decode()
    for mot in (
        "https://video.exemple.fr/1",
        "12:30",
        "Trois exemples",
        url(webinaire, "parcours:webinaire"),
    ):
        assert mot in html, mot
    assert "À partager chez moi" not in html


def test_ceilings_at_two_sizes(monde, manquee, client_de):
    client, equipe = client_de(monde.catalyseur), client_de(monde.equipe)

    def grossir():
        scenes.agrandir(monde)
        feuille = monde.promotion.rencontres.get(pk=manquee.pk).ateliers.get()
        for rang in range(4):
            scenes.forcer(
                lambda r=rang: feuille.etapes.get(code="plan").lignes.create(
                    texte=f"Ligne {r}", modifiee_le=a(9), modifiee_par=monde.catalyseur
                )
            )
        declarer_rattrapage(par=monde.catalyseur, rencontre=manquee, instant=a(10))

    verifier_plafonds(
        [
            (lambda: client.get(url(manquee)), TABLEAU),
            (
                lambda: equipe.get(reverse("equipe:presences", args=[monde.promotion.code])),
                PAGE,
            ),
        ],
        grossir,
    )
