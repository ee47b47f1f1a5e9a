"""The pages of an invitation: what is shown, what is accepted, what each bad case answers."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from structlog.stdlib import ProcessorFormatter

from rameau.commun.models import Courriel, EntreeJournal
from rameau.comptes.actions.invitations import renvoyer_invitation, retirer_invitation
from rameau.comptes.models import Invitation
from tests import scenes
from tests.comptes.conftest import PHRASE, par_mot_de_passe, qui_est_la

CODE = "/invitation/"


def acceptees() -> int:
    return Invitation.objects.exclude(acceptee_le=None).count()


def test_le_lien_montre_et_seul_le_bouton_accepte(client, inviter, amina):
    recue = inviter(amina)
    avant = EntreeJournal.objects.count()
    for methode in (client.get, client.head, client.get):
        reponse = methode(recue.url)
        assert reponse.status_code == 200
    page = client.get(recue.url)
    for attendu in ("Ophélie Essai", "Vallée d’Exemple", "amina@essai.test", "<button"):
        assert attendu in page.content.decode()
    assert page["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page["Cache-Control"]
    assert acceptees() == 0
    assert EntreeJournal.objects.count() == avant

    reponse = client.post(recue.url)
    assert (reponse.status_code, reponse["Location"]) == (303, reverse("comptes:bienvenue"))
    assert acceptees() == 1
    assert qui_est_la(client) == amina.pk


def test_bienvenue_complete_les_coordonnees_et_offre_un_mot_de_passe(client, inviter, amina):
    client.post(inviter(amina).url)
    bienvenue = reverse("comptes:bienvenue")
    page = client.get(bienvenue).content.decode()
    assert "un code vous sera envoyé" in page
    reponse = client.post(
        bienvenue,
        {
            "prenom": "Amina",
            "nom": "Benali",
            "telephone": "06 12 34 56 78",
            "password1": PHRASE,
            "password2": PHRASE,
        },
    )
    assert (reponse.status_code, reponse["Location"]) == (303, "/")
    amina.refresh_from_db()
    assert (amina.nom, str(amina.telephone)) == ("Benali", "+33612345678")
    assert amina.check_password(PHRASE)
    assert qui_est_la(client) == amina.pk
    assert client.get(bienvenue).status_code == 302  # offered once
    assert Courriel.objects.filter(genre="mot_de_passe_change").exists()


def test_bienvenue_se_passe_de_mot_de_passe_et_refuse_les_faibles(client, inviter, amina):
    client.post(inviter(amina).url)
    donnees = {"prenom": "Amina", "nom": "Benali", "telephone": ""}
    for un, deux in (("court", "court"), (PHRASE, "autre chose"), (PHRASE, "")):
        reponse = client.post(
            reverse("comptes:bienvenue"), {**donnees, "password1": un, "password2": deux}
        )
        assert reponse.status_code == 422
    reponse = client.post(
        reverse("comptes:bienvenue"), {**donnees, "password1": "", "password2": ""}
    )
    assert reponse.status_code == 303
    amina.refresh_from_db()
    assert not amina.has_usable_password()


def test_une_invitation_deja_acceptee_mene_a_la_connexion(client, inviter, amina):
    recue = inviter(amina)
    Client().post(recue.url)
    for methode in (client.get, client.post):
        reponse = methode(recue.url)
        assert reponse.status_code == 409
        assert "vous pouvez vous connecter" in reponse.content.decode()
        assert "amina" not in reponse.content.decode().lower()
    assert qui_est_la(client) is None


def test_une_invitation_expiree_dit_comment_en_avoir_une_autre(client, inviter, amina):
    recue = inviter(amina)
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        for methode in (client.get, client.post):
            reponse = methode(recue.url)
            assert reponse.status_code == 410
            assert "de vous l’envoyer à nouveau" in reponse.content.decode()
    assert acceptees() == 0


def test_une_invitation_retiree_ne_s_ouvre_plus(client, equipe, inviter, amina):
    recue = inviter(amina)
    retirer_invitation(par=equipe, invitation=recue.invitation, instant=timezone.now())
    for methode in (client.get, client.post):
        reponse = methode(recue.url)
        assert reponse.status_code == 410
        assert "retirée" in reponse.content.decode()


def test_un_lien_inconnu_ou_remplace_est_introuvable(client, equipe, inviter, amina):
    recue = inviter(amina)
    renvoyer_invitation(par=equipe, invitation=recue.invitation, instant=timezone.now())
    for url in ("/invitation/nimporte-quoi/", recue.url):
        reponse = client.get(url)
        assert reponse.status_code == 404
        assert "ouvrez le plus récent" in reponse.content.decode()


@pytest.mark.parametrize("methode", ["get", "post"])
def test_connecte_comme_une_autre_personne_rien_n_est_accepte(client, inviter, amina, methode):
    recue = inviter(amina)
    client.force_login(scenes.personne("Bruno"))
    reponse = getattr(client, methode)(recue.url)
    page = reponse.content.decode()
    assert reponse.status_code == 409
    assert "Vous êtes connecté·e comme Bruno Essai" in page
    assert "amina" not in page.lower()
    assert acceptees() == 0

    reponse = client.post(reverse("account_logout"), {"next": recue.url}, follow=True)
    assert reponse.status_code == 200
    assert reponse.request["PATH_INFO"] == recue.url


def test_qui_est_deja_connectee_accepte_sans_se_reconnecter(client, inviter, amina):
    recue = inviter(amina)
    client.force_login(amina)
    assert client.post(recue.url).status_code == 303
    assert acceptees() == 1


def test_se_connecter_accepte_l_invitation_qui_attend(client, inviter, amina_au_mot_de_passe):
    inviter(amina_au_mot_de_passe)
    assert par_mot_de_passe(client, "amina@essai.test").status_code == 303
    assert acceptees() == 1


def test_le_code_ouvre_comme_le_lien(client, inviter, amina):
    recue = inviter(amina)
    assert client.get(CODE).status_code == 200
    reponse = client.post(CODE, {"email": "AMINA@essai.test ", "code": recue.code.lower()})
    assert (reponse.status_code, reponse["Location"]) == (303, reverse("comptes:bienvenue"))
    assert qui_est_la(client) == amina.pk


def test_un_code_faux_et_une_adresse_inconnue_recoivent_la_meme_page(client, inviter, amina):
    recue = inviter(amina)
    pages = set()
    for email, code in (
        ("amina@essai.test", "AAAAAA"),
        ("personne@essai.test", "AAAAAA"),
        ("personne@essai.test", recue.code),
    ):
        reponse = client.post(CODE, {"email": email, "code": code})
        assert reponse.status_code == 422
        page = reponse.content.decode()
        assert "n&#x27;ouvrent aucune invitation" in page or "n’ouvrent aucune" in page
        jeton = reponse.context["csrf_token"]
        pages.add(page.replace(str(jeton), "").replace(email, "").replace(code, ""))
    assert len(pages) == 1
    assert qui_est_la(client) is None


def test_le_onzieme_essai_de_code_est_refuse_et_le_lien_marche_encore(client, inviter, amina):
    recue = inviter(amina)
    donnees = {"email": "amina@essai.test", "code": "AAAAAA"}
    assert [client.post(CODE, donnees).status_code for _ in range(11)] == [422] * 10 + [429]
    assert client.post(recue.url).status_code == 303


def test_le_code_d_une_autre_n_accepte_rien(client, inviter, amina):
    recue = inviter(amina)
    client.force_login(scenes.personne("Bruno"))
    reponse = client.post(CODE, {"email": "amina@essai.test", "code": recue.code})
    assert reponse.status_code == 409
    assert acceptees() == 0


def test_le_jeton_ne_va_pas_dans_les_journaux_techniques(client, inviter, amina, caplog):
    recue = inviter(amina)
    Client().post(recue.url)
    client.get(recue.url)
    console = next(
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, ProcessorFormatter)
    )
    lignes = [console.format(record) for record in caplog.records]
    assert any("Conflict: /invitation/…/" in ligne for ligne in lignes)
    assert not any(recue.jeton in ligne for ligne in lignes)
