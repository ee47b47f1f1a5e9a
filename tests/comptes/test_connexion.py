"""Sign-in by password and by code, its limits, its sentences; what is not served."""

import re
import threading
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from rameau.commun.models import EntreeJournal
from rameau.comptes.actions.personnes import changer_mot_de_passe, desactiver_personne
from tests import scenes
from tests.comptes.conftest import PHRASE, par_mot_de_passe, qui_est_la

DEMANDER = "/connexion/code/"
TAPER = "/connexion/code/confirmer/"


def demander(client: Client, email: str) -> str:
    """Ask for a code and read it in the mail."""
    client.post(DEMANDER, {"email": email})
    return re.search(r"^ +(\w{4}-\w{4})$", mail.outbox[-1].body, re.M)[1]


def test_le_premier_formulaire_avec_mot_de_passe_connecte_en_un_pas(client, amina_au_mot_de_passe):
    page = client.get("/connexion/").content.decode()
    formulaires = re.findall(r"<form.*?</form>", page, re.S)
    assert 'type="password"' in formulaires[0]

    reponse = par_mot_de_passe(client, " Amina@Essai.test")
    assert (reponse.status_code, reponse["Location"]) == (303, "/")
    assert qui_est_la(client) == amina_au_mot_de_passe.pk
    acte = EntreeJournal.objects.get(verbe="personnes.se_connecter")
    assert acte.par == amina_au_mot_de_passe
    assert "sessionid" in client.cookies


def test_un_mot_de_passe_faux_une_adresse_inconnue_un_compte_sans_mot_de_passe(client, amina):
    changer_mot_de_passe(par=None, personne=scenes.personne("Bruno"), mot_de_passe=PHRASE)
    pages = set()
    for email in ("bruno@essai.test", "inconnue@essai.test", "amina@essai.test"):
        reponse = par_mot_de_passe(client, email, "ce n'est pas le bon")
        assert reponse.status_code == 422
        page = reponse.content.decode().replace(str(reponse.context["csrf_token"]), "")
        assert "ne vont pas ensemble" in page
        pages.add(page.replace(email, ""))
    assert len(pages) == 1
    assert qui_est_la(client) is None


def test_la_suite_demandee_est_suivie_si_elle_est_de_ce_site(client, amina_au_mot_de_passe):
    donnees = {"login": "amina@essai.test", "password": PHRASE}
    reponse = client.post("/connexion/?next=/compte/", donnees)
    assert reponse["Location"] == "/compte/"
    autre = Client()
    reponse = autre.post("/connexion/?next=https://ailleurs.test/", donnees)
    assert reponse["Location"] == "/"


def test_le_code_par_courriel_connecte(client, amina):
    code = demander(client, "amina@essai.test")
    assert mail.outbox[-1].to == ["amina@essai.test"]
    assert code in mail.outbox[-1].alternatives[0][0]
    assert mail.outbox[-1].subject == "Votre code de connexion"
    assert "amina@essai.test" in client.get(TAPER).content.decode()

    assert client.post(TAPER, {"code": "AAAA-AAAA"}).status_code == 422
    reponse = client.post(TAPER, {"code": code.lower().replace("-", " ")})
    assert (reponse.status_code, reponse["Location"]) == (303, "/")
    assert qui_est_la(client) == amina.pk
    assert amina.emailaddress_set.get().verified


def test_le_code_meurt_au_cinquieme_essai(client, amina):
    code = demander(client, "amina@essai.test")
    for _ in range(4):
        assert client.post(TAPER, {"code": "AAAA-AAAA"}).status_code == 422
    assert client.post(TAPER, {"code": "AAAA-AAAA"}).status_code == 303
    client.post(TAPER, {"code": code})
    assert qui_est_la(client) is None


def test_une_adresse_inconnue_recoit_la_meme_reponse_et_un_mot(client, amina):
    reponses = []
    for email in ("amina@essai.test", "inconnue@essai.test"):
        essai = Client()
        demande = essai.post(DEMANDER, {"email": email})
        suite = essai.get(TAPER)
        page = suite.content.decode().replace(email, "")
        page = page.replace(str(suite.context["csrf_token"]), "")
        reponses.append((demande.status_code, demande["Location"], suite.status_code, page))
        assert essai.post(TAPER, {"code": "AAAA-AAAA"}).status_code == 422
    assert reponses[0] == reponses[1]
    assert "Aucun compte ouvert ne porte cette adresse" in mail.outbox[-1].body
    assert "-" not in mail.outbox[-1].body.split("--")[0].replace("demandez-nous", "")


def test_recommencer_avec_une_autre_adresse(client, amina):
    client.post(DEMANDER, {"email": "faute@essai.test"})
    assert client.get(DEMANDER).status_code == 302  # a code is under way
    reponse = client.post(reverse("account_logout"), {"next": DEMANDER})
    assert (reponse.status_code, reponse["Location"]) == (303, DEMANDER)
    assert client.get(DEMANDER).status_code == 200


