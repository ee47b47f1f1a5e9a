"""The follow-up is told to the alumni at its day: previewed, once, until it is said."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from parcours.promotions.actions.rappels import ecarter_rappel, envoyer_rappels, regler_rappels
from parcours.promotions.lectures.rappels import prevoir_rappels
from parcours.promotions.models import Promotion, RappelEnvoye
from parcours.promotions.models.programmes import Option
from parcours.travaux.actions.versions import partager_version, remettre_livrable
from parcours.travaux.models.livrables import Partage
from rameau.commun.erreurs import RegleViolee
from rameau.commun.temps import ajouter_mois, instant_de_paris
from tests import scenes
from tests.plafonds import PAGE, TABLEAU, queries_of, verifier_plafonds
from tests.promotions.agenda_scenes import courriels, monde_arrive, rendre
from tests.promotions.test_rappels_genres import rappels
from tests.travaux.chaine_scenes import ajouter
from tests.travaux.feuilles_scenes import remettre_la_feuille
from tests.travaux.test_suivis import dire, page, terminer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def feuille(monde):
    """A roadmap of two actions, handed in; the promotion ends today and is closed."""
    monde_arrive(monde)
    version = remettre_la_feuille(monde)
    terminer(monde, 0)
    return version


def le(jour, heure=7):
    return instant_de_paris(jour, timezone.datetime.min.time().replace(hour=heure))


def moment(monde, mois=6):
    return ajouter_mois(monde.promotion.fin, mois)


def test_the_alumni_of_the_binome_are_told_on_the_day_then_three_weeks_later(monde, feuille):
    six = moment(monde)
    dits = rappels(six, "suivi")
    assert set(dits) == {"Amina", "Bruno"}  # Delphine's binôme handed in no roadmap
    assert "2\u00a0actions" in dits["Amina"].texte
    assert "6 mois après" in dits["Amina"].texte
    assert dits["Amina"].url == page(monde)
    for autour in (-1, 1):
        assert rappels(six + timedelta(days=autour), "suivi") == {}
    apres = rappels(six + timedelta(days=21), "suivi-depasse")
    assert set(apres) == {"Amina", "Bruno"}
    assert set(rappels(moment(monde, 12), "suivi")) == {"Amina", "Bruno"}
    assert rappels(moment(monde, 24), "suivi") == {}
    scenes.allumer(Option.SUIVI_LONG)
    for mois in (24, 36):
        assert set(rappels(moment(monde, mois), "suivi")) == {"Amina", "Bruno"}


def test_what_is_said_is_told_no_more(monde, feuille):
    six = moment(monde)
    ids = [e["id"] for e in feuille.contenu["elements"] if e["nature"] == "action-prevue"]
    with time_machine.travel(le(six - timedelta(days=3)), tick=False):
        dire(feuille, ids[0], par=monde.catalyseur)
    assert "1\u00a0action " in rappels(six, "suivi")["Bruno"].texte
    with time_machine.travel(le(six - timedelta(days=2)), tick=False):
        dire(feuille, ids[1], par=monde.catalyseur2)
    assert rappels(six, "suivi") == rappels(six + timedelta(days=21), "suivi-depasse") == {}
    assert set(rappels(moment(monde, 12), "suivi")) == {"Amina", "Bruno"}


def test_the_roadmap_handed_in_is_asked_and_nothing_else(monde):
    monde_arrive(monde)
    quand = {"par": monde.catalyseur, "instant": timezone.now()}
    ajouter(monde, "Une première idée", "action-prevue", "feuille-de-route")
    partager_version(livrable=monde.livrable("feuille-de-route"), **quand)
    version = remettre_la_feuille(monde)
    ajouter(monde, "Une action du plan", "action-prevue", "plan")
    remettre_livrable(livrable=monde.livrable("plan"), partage=Partage.PROMOTION, **quand)
    terminer(monde, 0)
    dits = [p.rappel for p in prevoir_rappels(moment(monde)) if p.genre == "suivi"]
    assert [r.cle for r in dits] == [f"suivi-{version.pk}-6"] * 2
    assert "3\u00a0actions" in dits[0].texte


@pytest.mark.parametrize("etat", [Promotion.Etat.EVALUATION, Promotion.Etat.CLOSE])
def test_whatever_became_of_the_promotion(monde, feuille, etat):
    terminer(monde, 0, etat)
    assert set(rappels(moment(monde), "suivi")) == {"Amina", "Bruno"}


def test_one_mail_with_the_link_and_never_two(monde, feuille):
    six = moment(monde)
    assert envoyer_rappels(jour=six, instant=le(six)) == 2
    assert envoyer_rappels(jour=six, instant=le(six, 8)) == 0
    assert set(RappelEnvoye.objects.values_list("promotion", "genre")) == {
        (monde.promotion.pk, "suivi")
    }
    with time_machine.travel(le(six, 8), tick=False):
        mail = rendre(courriels("rappels")["amina@essai.test"])
        assert page(monde) in mail.get_payload(0).get_payload(decode=True).decode()
        for element in feuille.contenu["elements"]:
            if element["nature"] == "action-prevue":
                dire(feuille, element["id"], par=monde.catalyseur2)
        assert rendre(courriels("rappels")["amina@essai.test"]) is None


def test_the_equipe_previews_sets_aside_and_sees_who_answered(monde, feuille, client_de):
    six = moment(monde)
    veille = six - timedelta(days=1)
    apercu = reverse("equipe:rappels", args=[monde.promotion.code])
    with time_machine.travel(le(veille, 12), tick=False):
        client = client_de(monde.equipe)
        html = client.get(apercu).content.decode()
        assert "Amina Essai" in html
        assert "Ne pas envoyer" in html
        assert "2 rappels" in html.replace("\u00a0", " ")
        cle = f"suivi-{feuille.pk}-6"
        ecarter_rappel(
            par=monde.equipe,
            promotion=monde.promotion,
            personne=monde.catalyseur2,
            cle=cle,
            jour=six,
            instant=le(veille, 12),
        )
    assert envoyer_rappels(jour=six, instant=le(six)) == 1
    with time_machine.travel(le(six + timedelta(days=1)), tick=False):
        suivis = reverse("equipe:suivis", args=[monde.promotion.code])
        html = client.get(suivis).content.decode()
        assert "pas commencé" in html
        assert "Rappelé à Amina Essai" in html
        assert "Bruno Essai" not in html
        dire(feuille, par=monde.catalyseur2)
        html = client.get(suivis).content.decode()
        assert "1 sur 2" in html
        assert "Bruno Essai" in html
    with time_machine.travel(le(moment(monde, 12)), tick=False):
        dire(feuille, par=monde.catalyseur, mois=12)
        html = client_de(monde.equipe).get(suivis).content.decode()
        for qui in ("Bruno Essai", "Amina Essai"):
            assert f"Dit par {qui}" in html


def test_a_closed_promotion_keeps_the_settings_of_its_follow_up_alone(monde, feuille, client_de):
    url = reverse("equipe:reglages_rappels", args=[monde.promotion.code])
    client = client_de(monde.equipe)
    html = client.get(url).content.decode()
    assert "Suivi des actions" in html
    assert "Session à venir" not in html
    donnees = {"suivi": "on", "suivi-jours": "5", "suivi-depasse-jours": "21"}
    assert client.post(url, donnees).status_code == 303
    assert rappels(moment(monde), "suivi") == {}
    assert set(rappels(moment(monde) - timedelta(days=5), "suivi")) == {"Amina", "Bruno"}
    assert rappels(moment(monde) + timedelta(days=21), "suivi-depasse") == {}
    with pytest.raises(RegleViolee, match="close"):
        regler_rappels(
            par=monde.equipe, promotion=monde.promotion, reglages={"session": (True, [3])}
        )


def test_it_costs_no_more_with_more_binomes(monde, feuille, client_de):
    six = moment(monde)
    prevoir = len(queries_of(lambda: rappels(six, "suivi")))
    code = monde.promotion.code
    with time_machine.travel(le(six), tick=False):
        client = client_de(monde.equipe)
        envoyer_rappels(jour=six, instant=le(six))

        def grossir():
            terminer_a(monde, Promotion.Etat.EN_COURS)
            remettre_la_feuille(monde, binome=monde.autre_binome, membre=monde.autre, actions=9)
            terminer_a(monde, Promotion.Etat.CLOSE)
            dire(feuille, par=monde.catalyseur)
            envoyer_rappels(jour=six, instant=le(six, 8))

        verifier_plafonds(
            [
                (lambda: client.get(reverse("equipe:suivis", args=[code])), PAGE),
                (lambda: client.get(reverse("equipe:rappels", args=[code])), TABLEAU),
            ],
            grossir,
        )
    assert len(queries_of(lambda: rappels(six, "suivi"))) <= prevoir


def terminer_a(monde, etat):
    scenes.forcer(lambda: Promotion.objects.filter(pk=monde.promotion.pk).update(etat=etat))
    monde.promotion.refresh_from_db()
