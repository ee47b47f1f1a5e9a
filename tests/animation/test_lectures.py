"""Two people write the same page: the second is told, both texts are shown, nothing is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.journees import preparer_journee
from parcours.animation.actions.visites import preparer_visite
from parcours.promotions.actions.intervenants import ajouter_intervenant
from parcours.promotions.actions.rencontres import modifier_rencontre
from parcours.promotions.models import TacheProgramme
from parcours.travaux.actions.capitalisation import regrouper
from parcours.travaux.actions.livrables import ajouter_element
from tests import scenes

pytestmark = pytest.mark.django_db
PREMIER, SECOND = "Les mots du premier", "Les mots du second"


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@dataclass(kw_only=True)
class Page:
    """A page that the équipe writes: where it is read and sent, its form, the field in dispute."""

    lire: str
    champ: str
    objet: Any
    ecrire: str = ""
    form: str = "form"


def candidature(monde) -> Page:
    la_candidature = scenes.candidater(monde)
    return Page(
        lire=reverse("equipe:candidature", args=[monde.promotion.code, la_candidature.pk]),
        champ="notes",
        objet=la_candidature,
    )


def rencontre(monde) -> Page:
    session = monde.promotion.rencontres.get(nature="session", etape__ordre=2)
    return Page(
        lire=reverse("equipe:rencontre", args=[monde.promotion.code, session.pk]),
        champ="acces",
        objet=session,
    )


def visite(monde) -> Page:
    prevue = monde.promotion.rencontres.get(nature="visite", etape__ordre=2)
    return Page(
        lire=reverse("equipe:visite", args=[monde.promotion.code, prevue.pk]),
        champ="recit",
        objet=preparer_visite(
            par=monde.equipe, rencontre=prevue, genre="decideur", places=12, recit="Une ferme"
        ),
    )


def _journee(monde):
    jour = monde.promotion.rencontres.get(nature="journee")
    quand = timezone.now() - timedelta(days=1)
    return modifier_rencontre(
        par=monde.equipe, rencontre=jour, debut=quand, fin=quand + timedelta(hours=8)
    )


def journee(monde) -> Page:
    jour = _journee(monde)
    page = preparer_journee(
        par=monde.equipe, rencontre=jour, presentation="", places_invites=6, ouverte=False
    )
    return Page(
        lire=reverse("equipe:journee", args=[monde.promotion.code, jour.pk]),
        champ="presentation",
        objet=page,
    )


def synthese_de_journee(monde) -> Page:
    page = journee(monde)
    arguments = [monde.promotion.code, page.objet.rencontre_id, "ecrire"]
    page.ecrire = reverse("equipe:synthese_de_journee", args=arguments)
    page.champ, page.form = "synthese", "form_synthese"
    return page


def intervenant(monde) -> Page:
    nadia = ajouter_intervenant(par=monde.equipe, nom="Kerloch", telephone="+33612345678")
    return Page(
        lire=reverse("equipe:intervenant", args=[nadia.pk]), champ="presentation", objet=nadia
    )


def regroupement(monde) -> Page:
    frein = ajouter_element(
        par=monde.catalyseur, livrable=monde.livrable(), nature="frein", titre="Le temps manque"
    )
    scenes.partager(monde)
    groupe = regrouper(
        par=monde.equipe,
        promotion=monde.promotion,
        elements=[frein.pk],
        titre="Le temps",
        instant=timezone.now(),
    )
    arguments = [monde.promotion.code, groupe.pk]
    return Page(
        lire=groupe.get_absolute_url(),
        ecrire=reverse("equipe:regroupement", args=arguments),
        champ="constat",
        objet=groupe,
    )


def tache(monde) -> Page:
    programme = monde.promotion.programme
    la_tache = TacheProgramme.objects.filter(temps__programme=programme).order_by("pk")[0]
    return Page(
        lire=reverse("equipe:tache", args=[programme.pk, la_tache.pk]),
        champ="titre",
        objet=la_tache,
    )


def envoi(reponse, nom: str) -> dict[str, Any]:
    """What the page read would send back, untouched."""
    champs = [*reponse.context[nom]]
    return {c.html_name: c.value() for c in champs if c.value() not in (None, "", False)}


@pytest.mark.parametrize(
    "ouvrir",
    [
        *(candidature, rencontre, visite, journee, synthese_de_journee),
        *(intervenant, regroupement, tache),
    ],
)
def test_the_last_one_does_not_win_unseen(monde, client_de, ouvrir: Callable[[Any], Page]):
    page = ouvrir(monde)
    adresse = page.ecrire or page.lire
    un, deux = client_de(monde.equipe), client_de(scenes.equipe("Odile"))
    lu_par_un = envoi(un.get(page.lire), page.form)
    lu_par_deux = envoi(deux.get(page.lire), page.form)

    def enregistre():
        page.objet.refresh_from_db()
        return getattr(page.objet, page.champ)

    assert un.post(adresse, lu_par_un | {page.champ: PREMIER}).status_code == 303
    # Sent twice by a finger that trembles, the same words are no conflict.
    assert un.post(adresse, lu_par_un | {page.champ: PREMIER}).status_code == 303
    refus = deux.post(adresse, lu_par_deux | {page.champ: SECOND})
    assert (refus.status_code, enregistre()) == (409, PREMIER)
    form = refus.context[page.form]
    assert [mots for _, mots in form.ecarts] == [PREMIER]
    texte = refus.content.decode()
    assert "Quelqu’un d’autre a changé cette page" in texte
    assert PREMIER in texte
    assert SECOND in texte
    # Having read it, one may send one's own again.
    assert deux.post(adresse, envoi(refus, page.form)).status_code == 303
    assert enregistre() == SECOND


def test_two_who_prepare_one_visite_at_once(monde, client_de):
    """What does not exist yet is read too: as nothing."""
    prevue = monde.promotion.rencontres.get(nature="visite", etape__ordre=2)
    adresse = reverse("equipe:visite", args=[monde.promotion.code, prevue.pk])
    client = client_de(monde.equipe)
    lu = envoi(client.get(adresse), "form") | {"genre": "decideur", "places": 12}
    assert client.post(adresse, lu | {"recit": PREMIER}).status_code == 303
    refus = client.post(adresse, lu | {"recit": SECOND})
    assert refus.status_code == 409
    assert refus.context["form"].ecarts == [("Le lieu et son histoire", PREMIER)]


def test_what_is_saved_is_said_in_words(monde, client_de):
    page = visite(monde)
    client = client_de(monde.equipe)
    lu = envoi(client.get(page.lire), "form")
    nadia = ajouter_intervenant(par=monde.equipe, prenom="Nadia", nom="Kerloch")
    tour = page.objet.rencontre.debut.date() - timedelta(days=3)
    autre = lu | {"genre": "pair-pionnier", "hote": nadia.pk, "premier_tour_jusquau": tour}
    assert client.post(page.lire, autre).status_code == 303
    refus = client.post(page.lire, lu | {"recit": ""})
    dit = dict(refus.context["form"].ecarts)
    assert dit["Qui l’on rencontre"] == "pair pionnier"
    assert dit["Qui accueille sur place"] == "Nadia Kerloch"
    assert str(tour.year) in dit["Une place par binôme jusqu’au"]
    # What only the second one changed is not told: nobody else wrote there.
    assert "Le lieu et son histoire" not in dit