def test_les_courriels_secrets_partent_hors_de_toute_transaction(
    transactional_db, client, settings, monkeypatch
):
    scenes.personne("Amina")
    ouvertes = []
    original = EmailBackend.send_messages

    def noter(self, messages):
        ouvertes.append(connection.in_atomic_block)
        return original(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", noter)
    demander(client, "amina@essai.test")
    assert ouvertes == [False]


@pytest.mark.parametrize("email", ["amina@essai.test", "inconnue@essai.test"])
def test_sans_serveur_de_courriel_une_phrase_le_dit(client, amina, monkeypatch, email):
    def couper(self, messages):
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", couper)
    reponse = client.post(DEMANDER, {"email": email})
    assert reponse.status_code == 503
    assert "Nos courriels ne partent pas" in reponse.content.decode()
    assert client.get(TAPER).status_code == 302  # nothing waits


def test_le_sixieme_mot_de_passe_faux_est_refuse_et_le_code_marche(client, amina_au_mot_de_passe):
    faux = [par_mot_de_passe(client, "amina@essai.test", "faux") for _ in range(6)]
    assert [reponse.status_code for reponse in faux] == [422] * 5 + [429]
    assert "recevoir un code par courriel" in faux[-1].content.decode()
    assert par_mot_de_passe(client, "amina@essai.test").status_code == 429

    code = demander(client, "amina@essai.test")
    assert client.post(TAPER, {"code": code}).status_code == 303
    autre = scenes.personne("Bruno")
    changer_mot_de_passe(par=None, personne=autre, mot_de_passe=PHRASE)
    assert par_mot_de_passe(Client(), "bruno@essai.test").status_code == 303


@pytest.mark.parametrize("maniere", ["mot de passe", "code"])
def test_vingt_quatre_personnes_derriere_une_adresse_entrent(db, maniere):
    for rang in range(24):
        email = f"salle{rang}@essai.test"
        personne = scenes.personne(f"Salle{rang}", email=email)
        client = Client()
        if maniere == "code":
            reponse = client.post(TAPER, {"code": demander(client, email)})
        else:
            changer_mot_de_passe(par=None, personne=personne, mot_de_passe=PHRASE)
            par_mot_de_passe(client, email, "une faute de frappe")
            reponse = par_mot_de_passe(client, email)
        assert reponse.status_code == 303, rang
        assert qui_est_la(client) == personne.pk


@pytest.mark.django_db(transaction=True)
def test_vingt_quatre_personnes_entrent_au_meme_instant():
    for rang in range(24):
        personne = scenes.personne(f"Salle{rang}", email=f"salle{rang}@essai.test")
        changer_mot_de_passe(par=None, personne=personne, mot_de_passe=PHRASE)
    depart = threading.Barrier(24)
    codes: list[int] = []

    def entrer(rang: int) -> None:
        try:
            depart.wait()
            codes.append(par_mot_de_passe(Client(), f"salle{rang}@essai.test").status_code)
        finally:
            connections.close_all()

    fils = [threading.Thread(target=entrer, args=[rang]) for rang in range(24)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert codes == [303] * 24


def test_le_sixieme_code_demande_en_cinq_minutes_est_refuse(amina):
    codes = [Client().post(DEMANDER, {"email": "amina@essai.test"}) for _ in range(6)]
    assert [reponse.status_code for reponse in codes] == [303] * 5 + [429]


def test_sans_redis_la_lecture_continue_et_la_connexion_dit_503(
    client, amina_au_mot_de_passe, settings
):
    client.force_login(amina_au_mot_de_passe)
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nulle-part/valkey.sock",
        }
    }
    assert client.get("/compte/").status_code == 200
    assert Client().get("/connexion/").status_code == 200
    for reponse in (
        par_mot_de_passe(Client(), "amina@essai.test"),
        Client().post(DEMANDER, {"email": "amina@essai.test"}),
    ):
        assert reponse.status_code == 503
        assert "réessayez" in reponse.content.decode()
        assert reponse["Retry-After"]


def test_un_compte_ferme_ne_s_ouvre_plus(client, equipe, amina_au_mot_de_passe):
    client.force_login(amina_au_mot_de_passe)
    assert client.get("/compte/").status_code == 200
    desactiver_personne(par=equipe, personne=amina_au_mot_de_passe, instant=timezone.now())
    assert client.get("/compte/").status_code == 302

    reponse = par_mot_de_passe(Client(), "amina@essai.test")
    assert (reponse.status_code, reponse["Location"]) == (303, "/connexion/compte-ferme/")
    assert "écrivez-nous" in client.get("/connexion/compte-ferme/").content.decode()
    faux = par_mot_de_passe(Client(), "amina@essai.test", "faux")
    assert faux.status_code == 422  # says nothing of the account to who does not hold it
    client.post(DEMANDER, {"email": "amina@essai.test"})
    assert "Aucun compte ouvert" in mail.outbox[-1].body


def test_se_deconnecter_efface_ce_que_le_navigateur_gardait(client, amina_au_mot_de_passe):
    par_mot_de_passe(client, "amina@essai.test")
    assert client.get("/deconnexion/").status_code == 200
    assert qui_est_la(client)  # looking is not leaving
    reponse = client.post("/deconnexion/")
    assert (reponse.status_code, reponse["Location"]) == (303, "/")
    assert reponse["Clear-Site-Data"] == '"cache", "storage"'
    assert qui_est_la(client) is None
    assert EntreeJournal.objects.filter(verbe="personnes.se_deconnecter").count() == 1
    assert not amina_au_mot_de_passe.usersession_set.exists()
    assert client.get("/deconnexion/").status_code == 302


@pytest.mark.parametrize(
    "nom",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_email_verification_sent",
        "mfa_list_webauthn",
        "mfa_trust",
    ],
)
def test_ce_que_nous_n_ouvrons_pas_n_existe_pas(nom):
    with pytest.raises(NoReverseMatch):
        reverse(nom)
