"""The coach's regard miroir: remarks on a frozen version, sent once; and the mails of the works."""

import pytest
from django.core import mail
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from parcours.promotions.actions.binomes import affecter_coach
from parcours.travaux.actions.livrables import ajouter_element
from parcours.travaux.actions.retours import (
    ecrire_remarque,
    envoyer_regard,
    envoyer_un_mot,
    modifier_remarque,
    retirer_remarque,
)
from parcours.travaux.actions.versions import partager_version, reprendre_livrable
from parcours.travaux.models import Livrable, Remarque, Retour
from parcours.travaux.models.livrables import LONGUEUR_MAX
from rameau.commun import registres
from rameau.commun.courriels import compose, envoyer
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel, EntreeJournal
from rameau.commun.texte import typographier
from rameau.commun.write_guard import open_writes
from tests import scenes


@pytest.fixture
def version(monde):
    return scenes.partager(
        monde, "Nous avons réuni **la communauté\nde communes** et l'agence d'urbanisme."
    )


def remarquer(monde, version, instant, *, par=None, section="actions", citation="", texte="Oui"):
    return ecrire_remarque(
        par=par or monde.coach,
        version=version,
        section=section,
        citation=citation,
        texte=texte,
        instant=instant,
    )


class TestRemarque:
    def test_the_coach_gathers_remarks_that_nobody_else_reads_yet(self, monde, version, instant):
        remarquer(monde, version, instant, texte="Avec quels effets ?")
        remarquer(monde, version, instant, section="freins", texte="Rien ici ?")
        retour = Retour.objects.get()
        assert retour.remarques.count() == 2
        assert (retour.auteur, retour.envoye_le) == (monde.coach, None)
        for qui in (monde.catalyseur, monde.equipe, monde.autre_coach, monde.autre):
            assert not Retour.objects.visibles_par(qui).exists()
        assert Retour.objects.visibles_par(monde.coach).exists()

    def test_only_the_coach_assigned_today_writes(self, monde, version, instant):
        remarque = remarquer(monde, version, instant)
        for qui in (monde.catalyseur, monde.equipe, monde.autre_coach, monde.comite, monde.autre):
            with pytest.raises(AccesRefuse):
                remarquer(monde, version, instant, par=qui)
            with pytest.raises(AccesRefuse):
                modifier_remarque(par=qui, remarque=remarque, citation="", texte="Non")
            with pytest.raises(AccesRefuse):
                retirer_remarque(par=qui, remarque=remarque)
            with pytest.raises(AccesRefuse):
                envoyer_regard(par=qui, retour=remarque.retour, mot="", instant=instant)
            with pytest.raises(AccesRefuse):
                envoyer_un_mot(par=qui, version=version, mot="Bravo", instant=instant)
        affecter_coach(
            par=monde.equipe,
            binome=monde.binome,
            coach=monde.autre_coach,
            jour=timezone.localdate(),
        )
        with pytest.raises(AccesRefuse):
            remarquer(monde, version, instant)
        remarquer(monde, version, instant, par=monde.autre_coach)

    def test_a_version_no_longer_shared_is_no_longer_answered(self, monde, instant):
        version = scenes.remettre(monde)
        remarque = remarquer(monde, version, instant)
        reprendre_livrable(par=monde.catalyseur, livrable=monde.livrable(), instant=instant)
        version.refresh_from_db()
        with pytest.raises(AccesRefuse):
            remarquer(monde, version, instant)
        with pytest.raises(AccesRefuse):
            envoyer_regard(par=monde.coach, retour=remarque.retour, mot="", instant=instant)

    @pytest.mark.parametrize(
        "citation",
        [
            "l'agence d'urbanisme",
            "  l'agence\n d'urbanisme ",
            "la communauté de communes et l'agence",  # as it reads on the page
            "**la communauté de communes**",  # as it was typed
            "re\u0301uni",  # NFD
        ],
    )
    def test_a_citation_is_wording_of_the_section(self, monde, version, instant, citation):
        assert remarquer(monde, version, instant, citation=citation).citation

    def test_a_citation_may_be_that_of_an_element(self, monde, instant):
        ajouter_element(
            par=monde.catalyseur,
            livrable=scenes.ecrire(monde),
            nature="frein",
            titre="Pas de temps dédié",
        )
        version = partager_version(par=monde.catalyseur, livrable=monde.livrable(), instant=instant)
        remarquer(monde, version, instant, section="freins", citation="temps dédié")
        with pytest.raises(RegleViolee, match="Ce passage n'est pas"):
            remarquer(monde, version, instant, section="actions", citation="temps dédié")

    def test_what_cannot_be_a_remark_is_refused_in_words(self, monde, version, instant):
        with pytest.raises(RegleViolee, match="Ce passage n'est pas"):
            remarquer(monde, version, instant, citation="les entreprises")
        with pytest.raises(RegleViolee, match="Ce passage n'est pas"):
            remarquer(monde, version, instant, section="freins", citation="l'agence")
        with pytest.raises(RegleViolee, match="500 signes"):
            remarquer(monde, version, instant, citation="a" * 501)
        with pytest.raises(RegleViolee, match="n'a pas cette section"):
            remarquer(monde, version, instant, section="vision")
        with pytest.raises(RegleViolee, match="dit quelque chose"):
            remarquer(monde, version, instant, texte=" \n ")
        with pytest.raises(RegleViolee, match="trop long"):
            remarquer(monde, version, instant, texte="a" * (LONGUEUR_MAX + 1))
        assert not Remarque.objects.exists()

    def test_before_sending_a_remark_may_change_or_go(self, monde, version, instant):
        remarque = remarquer(monde, version, instant)
        modifier_remarque(
            par=monde.coach, remarque=remarque, citation="l'agence", texte="Quel rôle ?"
        )
        remarque.refresh_from_db()
        assert (remarque.citation, remarque.texte) == ("l'agence", "Quel rôle ?")
        with pytest.raises(RegleViolee, match="Ce passage n'est pas"):
            modifier_remarque(par=monde.coach, remarque=remarque, citation="ailleurs", texte="?")
        retirer_remarque(par=monde.coach, remarque=remarque)
        assert not Remarque.objects.exists()


