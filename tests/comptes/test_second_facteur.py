"""The second factor: demanded of the équipe and coaches, asked at sign-in, encrypted at rest."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from rameau.commun import courriels
from rameau.commun.chapeaux import Chapeau
from rameau.commun.models import Courriel
from rameau.commun.routes import ouvert_a
from rameau.comptes.actions.personnes import changer_mot_de_passe
from rameau.comptes.models import Personne
from tests import scenes
from tests.comptes.conftest import PHRASE, par_mot_de_passe, qui_est_la

POSER = "/compte/second-facteur/poser/"
CODES = "/compte/second-facteur/codes/"


def code_du_telephone(secret: str, pas: int = 0) -> str:
    """What the person's application shows, `pas` periods from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + pas))


def confirmer_par_courriel(client: Client) -> None:
    """Prove who one is with the code sent by mail, as one who has nothing else does."""
    url = reverse("comptes:confirmer_par_code")
    assert client.post(url).status_code == 200
    code = re.search(r"^ +(\w{4}-\w{4})$", mail.outbox[-1].body, re.M)[1]
    assert client.post(url, {"code": code}).status_code in (302, 303)


def poser(client: Client) -> str:
    """Set the second factor through its page; return its secret."""
    page = client.get(POSER)
    assert page.status_code == 200, page
    secret = page.context["form"].secret
    reponse = client.post(POSER, {"code": code_du_telephone(secret)})
    assert (reponse.status_code, reponse["Location"]) == (303, CODES)
    return secret


@pytest.fixture
def ophelie(equipe: Personne) -> Personne:
    changer_mot_de_passe(par=None, personne=equipe, mot_de_passe=PHRASE)
    return equipe


def confirmer_par_phrase(client: Client) -> None:
    reponse = client.post("/connexion/confirmer/", {"password": PHRASE})
    assert reponse.status_code == 303


@ouvert_a(Chapeau.EQUIPE)
def page_de_l_equipe(request: HttpRequest) -> HttpResponse:
    return HttpResponse("des données personnelles")


def test_l_equipe_pose_son_second_facteur_avant_toute_page(client, ophelie, rf, settings):
    demande = rf.get("/equipe/")
    demande.user = scenes.relire(ophelie)
    porte = page_de_l_equipe(demande)
    assert (porte.status_code, porte["Location"]) == (302, POSER)
    settings.DEMO = True  # in the demo it is offered, not demanded
    assert page_de_l_equipe(demande).status_code == 200
    settings.DEMO = False

    par_mot_de_passe(client, ophelie.email)
    confirmer_par_phrase(client)
    poser(client)
    demande.user = scenes.relire(ophelie)
    assert page_de_l_equipe(demande).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_poser_le_second_facteur_de_bout_en_bout(client, ophelie):
    par_mot_de_passe(client, ophelie.email)
    reponse = client.get(POSER)
    assert reponse.status_code == 302  # the password again, before such a change
    assert reponse["Location"].startswith("/connexion/confirmer/")
    confirmer_par_phrase(client)
    assert client.post(POSER, {"code": "000000"}).status_code == 422
    poser(client)

    codes = client.get(CODES)
    assert codes.status_code == 200
    assert len(codes.context["codes"]) == 10
    fichier = client.get(f"{CODES}telecharger/")
    assert codes.context["codes"][0] in fichier.content.decode()
    assert "attachment" in fichier["Content-Disposition"]

    row = Courriel.objects.get(genre="second_facteur_pose")
    courriels.envoyer(row.pk)
    assert mail.outbox[-1].to == [ophelie.email]
    assert "Votre second facteur est en place" in mail.outbox[-1].body
    assert "Votre second facteur est en place" in mail.outbox[-1].alternatives[0][0]


