"""What each kind of reminders tells, to whom, and when it falls silent: once it is done."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate, localtime

from parcours.animation.actions.inscriptions import decliner_offre, se_retirer
from parcours.animation.actions.presences import (
    contresigner,
    declarer_rattrapage,
    ecrire_rattrapage,
    noter_presences,
    s_excuser,
    signer_presence,
)
from parcours.animation.actions.sujets import fixer_scrutin, proposer_sujet, voter
from parcours.promotions.lectures.rappels import prevoir_rappels
from parcours.promotions.models import Rencontre
from parcours.travaux.actions.capitalisation import demander_citation, regrouper, repondre_citation
from parcours.travaux.actions.retours import envoyer_un_mot
from parcours.travaux.actions.versions import partager_version
from rameau.commun.temps import instant_de_paris
from rameau.commun.texte import heure
from tests import scenes
from tests.animation.presences_scenes import afficher, ligne, par_demi_journee
from tests.animation.visites_scenes import avec_offres, inscrire, ouvrir
from tests.promotions.agenda_scenes import monde_arrive
from tests.travaux.chaine_scenes import ajouter

pytestmark = pytest.mark.django_db
TOUS = {"Amina", "Bruno", "Delphine"}


@pytest.fixture
def monde(monde):
    return monde_arrive(monde)


def rappels(jour, genre):
    """What one kind tells on a day, by first name."""
    noms = dict(scenes.Personne.objects.order_by("pk").values_list("pk", "prenom"))
    return {noms[p.rappel.personne_id]: p.rappel for p in prevoir_rappels(jour) if p.genre == genre}


def session(monde, ordre=3):
    return Rencontre.objects.select_related("promotion__parcours").get(
        promotion=monde.promotion, nature="session", etape__ordre=ordre
    )


def a(jour, heures):
    return instant_de_paris(jour, timezone.datetime.min.time().replace(hour=heures))


class TestSignature:
    def test_each_half_day_is_asked_until_it_is_signed(self, monde):
        la_session = session(monde)
        jour = localdate(la_session.debut)
        lendemain = jour + timedelta(days=1)
        assert rappels(lendemain, "signature") == {}  # the option is off
        par_demi_journee(monde.promotion)
        la_session = session(monde)
        s_excuser(
            par=monde.catalyseur2, rencontre=la_session, motif="Conseil", instant=la_session.debut
        )
        noter_presences(
            par=monde.equipe,
            rencontre=la_session,
            lignes=[
                ligne(monde, "present", moment="matin"),
                ligne(monde, "present", moment="apres-midi"),
            ],
            instant=la_session.fin,
        )
        dits = rappels(lendemain, "signature")
        assert set(dits) == {"Amina", "Delphine"}  # noted by the équipe, not noted at all
        assert "le matin et l’après-midi" in dits["Amina"].texte
        assert dits["Amina"].url.endswith(f"/rencontres/{la_session.pk}/presence/")
        for autour in (-1, 0, 2):
            assert rappels(jour + timedelta(days=autour), "signature") == {}
        for moment, heures in (("matin", 10), ("apres-midi", 15)):
            _, code = afficher(monde, la_session, a(jour, heures), moment)
            signer_presence(
                par=monde.catalyseur,
                rencontre=la_session,
                code=code,
                nom="Amina Essai",
                moment=moment,
                instant=a(jour, heures),
            )
            reste = rappels(lendemain, "signature").get("Amina")
            assert reste is None if moment == "apres-midi" else "le matin" not in reste.texte
        contresigner(
            par=monde.equipe, rencontre=la_session, moment="matin", nom="O.", instant=a(jour, 17)
        )
        assert set(rappels(lendemain, "signature")) == {"Delphine"}

    def test_where_one_is_free_only_who_was_there_signs(self, monde):
        par_demi_journee(monde.promotion)
        visite = ouvrir(monde)
        inscrire(monde.catalyseur, visite)
        jour = localdate(visite.debut)
        assert rappels(jour + timedelta(days=1), "signature") == {}
        noter_presences(
            par=monde.equipe,
            rencontre=Rencontre.objects.select_related("promotion__parcours").get(pk=visite.pk),
            lignes=[ligne(monde, "present", moment=_moment(visite))],
            instant=visite.fin,
        )
        assert set(rappels(jour + timedelta(days=1), "signature")) == {"Amina"}


def _moment(rencontre):
    return "matin" if timezone.localtime(rencontre.debut).hour < 13 else "apres-midi"


class TestRattrapage:
    def test_who_missed_a_session_is_told_once_there_is_something_to_read(self, monde):
        la_session = session(monde)
        plus_tard = localdate(la_session.debut) + timedelta(days=10)
        s_excuser(
            par=monde.catalyseur2, rencontre=la_session, motif="Conseil", instant=la_session.debut
        )
        noter_presences(
            par=monde.equipe,
            rencontre=la_session,
            lignes=[ligne(monde, "present"), ligne(monde, "absent", "Delphine")],
            instant=la_session.fin,
        )
        assert rappels(plus_tard, "rattrapage") == {}
        ecrire_rattrapage(
            par=monde.equipe, rencontre=la_session, texte="La synthèse.", instant=la_session.fin
        )
        dits = rappels(plus_tard, "rattrapage")
        assert set(dits) == {"Bruno", "Delphine"}
        assert "lire quand cela vous convient" in dits["Bruno"].texte
        assert rappels(plus_tard + timedelta(days=1), "rattrapage") == {}
        declarer_rattrapage(par=monde.catalyseur2, rencontre=la_session, instant=la_session.fin)
        assert set(rappels(plus_tard, "rattrapage")) == {"Delphine"}


class TestVote:
    def test_all_are_told_the_same_whoever_has_voted(self, monde):
        aujourdhui = localdate()
        ouvre, ferme = aujourdhui + timedelta(days=3), aujourdhui + timedelta(days=13)
        sujet = proposer_sujet(
            par=monde.catalyseur, promotion=monde.promotion, titre="Oser", instant=timezone.now()
        )
        scrutin = fixer_scrutin(
            par=monde.equipe,
            promotion=monde.promotion,
            ouvre_le=a(ouvre, 9),
            ferme_le=a(ferme, 18),
            instant=timezone.now(),
        )
        assert set(rappels(ouvre, "vote-ouvre")) == TOUS
        assert rappels(ouvre - timedelta(days=1), "vote-ouvre") == {}
        avant_la_fin = ferme - timedelta(days=2)
        avant = rappels(avant_la_fin, "vote-ferme")
        assert set(avant) == TOUS
        assert len({r.texte for r in avant.values()}) == 1
        assert "Si votre voix y est déjà" in avant["Amina"].texte
        voter(par=monde.catalyseur, scrutin=scrutin, sujet=sujet, instant=a(ouvre, 10))
        assert rappels(avant_la_fin, "vote-ferme") == avant
        assert rappels(ferme, "vote-ferme") == {}

    def test_a_vote_that_is_not_open_yet_does_not_close_soon(self, monde):
        ouvre = localdate() + timedelta(days=3)
        fixer_scrutin(
            par=monde.equipe,
            promotion=monde.promotion,
            ouvre_le=a(ouvre, 9),
            ferme_le=a(ouvre + timedelta(days=1), 9),
            instant=timezone.now(),
        )
        assert rappels(ouvre - timedelta(days=1), "vote-ferme") == {}


class TestRegard:
    def test_a_coach_is_told_of_what_waits_before_its_session(self, monde):
        version = scenes.partager(monde)
        suivante = localdate(session(monde, 2).debut)
        dits = rappels(suivante - timedelta(days=7), "regard")
        assert set(dits) == {"Claire"}
        assert dits["Claire"].url == version.get_absolute_url()
        assert monde.binome.nom in dits["Claire"].texte
        assert rappels(suivante - timedelta(days=6), "regard") == {}
        # Another version takes its place; the plan waits for another session.
        nouvelle = partager_version(
            par=monde.catalyseur, livrable=scenes.ecrire(monde, "Autre"), instant=timezone.now()
        )
        deux_jours = suivante - timedelta(days=2)
        assert rappels(deux_jours, "regard")["Claire"].url == nouvelle.get_absolute_url()
        envoyer_un_mot(par=monde.coach, version=nouvelle, mot="Bon élan.", instant=timezone.now())
        assert rappels(deux_jours, "regard") == {}

    def test_a_work_handed_in_asks_nothing(self, monde):
        scenes.partager(monde)
        scenes.remettre(monde)
        suivante = localdate(session(monde, 2).debut)
        assert rappels(suivante - timedelta(days=2), "regard") == {}


class TestOffre:
    def test_an_offer_is_told_on_its_eve_until_it_is_answered(self, monde):
        avec_offres()
        visite = ouvrir(monde, places=1)
        premiere = inscrire(monde.catalyseur, visite)
        attente = inscrire(monde.autre, visite)
        se_retirer(par=monde.catalyseur, inscription=premiere, instant=timezone.now())
        attente.refresh_from_db()
        jusqua = localtime(attente.offre_jusquau)
        veille = jusqua.date() - timedelta(days=1)
        dits = rappels(veille, "offre")
        assert set(dits) == {"Delphine"}
        assert f"à {heure(jusqua)}" in dits["Delphine"].texte
        assert rappels(jusqua.date(), "offre") == {}
        decliner_offre(par=monde.autre, inscription=attente, instant=timezone.now())
        assert "Delphine" not in rappels(veille, "offre")


class TestCitation:
    def test_a_quote_is_told_to_its_binome_after_a_week(self, monde):
        frein = ajouter(monde, "Le temps manque")
        version = scenes.partager(monde)
        regroupement = regrouper(
            par=monde.equipe,
            promotion=monde.promotion,
            elements=[frein.pk],
            titre="Le temps",
            instant=timezone.now(),
        )
        citations = [
            demander_citation(
                par=monde.equipe,
                regroupement=regroupement,
                version=version,
                texte=texte,
                instant=timezone.now(),
            )
            for texte in ("Le temps manque", "agence d'urbanisme")
        ]
        semaine = localdate() + timedelta(days=7)
        dits = rappels(semaine, "citation")
        assert set(dits) == {"Amina", "Bruno"}
        assert "2\u00a0passages" in dits["Bruno"].texte
        assert rappels(semaine - timedelta(days=1), "citation") == {}
        for reste, citation in zip((1, 0), citations, strict=True):
            repondre_citation(
                par=monde.catalyseur, citation=citation, reponse="anonyme", instant=timezone.now()
            )
            assert len(rappels(semaine, "citation")) == 2 * reste