class TestEnvoi:
    def test_a_sent_regard_is_read_by_the_binome_and_its_coach_alone(self, monde, version, instant):
        retour = remarquer(monde, version, instant).retour
        envoyer_regard(par=monde.coach, retour=retour, mot="Bravo", instant=instant)
        for qui in (monde.catalyseur, monde.catalyseur2, monde.coach):
            assert Retour.objects.visibles_par(qui).get() == retour
        for qui in (monde.equipe, monde.comite, monde.autre, monde.autre_coach, monde.ailleurs):
            assert not Retour.objects.visibles_par(qui).exists()
        etat = Livrable.objects.avec_etat().get(pk=version.livrable_id).etat
        assert etat == Livrable.Etat.REGARD
        courriels = Courriel.objects.filter(genre="regard_recu")
        assert sorted(c.destinataire.prenom for c in courriels) == ["Amina", "Bruno"]

    def test_a_coach_who_takes_over_reads_what_was_sent_not_what_was_begun(
        self, monde, version, instant
    ):
        retour = remarquer(monde, version, instant).retour

        def passer_a(coach):
            affecter_coach(
                par=monde.equipe, binome=monde.binome, coach=coach, jour=timezone.localdate()
            )

        passer_a(monde.autre_coach)
        assert not Retour.objects.visibles_par(monde.autre_coach).exists()
        assert not Retour.objects.visibles_par(monde.coach).exists()
        passer_a(monde.coach)
        envoyer_regard(par=monde.coach, retour=retour, mot="", instant=instant)
        passer_a(monde.autre_coach)
        assert Retour.objects.visibles_par(monde.autre_coach).get() == retour
        assert not Retour.objects.visibles_par(monde.coach).exists()

    def test_it_says_something(self, monde, version, instant):
        remarque = remarquer(monde, version, instant)
        retirer_remarque(par=monde.coach, remarque=remarque)
        for mot in ("", "  \n"):
            with pytest.raises(RegleViolee, match="une remarque ou un mot"):
                envoyer_regard(par=monde.coach, retour=remarque.retour, mot=mot, instant=instant)
        envoyer_regard(par=monde.coach, retour=remarque.retour, mot="Bravo", instant=instant)

    def test_a_word_alone_is_an_answer(self, monde, version, instant):
        retour = envoyer_un_mot(par=monde.coach, version=version, mot="Bravo", instant=instant)
        assert (retour.mot, retour.envoye_le) == ("Bravo", instant)

    def test_once_sent_nothing_of_it_changes(self, monde, version, instant):
        remarque = remarquer(monde, version, instant)
        envoyer_regard(par=monde.coach, retour=remarque.retour, mot="", instant=instant)
        acts = (
            lambda: remarquer(monde, version, instant),
            lambda: modifier_remarque(
                par=monde.coach, remarque=remarque, citation="", texte="Autre"
            ),
            lambda: retirer_remarque(par=monde.coach, remarque=remarque),
            lambda: envoyer_regard(
                par=monde.coach, retour=remarque.retour, mot="Encore", instant=instant
            ),
            lambda: envoyer_un_mot(par=monde.coach, version=version, mot="Encore", instant=instant),
        )
        for act in acts:
            with pytest.raises(RegleViolee, match="ne change plus"):
                act()

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE travaux_retour SET mot = 'autre'",
            "UPDATE travaux_retour SET envoye_le = NULL",
            "DELETE FROM travaux_retour",
            "UPDATE travaux_remarque SET texte = 'autre'",
            "DELETE FROM travaux_remarque",
            (
                "INSERT INTO travaux_remarque (retour_id, section, citation, texte, ecrite_le) "
                "SELECT id, 'actions', '', 'autre', now() FROM travaux_retour"
            ),
        ],
    )
    def test_the_database_itself_refuses(self, monde, version, instant, sql):
        remarque = remarquer(monde, version, instant)
        envoyer_regard(par=monde.coach, retour=remarque.retour, mot="", instant=instant)
        with (
            pytest.raises((InternalError, IntegrityError)),
            transaction.atomic(),
            open_writes(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)

    def test_the_journal_holds_none_of_its_words(self, monde, version, instant):
        remarque = remarquer(monde, version, instant, texte="Secret", citation="l'agence")
        modifier_remarque(par=monde.coach, remarque=remarque, citation="", texte="Secret 2")
        envoyer_regard(par=monde.coach, retour=remarque.retour, mot="Secret 3", instant=instant)
        for row in EntreeJournal.objects.all():
            assert "Secret" not in f"{row.avant}{row.apres}"
            assert "agence" not in f"{row.avant}{row.apres}"


class TestCourriels:
    def lus(self, genre):
        mail.outbox.clear()
        for courriel in Courriel.objects.filter(genre=genre).order_by("pk"):
            envoyer(courriel.pk)
        return mail.outbox

    def test_the_coach_reads_what_is_shared_by_whom_and_where(self, monde, version):
        (message,) = self.lus("livrable_partage")
        assert message.to == [monde.coach.email]
        assert message.subject == typographier(
            f"{monde.binome.nom} partage avec vous : le bilan, version 1"
        )
        for corps in (message.body, message.alternatives[0].content):
            assert "Amina Essai" in corps
            assert f"http://testserver{version.get_absolute_url()}" in corps

    def test_the_other_member_is_told_that_it_may_be_taken_back(self, monde):
        scenes.remettre(monde)
        bruno, claire = sorted(self.lus("livrable_remis"), key=lambda m: m.to)
        assert "48\u00a0heures" in bruno.body
        assert "48\u00a0heures" not in claire.body
        for message in (bruno, claire):
            assert "Amina Essai a remis le bilan" in message.body
            assert f"http://testserver{monde.livrable().get_absolute_url()}" in message.body

    def test_what_was_taken_back_meanwhile_is_not_told(self, monde, instant):
        scenes.remettre(monde)
        reprendre_livrable(par=monde.catalyseur, livrable=monde.livrable(), instant=instant)
        assert self.lus("livrable_remis") == []
        etats = Courriel.objects.filter(genre="livrable_remis").values_list("etat", flat=True)
        assert set(etats) == {Courriel.Etat.RETIRE}

    def test_both_members_are_told_of_the_regard(self, monde, version, instant):
        envoyer_un_mot(par=monde.coach, version=version, mot="Un mot secret", instant=instant)
        messages = self.lus("regard_recu")
        assert len(messages) == 2
        for message in messages:
            assert message.subject == "Claire Essai a posé son regard sur le bilan"
            assert "secret" not in message.body
            assert f"http://testserver{version.get_absolute_url()}" in message.body

    @pytest.mark.parametrize("genre", ["livrable_partage", "livrable_remis", "regard_recu"])
    def test_each_has_an_example_that_renders(self, genre):
        message = compose(registres.courriels[genre].exemple(), to="x@exemple.test")
        assert "Exemple" in message.body
        assert message.subject
