"""Mails: rows of the database, sent once by a worker, whatever happens on the way."""

from datetime import timedelta

import pytest
from django.core import mail

from rameau.commun import courriels
from rameau.commun.actions import action
from rameau.commun.models import Courriel
from rameau.commun.models.courriels import CLAIM_LIFETIME, MAX_ATTEMPTS
from rameau.commun.tasks import balayer_courriels
from rameau.comptes.actions.invitations import inviter_personne
from tests import scenes
from tests.attente import attendre


def inviter(instant, prenom="Amina"):
    staff = scenes.equipe()
    invitee = scenes.personne(prenom)
    inviter_personne(par=staff, personne=invitee, motif="l'essai", instant=instant)
    return Courriel.objects.get(destinataire=invitee)


@pytest.fixture
def smtp(settings, boite):
    """Send through the real backend to the real box, in this process."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", boite.port
    return boite


@pytest.mark.celery
def test_a_worker_sends_what_an_action_committed(ouvrier, boite, instant):
    courriel = inviter(instant)
    attendre(lambda: boite.messages)
    attendre(lambda: Courriel.objects.get(pk=courriel.pk).etat == Courriel.Etat.ENVOYE)
    (message,) = boite.messages
    assert message["to"] == "amina@essai.test"
    assert f"courriel-{courriel.pk}-1" in message["message-id"]
    assert message["auto-submitted"] == "auto-generated"
    assert {part.get_content_type() for part in message.iter_parts()} == {
        "text/plain",
        "text/html",
    }


@pytest.mark.django_db(transaction=True)
def test_an_action_undone_sends_nothing(instant):
    @action("essais.echouer")
    def echouer(*, par):
        inviter(instant)
        raise LookupError

    with pytest.raises(LookupError):
        echouer(par=None)
    assert not Courriel.objects.exists()


@pytest.mark.django_db
def test_the_bell_rings_once_committed_never_before(
    instant, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(courriels, "ring", rung.append)
    with django_capture_on_commit_callbacks(execute=True):
        courriel = inviter(instant)
        assert rung == []
    assert rung == [courriel.pk]


@pytest.mark.django_db
def test_without_redis_the_action_passes_and_the_sweep_finds_the_mail(
    instant, monkeypatch, settings, django_capture_on_commit_callbacks
):
    from rameau.commun.tasks import envoyer_courriel

    def dead(*args, **kwargs):
        raise OSError("plus de Redis")

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(envoyer_courriel, "apply_async", dead)
        courriel = inviter(instant)
    rung = []
    monkeypatch.setattr(courriels, "ring", rung.append)
    balayer_courriels()
    assert rung == [courriel.pk]


@pytest.mark.django_db
def test_asked_twice_it_leaves_once(instant):
    courriel = inviter(instant)
    courriels.envoyer(courriel.pk)
    courriels.envoyer(courriel.pk)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_nothing_leaves_while_sending_is_suspended(instant, settings):
    courriel = inviter(instant)
    settings.ENVOIS_SUSPENDUS = True
    courriels.envoyer(courriel.pk)
    assert mail.outbox == []
    settings.ENVOIS_SUSPENDUS = False
    courriels.envoyer(courriel.pk)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("refus", "etat"),
    [("451 plus tard", Courriel.Etat.A_REESSAYER), ("550 inconnu", Courriel.Etat.REFUSE)],
)
def test_a_refusal_is_final_or_not_as_the_server_says(smtp, instant, refus, etat):
    courriel = inviter(instant)
    smtp.refus = refus
    courriels.envoyer(courriel.pk)
    courriel.refresh_from_db()
    assert courriel.etat == etat
    assert refus[:3] in courriel.erreur
    assert "amina" not in courriel.erreur


@pytest.mark.django_db
def test_cut_after_the_message_its_fate_is_unknown_and_never_retried(smtp, instant):
    courriel = inviter(instant)
    smtp.coupe = True
    courriels.envoyer(courriel.pk)
    courriel.refresh_from_db()
    assert courriel.etat == Courriel.Etat.INCONNU
    smtp.coupe = False
    courriels.envoyer(courriel.pk)
    assert len(smtp.messages) == 1


@pytest.mark.django_db
def test_no_server_at_all_is_tried_again_later_and_in_the_end_given_up(settings, instant):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    courriel = inviter(instant)
    courriels.envoyer(courriel.pk)
    courriel.refresh_from_db()
    assert courriel.etat == Courriel.Etat.A_REESSAYER
    assert courriel.prochain_essai > instant + timedelta(minutes=1)
    courriel.essais = MAX_ATTEMPTS
    courriels.marquer_courriel(
        par=None, courriel=courriel, etat=Courriel.Etat.A_REESSAYER, instant=instant
    )
    courriel.refresh_from_db()
    assert courriel.etat == Courriel.Etat.REFUSE


@pytest.mark.django_db
def test_a_mail_whose_worker_died_is_said_unknown_never_sent_again(instant):
    courriel = inviter(instant)
    courriels.prendre_courriel(par=None, courriel_id=courriel.pk, instant=instant)
    courriels.constater_oublies(par=None, instant=instant + CLAIM_LIFETIME)
    courriel.refresh_from_db()
    assert courriel.etat == Courriel.Etat.PRIS
    courriels.constater_oublies(par=None, instant=instant + CLAIM_LIFETIME + timedelta(seconds=1))
    courriel.refresh_from_db()
    assert courriel.etat == Courriel.Etat.INCONNU
    courriels.envoyer(courriel.pk)
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_subject_on_two_lines_is_brought_back_to_one():
    from rameau.commun.registres import courriels as kinds

    message = kinds["invitation"].exemple()
    forged = type(message)(
        objet="Bonjour\r\nBcc: x@y.test", template=message.template, contexte=message.contexte
    )
    composed = courriels.compose(forged, to="amina@essai.test")
    assert composed.subject == "Bonjour Bcc\u00a0: x@y.test"
    assert "bcc" not in {name.lower() for name in composed.message()}


def test_a_mail_of_the_demo_says_so_and_no_other(settings):
    from rameau.commun.registres import courriels as kinds

    mark = "Données de démonstration"
    for demo in (True, False):
        settings.DEMO = demo
        mail_ = courriels.compose(kinds["invitation"].exemple(), to="amina@essai.test")
        assert (mark in mail_.body, mark in mail_.alternatives[0][0]) == (demo, demo)


def test_every_kind_of_mail_renders_its_example_in_text_and_html():
    from rameau.commun.registres import courriels as kinds

    for kind in kinds:
        composed = courriels.compose(kind.exemple(), to="amina@essai.test")
        html = composed.alternatives[0][0]
        assert composed.subject
        assert composed.body.strip()
        assert "<style" not in html
        assert "style=" in html
