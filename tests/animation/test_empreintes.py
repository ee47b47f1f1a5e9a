"""Two people write the same page: the second is told, both texts are shown, nothing is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.journees import preparer_journee
from parcours.animation.actions.presences import ecrire_rattrapage
from parcours.animation.actions.visites import preparer_visite
from parcours.animation.actions.webinaires import regler_webinaire
from parcours.promotions.actions.candidatures import regler_l_appel
from parcours.promotions.actions.intervenants import ajouter_intervenant
from parcours.promotions.actions.rencontres import modifier_rencontre
from parcours.promotions.lectures.rappels import reglages_de
from parcours.promotions.models import Echeance, ModeleLivrable, TacheProgramme
from parcours.travaux.actions.capitalisation import regrouper
from parcours.travaux.actions.livrables import ajouter_element
from parcours.travaux.actions.parcours import commencer_version
from parcours.travaux.lectures.trames import sections_de
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
    premier: str = PREMIER
    second: str = SECOND
    enregistre: Callable[[], Any] | None = None


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


def echeance(monde) -> Page:
    la_date = Echeance.objects.de(monde.promotion).order_by("pk")[0]
    arguments = [monde.promotion.code, la_date.pk]
    return Page(lire=reverse("equipe:echeance", args=arguments), champ="titre", objet=la_date)


def appel(monde) -> Page:
    ouvert = regler_l_appel(
        par=monde.equipe,
        promotion=monde.promotion,
        ouvert=True,
        presentation="Neuf mois",
        instant=timezone.now(),
    )
    arguments = [monde.promotion.code]
    return Page(
        lire=reverse("equipe:candidatures", args=arguments),
        ecrire=reverse("equipe:appel_a_candidatures", args=arguments),
        champ="presentation",
        objet=ouvert,
        form="form_appel",
    )


def rappels(monde) -> Page:
    promotion = monde.promotion
    return Page(
        lire=reverse("equipe:reglages_rappels", args=[promotion.code]),
        champ="session-jours",
        objet=promotion,
        premier="9, 2",
        second="5",
        enregistre=lambda: ", ".join(map(str, reglages_de(promotion)["session"][1])),
    )


def pour_rattraper(monde) -> Page:
    session = monde.promotion.rencontres.get(nature="session", etape__ordre=2)
    ecrit = ecrire_rattrapage(
        par=monde.equipe, rencontre=session, texte="Lire la synthèse", instant=timezone.now()
    )
    arguments = [monde.promotion.code, session.pk]
    return Page(
        lire=reverse("equipe:feuille_presence", args=arguments),
        ecrire=reverse("equipe:pour_rattraper", args=arguments),
        champ="texte",
        objet=ecrit,
        form="form_rattrapage",
    )


def webinaire(monde) -> Page:
    prevu = monde.promotion.rencontres.filter(nature="webinaire").order_by("pk")[0]
    regle = regler_webinaire(
        par=monde.equipe, rencontre=prevu, enregistre=True, replay="", chapitres=[(5, "Début")]
    )
    return Page(
        lire=reverse("equipe:webinaire", args=[monde.promotion.code, prevu.pk]),
        champ="chapitres",
        objet=regle,
        premier=f"12:30 {PREMIER}",
        second=f"1:02:03 {SECOND}",
        enregistre=lambda: "\n".join(
            f"{c.minutage} {c.titre}" for c in regle.chapitres.order_by("seconde")
        ),
    )


def questions(monde) -> Page:
    brouillon = commencer_version(par=monde.equipe, parcours=monde.promotion.parcours)
    travail = ModeleLivrable.objects.filter(etape__parcours=brouillon).order_by("pk")[0]
    code = sections_de(travail.nature, {})[0].code
    arguments = [brouillon.code, brouillon.version, travail.etape.ordre]
    return Page(
        lire=reverse("equipe:questions_du_parcours", args=arguments),
        champ=code,
        objet=travail,
        enregistre=lambda: travail.questions[code],
    )


def envoi(reponse, nom: str) -> dict[str, Any]:
    """What the page read would send back, untouched."""
    champs = [*reponse.context[nom]]
    return {c.html_name: c.value() for c in champs if c.value() not in (None, "", False)}


@pytest.mark.parametrize(
    "ouvrir",
    [
        *(candidature, rencontre, visite, journee, synthese_de_journee),
        *(intervenant, regroupement, tache, echeance, appel),
        *(rappels, pour_rattraper, webinaire, questions),
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
        return page.enregistre() if page.enregistre else getattr(page.objet, page.champ)

    assert un.post(adresse, lu_par_un | {page.champ: page.premier}).status_code == 303
    # Sent twice by a finger that trembles, the same words are no conflict.
    assert un.post(adresse, lu_par_un | {page.champ: page.premier}).status_code == 303
    refus = deux.post(adresse, lu_par_deux | {page.champ: page.second})
    assert (refus.status_code, enregistre()) == (409, page.premier)
    form = refus.context[page.form]
    assert [mots for _, mots in form.ecarts] == [page.premier]
    texte = refus.content.decode()
    assert "Quelqu’un d’autre a changé cette page" in texte
    assert page.premier in texte
    assert page.second in texte
    # Having read it, one may send one's own again.
    assert deux.post(adresse, envoi(refus, page.form)).status_code == 303
    assert enregistre() == page.second
    # Read again, one's own words are no one else's: saved twice, they meet no conflict.
    for mots in (page.premier, page.second):
        relu = envoi(deux.get(page.lire), page.form)
        assert deux.post(adresse, relu | {page.champ: mots}).status_code == 303
        assert enregistre() == mots


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


def test_what_only_one_changed_is_no_one_elses(monde, client_de):
    """Each kind of reminder is read by itself: the box tells the one that the first turned off,
    by its name, and not the one that the second turned off too."""
    page = rappels(monde)
    client = client_de(monde.equipe)
    lu = envoi(client.get(page.lire), "form") | {"session-jours": "3"}
    sans = {nom: valeur for nom, valeur in lu.items() if nom != "travail-attendu"}
    assert client.post(page.lire, sans).status_code == 303
    refus = client.post(page.lire, lu | {"session-jours": "4", "lettre-jours": "1"})
    assert refus.status_code == 409
    dit = dict(refus.context["form"].ecarts)
    assert len(dit) == 2
    assert any("rappeler" in libelle and mots == "non" for libelle, mots in dit.items())
    assert "3" in dit.values()
