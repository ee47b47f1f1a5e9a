"""The mails that keep calendars true: who is told, of what, and what the calendar reads."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from parcours.promotions.actions.agenda import annoncer_les_dates_de
from parcours.promotions.actions.binomes import (
    affecter_coach,
    inviter_binome,
    remplacer_participant,
    terminer_participation,
)
from parcours.promotions.actions.promotions import changer_etat_promotion
from parcours.promotions.actions.rencontres import (
    annuler_rencontre,
    modifier_rencontre,
    planifier_rencontre,
)
from parcours.promotions.models import Participation
from parcours.travaux.actions.versions import reprendre_livrable
from rameau.commun import registres
from rameau.commun.courriels import compose, envoyer
from rameau.commun.models import Courriel
from rameau.comptes.actions.personnes import desactiver_personne
from tests import scenes
from tests.promotions.agenda_scenes import (
    accepter,
    calendriers,
    courriels,
    lire,
    monde_arrive,
    rendre,
)

pytestmark = pytest.mark.django_db

EUX = {"amina@essai.test", "bruno@essai.test", "delphine@essai.test"}
COACHS = {"claire@essai.test", "côme@essai.test"}


@pytest.fixture
def monde(monde):
    return monde_arrive(monde)


@pytest.fixture
def session(monde):
    return monde.promotion.rencontres.get(nature="session", etape__ordre=3)


def un_evenement(courrier):
    """The one event, the same in the part the mailbox reads and in the file."""
    [lu], [fichier] = calendriers(courrier, "text/calendar"), calendriers(courrier)
    assert Calendar.from_ical(lu) == Calendar.from_ical(fichier)
    calendrier = lire(fichier)
    [partie] = [p for p in courrier.walk() if p.get_content_type() == "text/calendar"]
    assert partie.get_param("method") == calendrier["METHOD"]
    [evenement] = calendrier.walk("VEVENT")
    return str(calendrier["METHOD"]), evenement


class TestUneRencontreChange:
    def test_from_invitation_to_cancellation_one_uid_and_a_rising_sequence(self, monde, session):
        annuler_rencontre(par=monde.equipe, rencontre=session, instant=timezone.now())
        nouvelle = planifier_rencontre(
            par=monde.equipe,
            promotion=monde.promotion,
            nature="session",
            etape=session.etape,
            titre="Session 3, autrement",
            debut=session.debut,
            fin=session.fin,
        )
        vus = []
        for genre, faire in (
            ("rencontre_prevue", lambda: None),
            (
                "rencontre_modifiee",
                lambda: modifier_rencontre(par=monde.equipe, rencontre=nouvelle, lieu="Tours"),
            ),
        ):
            faire()
            assert set(courriels(genre)) == EUX | COACHS
            vus.append(un_evenement(rendre(courriels(genre)["amina@essai.test"])))
        annuler_rencontre(par=monde.equipe, rencontre=nouvelle, instant=timezone.now())
        annulation = next(
            ligne
            for ligne in Courriel.objects.filter(
                genre="rencontre_annulee", objet_id=nouvelle.pk, destinataire=monde.catalyseur
            )
        )
        vus.append(un_evenement(rendre(annulation)))
        assert [methode for methode, _ in vus] == ["REQUEST", "REQUEST", "CANCEL"]
        assert len({str(e["UID"]) for _, e in vus}) == 1
        assert [e["SEQUENCE"] for _, e in vus] == [0, 1, 2]
        assert [e["STATUS"] for _, e in vus] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
        assert str(vus[1][1]["LOCATION"]) == "Tours"
        assert vus[0][1]["ATTENDEE"] == "mailto:amina@essai.test"

    def test_what_is_read_on_the_page_is_not_a_mail(self, monde, session):
        modifier_rencontre(
            par=monde.equipe, rencontre=session, titre="Autre titre", acces="Par la cour"
        )
        modifier_rencontre(par=monde.equipe, rencontre=session, lieu=session.lieu)
        assert courriels("rencontre_modifiee") == {}

    def test_the_past_is_silent_and_so_is_what_is_being_prepared(self, monde):
        passee = monde.promotion.rencontres.get(nature="session", etape__ordre=1)
        modifier_rencontre(par=monde.equipe, rencontre=passee, lieu="Tours")
        annuler_rencontre(par=monde.equipe, rencontre=passee, instant=timezone.now())
        voisine = monde.ailleurs.participations.get().binome.promotion
        prevue = voisine.rencontres.sessions().order_by("debut")[0]
        modifier_rencontre(par=monde.equipe, rencontre=prevue, lieu="Tours")
        assert courriels("rencontre_modifiee") == courriels("rencontre_annulee") == {}

    def test_who_has_handed_a_binome_over_or_left_is_not_told(self, monde, session):
        affecter_coach(
            par=monde.equipe,
            binome=monde.binome,
            coach=monde.autre_coach,
            jour=timezone.localdate(),
        )
        desactiver_personne(par=monde.equipe, personne=monde.autre, instant=timezone.now())
        modifier_rencontre(par=monde.equipe, rencontre=session, lieu="Tours")
        assert set(courriels("rencontre_modifiee")) == {
            *("amina@essai.test", "bruno@essai.test", "côme@essai.test"),
        }

    def test_several_changes_make_the_last_mail_only(self, monde, session):
        for lieu in ("Tours", "Blois"):
            modifier_rencontre(par=monde.equipe, rencontre=session, lieu=lieu)
        premier, dernier = Courriel.objects.filter(
            genre="rencontre_modifiee", destinataire=monde.autre
        ).order_by("pk")
        assert rendre(premier) is None
        assert str(un_evenement(rendre(dernier))[1]["LOCATION"]) == "Blois"

    def test_what_is_no_longer_true_is_withdrawn(self, monde, session):
        modifier_rencontre(par=monde.equipe, rencontre=session, lieu="Tours")
        annuler_rencontre(par=monde.equipe, rencontre=session, instant=timezone.now())
        changement = courriels("rencontre_modifiee")["amina@essai.test"]
        assert rendre(changement) is None
        terminer_participation(
            par=monde.equipe,
            participation=Participation.objects.get(personne=monde.autre),
            motif="Change de métier",
            instant=timezone.now(),
        )
        assert rendre(courriels("rencontre_annulee")["delphine@essai.test"]) is None
        assert rendre(courriels("rencontre_annulee")["amina@essai.test"]) is not None

    def test_a_bilaterale_is_told_by_the_equipe_itself(self, monde, session):
        bilaterale = planifier_rencontre(
            par=monde.equipe,
            promotion=monde.promotion,
            nature="bilaterale",
            titre="Bilatérale",
            debut=session.fin,
            fin=session.fin + timedelta(hours=1),
        )
        annuler_rencontre(par=monde.equipe, rencontre=bilaterale, instant=timezone.now())
        assert courriels("rencontre_annulee") == {}

    def test_the_mail_leaves_with_its_calendar(self, monde, session, mailoutbox):
        modifier_rencontre(par=monde.equipe, rencontre=session, lieu="Tours")
        envoyer(courriels("rencontre_modifiee")["amina@essai.test"].pk)
        [parti] = mailoutbox
        assert parti.subject.startswith("Changement\u00a0: Session 3\u00a0: approfondir, ")
        assert un_evenement(parti.message())[0] == "REQUEST"
        assert "Tours" in parti.body


class TestLesDatesDUnePromotion:
    def test_they_come_in_one_mail_when_it_starts(self, monde):
        voisine = monde.ailleurs.participations.get().binome.promotion
        assert courriels("agenda_dates").get("edgar@essai.test") is None
        changer_etat_promotion(par=monde.equipe, promotion=voisine, etat="en-cours")
        courrier = rendre(courriels("agenda_dates")["edgar@essai.test"])
        assert calendriers(courrier, "text/calendar") == []
        [fichier] = calendriers(courrier)
        calendrier = lire(fichier)
        assert calendrier["METHOD"] == "PUBLISH"
        sessions = voisine.rencontres.sessions().order_by("debut")
        assert [str(e["UID"]).split("@")[0] for e in calendrier.walk("VEVENT")] == [
            f"rencontre-{s.pk}" for s in sessions
        ]
        assert all("ATTENDEE" not in e for e in calendrier.walk("VEVENT"))

    def test_who_accepts_later_has_those_to_come_once(self, monde):
        inviter_binome(
            par=monde.equipe,
            binome=monde.autre_binome,
            invites=[scenes.invite("Gaelle")],
            instant=timezone.now(),
        )
        gaelle = scenes.Personne.objects.get(email="gaelle@essai.test")
        assert "gaelle@essai.test" not in courriels("agenda_dates")
        session = monde.promotion.rencontres.get(nature="session", etape__ordre=3)
        modifier_rencontre(par=monde.equipe, rencontre=session, lieu="Tours")
        assert "gaelle@essai.test" not in courriels("rencontre_modifiee")
        accepter(gaelle)
        # She is then of a second promotion: the dates of the first are not given again.
        scenes.forcer(lambda: annoncer_les_dates_de(personne=gaelle, instant=timezone.now()))
        assert Courriel.objects.filter(genre="agenda_dates", destinataire=gaelle).count() == 1
        [fichier] = calendriers(rendre(courriels("agenda_dates")["gaelle@essai.test"]))
        cles = [str(e["UID"]).split("@")[0] for e in lire(fichier).walk("VEVENT")]
        passee = monde.promotion.rencontres.get(nature="session", etape__ordre=1)
        assert f"rencontre-{passee.pk}" not in cles
        assert f"rencontre-{session.pk}" in cles

    def test_who_leaves_has_each_taken_out(self, monde):
        participation = Participation.objects.get(personne=monde.catalyseur2)
        remplacer_participant(
            par=monde.equipe,
            participation=participation,
            invite=scenes.invite("Hugo"),
            motif="Change de métier",
            instant=timezone.now(),
        )
        courrier = rendre(courriels("agenda_depart")["bruno@essai.test"])
        fichiers = [lire(contenu) for contenu in calendriers(courrier)]
        a_venir = monde.promotion.rencontres.sessions().filter(debut__gt=timezone.now())
        assert len(fichiers) == a_venir.count() > 1
        for fichier in fichiers:
            [un] = fichier.walk("VEVENT")
            assert (fichier["METHOD"], un["STATUS"]) == ("CANCEL", "CANCELLED")
        assert set(courriels("agenda_depart")) == {"bruno@essai.test"}
        # Dates that were still waiting to leave are withdrawn.
        assert rendre(courriels("agenda_dates")["bruno@essai.test"]) is None

    def test_who_never_came_is_not_written_to(self, monde):
        participation = Participation.objects.get(personne=monde.catalyseur)
        scenes.forcer(lambda: monde.catalyseur.invitations.update(acceptee_le=None))
        terminer_participation(
            par=monde.equipe, participation=participation, motif="Absent", instant=timezone.now()
        )
        assert courriels("agenda_depart") == {}


class TestUnTravailRepris:
    def test_the_other_member_and_the_coach_are_told(self, monde):
        scenes.remettre(monde)
        livrable = monde.livrable()
        reprendre_livrable(par=monde.catalyseur2, livrable=livrable, instant=timezone.now())
        assert set(courriels("livrable_repris")) == {"amina@essai.test", "claire@essai.test"}
        texte = rendre(courriels("livrable_repris")["amina@essai.test"]).as_string()
        assert "repris" in texte
        scenes.remettre(monde)
        assert rendre(courriels("livrable_repris")["claire@essai.test"]) is None


def test_every_invented_mail_renders_with_its_calendar():
    for genre in (
        "rencontre_prevue",
        "rencontre_modifiee",
        "rencontre_annulee",
        "agenda_dates",
        "agenda_depart",
    ):
        courrier = compose(registres.courriels[genre].exemple(), to="amina@exemple.test")
        for contenu in calendriers(courrier.message()):
            lire(contenu)
