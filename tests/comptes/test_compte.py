"""« Mon compte »: details, password, sessions, hats; what ends a session, what a hat does."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel, EntreeJournal
from rameau.comptes.actions.personnes import (
    changer_mot_de_passe,
    creer_personne,
    desactiver_personne,
    modifier_coordonnees,
    nommer_dans_equipe,
    retirer_de_equipe,
    terminer_session,
)
from rameau.comptes.models import Personne
from tests import scenes
from tests.comptes.conftest import PHRASE, par_mot_de_passe

COMPTE = "/compte/"
SESSIONS = "/compte/sessions/"


# --- a person, for life ------------------------------------------------------------------------
def test_une_adresse_deja_connue_est_la_meme_personne(equipe, amina):
    meme = creer_personne(
        par=equipe,
        email=" AMINA@Essai.Test",
        prenom="Autre",
        nom="Nom",
        telephone="+33612345678",
        instant=timezone.now(),
    )
    assert meme.pk == amina.pk
    amina.refresh_from_db()
    assert (amina.prenom, amina.nom) == ("Amina", "Essai")  # hers stay
    assert str(amina.telephone) == "+33612345678"  # only what was empty is filled
    assert Personne.objects.filter(email__iexact="amina@essai.test").count() == 1


def test_seule_l_equipe_cree_et_nomme_des_personnes(equipe, amina):
    donnees = {"email": "x@essai.test", "prenom": "X", "nom": "Y", "instant": timezone.now()}
    with pytest.raises(AccesRefuse):
        creer_personne(par=amina, **donnees)
    assert creer_personne(par=equipe, **donnees).pk
    with pytest.raises(AccesRefuse):
        nommer_dans_equipe(par=amina, personne=amina, jour=date(2026, 1, 1))
    nommer_dans_equipe(par=equipe, personne=amina, jour=date(2026, 1, 1))
    with pytest.raises(RegleViolee, match="déjà de l'équipe"):
        nommer_dans_equipe(par=equipe, personne=amina, jour=date(2026, 1, 1))


# --- details -----------------------------------------------------------------------------------
def test_chacun_modifie_ses_coordonnees_et_elles_seules(client, equipe, amina):
    client.force_login(amina)
    donnees = {"prenom": " Amina ", "nom": "Benali", "telephone": "0612345678"}
    reponse = client.post(COMPTE, donnees, follow=True)
    assert "Vos coordonnées sont enregistrées." in reponse.content.decode()
    amina.refresh_from_db()
    assert (amina.prenom, amina.nom, str(amina.telephone)) == (
        "Amina",
        "Benali",
        "+33612345678",
    )
    row = EntreeJournal.objects.get(verbe="personnes.modifier")
    assert row.apres == {"nom": "modifié", "telephone": "modifié"}
    with pytest.raises(AccesRefuse):
        modifier_coordonnees(par=equipe, personne=amina, prenom="X", nom="Y", telephone="")


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("prenom", "Amina\r\nBcc: tous@essai.test"),
        ("nom", "Benali\n"),
        ("nom", "   "),
        ("telephone", "12"),
    ],
)
def test_une_saisie_fautive_est_dite_et_gardee(client, amina, champ, valeur):
    client.force_login(amina)
    donnees = {"prenom": "Amina", "nom": "Autre", "telephone": "", champ: valeur}
    reponse = client.post(COMPTE, donnees)
    assert reponse.status_code == 422
    assert champ in reponse.context["form"].errors
    assert reponse.context["form"][champ].value() == valeur
    amina.refresh_from_db()
    assert amina.nom == "Essai"


# --- password and sessions -----------------------------------------------------------------------
def test_changer_de_mot_de_passe_termine_les_autres_sessions(client, amina_au_mot_de_passe):
    ailleurs = Client()
    for navigateur in (client, ailleurs):
        par_mot_de_passe(navigateur, "amina@essai.test")
    nouvelle = "une autre phrase assez longue"
    donnees = {"oldpassword": PHRASE, "password1": nouvelle, "password2": nouvelle}
    url = reverse("account_change_password")
    assert client.post(url, {**donnees, "oldpassword": "faux"}).status_code == 422
    assert client.post(url, {**donnees, "password2": "autre"}).status_code == 422
    reponse = client.post(url, donnees)
    assert (reponse.status_code, reponse["Location"]) == (303, COMPTE)
    assert client.get(COMPTE).status_code == 200
    assert ailleurs.get(COMPTE).status_code == 302
    assert Courriel.objects.get(genre="mot_de_passe_change").destinataire.email == (
        "amina@essai.test"
    )
    assert client.get(SESSIONS).context["sessions"][0]["ici"]
    row = EntreeJournal.objects.filter(verbe="personnes.changer_mot_de_passe").first()
    assert row.apres == {"password": "modifié"}


def test_on_voit_ses_sessions_et_on_les_termine(client, amina_au_mot_de_passe):
    firefox = {"HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/130.0"}
    ailleurs, encore = Client(**firefox), Client()
    for navigateur in (client, ailleurs, encore):
        par_mot_de_passe(navigateur, "amina@essai.test")
    page = client.get(SESSIONS)
    assert "Firefox sur Windows" in page.content.decode()
    lignes = page.context["sessions"]
    assert [ligne["ici"] for ligne in lignes].count(True) == 1
    celle_de_firefox = next(x for x in lignes if x["appareil"] == "Firefox sur Windows")

    assert client.post(SESSIONS, {"session": celle_de_firefox["id"]}).status_code == 303
    assert ailleurs.get(COMPTE).status_code == 302
    assert encore.get(COMPTE).status_code == 200
    assert client.post(SESSIONS).status_code == 303
    assert encore.get(COMPTE).status_code == 302
    assert client.get(COMPTE).status_code == 200


def test_on_ne_termine_pas_la_session_d_une_autre(client, amina_au_mot_de_passe):
    chez_amina = Client()
    par_mot_de_passe(chez_amina, "amina@essai.test")
    bruno = scenes.personne("Bruno")
    session = amina_au_mot_de_passe.usersession_set.get()
    client.force_login(bruno)
    for identifiant in (str(session.pk), "999999", "x"):
        assert client.post(SESSIONS, {"session": identifiant}).status_code == 404
    with pytest.raises(AccesRefuse):
        terminer_session(par=bruno, personne=bruno, session=session)
    assert chez_amina.get(COMPTE).status_code == 200


def test_quitter_l_equipe_termine_les_sessions_et_retire_le_chapeau(equipe, amina):
    nommer_dans_equipe(par=equipe, personne=amina, jour=date(2026, 1, 1))
    chez_amina = Client()
    changer_mot_de_passe(par=None, personne=amina, mot_de_passe=PHRASE)
    par_mot_de_passe(chez_amina, "amina@essai.test")
    retirer_de_equipe(par=equipe, personne=amina, jour=timezone.localdate())
    assert chez_amina.get(COMPTE).status_code == 302
    assert not scenes.relire(amina).chapeaux

    with pytest.raises(RegleViolee, match="dernière personne"):
        retirer_de_equipe(par=equipe, personne=equipe, jour=timezone.localdate())
    with pytest.raises(RegleViolee, match="n'est pas de l'équipe"):
        retirer_de_equipe(par=equipe, personne=amina, jour=timezone.localdate())
    with pytest.raises(AccesRefuse):
        retirer_de_equipe(par=scenes.relire(amina), personne=equipe, jour=timezone.localdate())


def test_on_ne_ferme_pas_son_propre_compte(equipe, amina):
    with pytest.raises(RegleViolee):
        desactiver_personne(par=equipe, personne=equipe, instant=timezone.now())
    with pytest.raises(AccesRefuse):
        desactiver_personne(par=amina, personne=equipe, instant=timezone.now())


# --- hats ----------------------------------------------------------------------------------------
def test_on_change_de_chapeau_parmi_les_siens(client, equipe):
    client.force_login(equipe)
    reponse = client.post(reverse("comptes:chapeau"), {"chapeau": "equipe"})
    assert (reponse.status_code, reponse["Location"]) == (303, "/")
    assert client.session["chapeau"] == "equipe"
    for autre in ("coach", "nimporte", ""):
        reponse = client.post(reverse("comptes:chapeau"), {"chapeau": autre})
        assert reponse.status_code == 409
        assert client.session["chapeau"] == "equipe"
    assert client.get(reverse("comptes:chapeau")).status_code == 405


# --- the door ------------------------------------------------------------------------------------
def test_sans_connexion_on_est_mene_a_la_connexion(client, db):
    for nom in ("comptes:compte", "mfa_index", "usersessions_list", "comptes:bienvenue"):
        reponse = client.get(reverse(nom))
        assert reponse.status_code == 302
        assert reponse["Location"].startswith("/connexion/?next=")
    assert client.post(COMPTE, {"nom": "X"}).status_code == 401


def test_le_nombre_de_requetes_des_pages(
    client, amina_au_mot_de_passe, django_assert_max_num_queries
):
    par_mot_de_passe(client, "amina@essai.test")
    for _ in range(2):
        for url in (COMPTE, SESSIONS, "/compte/second-facteur/"):
            with django_assert_max_num_queries(12):
                client.get(url)
        for _ in range(10):
            par_mot_de_passe(Client(), "amina@essai.test")