def test_se_connecter_demande_alors_le_code_du_telephone(client, ophelie):
    par_mot_de_passe(client, ophelie.email)
    confirmer_par_phrase(client)
    secret = poser(client)
    secours = client.get(CODES).context["codes"][0]

    autre = Client()
    reponse = par_mot_de_passe(autre, ophelie.email)
    assert (reponse.status_code, reponse["Location"]) == (303, "/connexion/second-facteur/")
    assert qui_est_la(autre) is None
    assert autre.get("/connexion/second-facteur/").status_code == 200
    assert autre.post("/connexion/second-facteur/", {"code": "000000"}).status_code == 422
    juste = code_du_telephone(secret)
    assert autre.post("/connexion/second-facteur/", {"code": juste}).status_code == 303
    assert qui_est_la(autre) == ophelie.pk

    rejoue = Client()
    par_mot_de_passe(rejoue, ophelie.email)
    assert rejoue.post("/connexion/second-facteur/", {"code": juste}).status_code == 422
    assert rejoue.post("/connexion/second-facteur/", {"code": secours}).status_code == 303
    assert qui_est_la(rejoue) == ophelie.pk

    deux_fois = Client()
    par_mot_de_passe(deux_fois, ophelie.email)
    assert deux_fois.post("/connexion/second-facteur/", {"code": secours}).status_code == 422


def test_une_invitation_acceptee_demande_aussi_le_second_facteur(client, ophelie, inviter):
    par_mot_de_passe(client, ophelie.email)
    confirmer_par_phrase(client)
    secret = poser(client)
    recue = inviter(ophelie)
    autre = Client()
    reponse = autre.post(recue.url)
    assert (reponse.status_code, reponse["Location"]) == (303, "/connexion/second-facteur/")
    assert qui_est_la(autre) is None
    reponse = autre.post("/connexion/second-facteur/", {"code": code_du_telephone(secret, 1)})
    assert reponse["Location"] == reverse("comptes:bienvenue")
    assert autre.get(reverse("comptes:bienvenue")).status_code == 200


def test_la_base_ne_tient_ni_graine_ni_code_en_clair(client, ophelie):
    par_mot_de_passe(client, ophelie.email)
    confirmer_par_phrase(client)
    secret = poser(client)
    codes = client.get(CODES).context["codes"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        rows = cursor.fetchone()[0]
    assert Authenticator.objects.count() == 2
    assert secret not in rows
    assert not any(code in rows for code in codes)
    assert "gAAAA" in rows  # Fernet's
    assert "mfa.totp.secret" not in client.session


def test_qui_n_a_ni_mot_de_passe_ni_facteur_confirme_par_un_code(client, amina):
    client.force_login(amina)
    reponse = client.get(POSER)
    assert reponse.status_code == 302
    assert reponse["Location"].startswith("/connexion/confirmer/code/?next=")
    suite = client.get(reponse["Location"])
    assert "amina@essai.test" in suite.content.decode()

    url = reverse("comptes:confirmer_par_code")
    client.post(url)
    for _ in range(5):
        assert client.post(url, {"code": "AAAA-AAAA"}).status_code == 422
    mort = re.search(r"^ +(\w{4}-\w{4})$", mail.outbox[-1].body, re.M)[1]
    assert client.post(url, {"code": mort}).status_code == 422
    assert client.get(POSER).status_code == 302

    confirmer_par_courriel(client)
    poser(client)
    assert client.get(url).status_code == 302  # she has a factor now: it is what is asked


def test_choisir_un_mot_de_passe_demande_une_preuve_recente(client, amina):
    client.force_login(amina)
    url = reverse("account_set_password")
    donnees = {"password1": PHRASE, "password2": PHRASE}
    for reponse in (client.get(url), client.post(url, donnees)):
        assert reponse.status_code in (302, 303)
        assert reponse["Location"].startswith("/connexion/confirmer/code/")
    amina.refresh_from_db()
    assert not amina.has_usable_password()
    assert PHRASE not in str(dict(client.session))

    confirmer_par_courriel(client)
    assert client.get(url).status_code == 200
    assert client.post(url, {"password1": "court", "password2": "court"}).status_code == 422
    assert client.post(url, donnees).status_code == 303
    amina.refresh_from_db()
    assert amina.check_password(PHRASE)


def test_retirer_puis_refaire(client, ophelie):
    par_mot_de_passe(client, ophelie.email)
    confirmer_par_phrase(client)
    poser(client)
    anciens = client.get(CODES).context["codes"]
    assert client.get(f"{CODES}refaire/").status_code == 200
    assert client.post(f"{CODES}refaire/").status_code == 303
    assert not set(client.get(CODES).context["codes"]) & set(anciens)

    assert client.get("/compte/second-facteur/retirer/").status_code == 200
    assert client.post("/compte/second-facteur/retirer/").status_code == 303
    assert not Authenticator.objects.exists()
    assert Courriel.objects.filter(genre="second_facteur_retire").exists()
    assert client.get(CODES).status_code in (302, 404)
