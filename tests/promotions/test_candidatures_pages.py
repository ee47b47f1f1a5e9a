"""The pages of the choice: the list that follows each decision, the answer read before it leaves,
the public form, what the committee reads."""

import pytest
from django.urls import reverse

from parcours.promotions.actions.candidatures import decider
from parcours.promotions.actions.promotions import changer_etat_promotion
from parcours.promotions.models import Annonce, AvisDuComite, Candidature, Rencontre
from rameau.commun.models import Courriel
from rameau.comptes.models import Personne
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds
from tests.promotions.test_candidatures import D, a, retenir, une

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True  # the second factor has its own tests


@pytest.fixture
def equipe(monde, client_de):
    return client_de(monde.equipe)


def page(monde, nom, candidature=None):
    pk = [candidature.pk] if candidature else []
    return reverse(nom, args=[monde.promotion.code, *pk])


def test_each_decision_redraws_the_list_and_its_diversity(monde, equipe):
    candidature = une(monde)
    adresse = page(monde, "equipe:decider_candidature", candidature)
    fragment = equipe.post(adresse, {"decision": "retenu"}, headers=HTMX)
    dit = fragment.content.decode()
    assert fragment.status_code == 200
    assert "<html" not in dit
    assert "Bourgogne-Franche-Comté" in dit
    assert "1 / 12" in dit
    assert equipe.post(adresse, {"decision": "non-retenu"}).status_code == 303
    assert equipe.post(adresse, {"decision": "inventée"}).status_code == 422
    candidature.refresh_from_db()
    assert candidature.decision == D.NON_RETENU


def test_what_waits_comes_first_and_a_filter_stays_after_a_decision(monde, equipe):
    """Those that have their place come last, though they are retained."""
    attend, ecartee = une(monde, "Attend"), une(monde, "Écartée")
    retenir(monde, une(monde, "Retenue"))
    filtre = "?decision=a-examiner"
    liste = page(monde, "equipe:candidatures")
    rows = [c.nom for c, _, _ in equipe.get(liste).context["lignes"]]
    assert set(rows) == {"Attend", "Écartée", "Retenue"}
    gardees = equipe.get(liste + filtre).context
    assert {c.nom for c, _, _ in gardees["lignes"]} == {"Attend", "Écartée"}
    assert gardees["diversite"].combien == 1  # of all, whatever the filter
    decider = page(monde, "equipe:decider_candidature", ecartee) + filtre
    dit = equipe.post(decider, {"decision": "non-retenu"}, headers=HTMX).content.decode()
    assert page(monde, "equipe:candidature", attend) in dit
    assert page(monde, "equipe:candidature", ecartee) not in dit
    decider = page(monde, "equipe:decider_candidature", attend) + filtre
    suite = equipe.post(decider, {"decision": "non-retenu"})
    assert suite["Location"] == liste + filtre
    assert "Aucune structure n’est ici" in equipe.get(suite["Location"]).content.decode()
    assert len(equipe.get(liste + "?decision=inventée").context["lignes"]) == 3


def test_a_place_too_many_is_said_on_the_list(monde, equipe):
    for rang in range(12):
        retenir(monde, une(monde, f"Structure {rang}"))
    refusee = equipe.post(
        page(monde, "equipe:decider_candidature", une(monde, "De trop")),
        {"decision": "retenu"},
        headers=HTMX,
    )
    assert refusee.status_code == 409
    assert "déjà retenues" in refusee.content.decode()


def test_a_structure_is_added_from_the_reseau_or_by_its_name(monde, equipe):
    adresse = page(monde, "equipe:nouvelle_candidature")
    vide = equipe.post(adresse, {})
    assert vide.status_code == 422
    assert "Choisissez un territoire connu" in vide.content.decode()
    faux = equipe.post(
        adresse, {"nom": "Cap", "profil": "PTCE", "region": "32", "departements": "59, XX"}
    )
    assert "« XX » n’est pas un numéro" in faux.content.decode()
    bon = {"nom": "Cap", "profil": "PTCE", "region": "32", "departements": "59, 2a"}
    assert equipe.post(adresse, bon).status_code == 303
    assert Candidature.objects.get().departements == ["59", "2A"]
    double = equipe.post(adresse, bon)
    assert double.status_code == 409
    assert equipe.post(adresse, {"connu": monde.binome.territoire_id}).status_code == 303


def test_the_bilaterale_is_planned_from_the_structure(monde, equipe):
    candidature = une(monde)
    adresse = page(monde, "equipe:bilaterale", candidature)
    jour = a(10, jours=3).date().isoformat()
    champs = {"jour": jour, "heure_debut": "10:00", "heure_fin": "09:00"}
    assert equipe.post(adresse, champs).status_code == 422
    assert equipe.post(adresse, champs | {"heure_fin": "11:00"}).status_code == 303
    assert Rencontre.objects.get(nature="bilaterale").titre.startswith("Bilatérale")
    assert equipe.post(adresse, champs | {"heure_fin": "11:00"}).status_code == 409


def test_the_answer_is_read_before_it_leaves_and_leaves_once(monde, equipe):
    candidature = une(monde)
    adresse = page(monde, "equipe:annoncer_decision", candidature)
    assert equipe.get(adresse).status_code == 409
    retenir(monde, candidature)
    propose = equipe.get(adresse).content.decode()
    assert "Bonjour Maëlle" in propose
    champs = {"objet": "Bienvenue", "texte": "Bonjour,\n\nVous êtes retenus."}
    relue = equipe.post(adresse, champs | {"suite": "relire"})
    assert "Envoyer à maelle@essai.test" in relue.content.decode()
    assert not Annonce.objects.exists()
    assert equipe.post(adresse, champs | {"suite": "envoyer"}).status_code == 303
    encore = equipe.post(adresse, champs | {"suite": "envoyer"})
    assert encore.status_code == 409
    assert "Vous êtes retenus." in encore.content.decode()
    assert Courriel.objects.filter(genre="candidature_decision").count() == 1


# --- the public form ---------------------------------------------------------------------------
PUBLIC = {
    "nom": "Cap Nord",
    "profil": "PTCE",
    "region": "32",
    "motivation": "Apprendre avec d’autres",
    "contact_prenom": "Hugo",
    "contact_nom": "Delattre",
    "contact_email": "hugo@essai.test",
}


def test_the_public_form_is_there_only_while_it_is_open(monde, equipe, client):
    adresse = page(monde, "parcours:candidater")
    assert client.get(adresse).status_code == 404
    regler = page(monde, "equipe:appel_a_candidatures")
    assert equipe.post(regler, {"presentation": "Neuf mois.", "suite": "ouvrir"}).status_code == 303
    ouverte = client.get(adresse)
    assert "Neuf mois." in ouverte.content.decode()
    assert client.post(adresse, {}).status_code == 422
    envoyee = client.post(adresse, PUBLIC, follow=True)
    assert "bien arrivée" in envoyee.content.decode()
    assert client.post(adresse, PUBLIC, follow=True).status_code == 200  # says nothing of the list
    assert Candidature.objects.count() == 1
    assert Courriel.objects.filter(genre="candidature_recue", destinataire=None).count() == 1
    assert not Personne.objects.filter(email="hugo@essai.test").exists()
    equipe.post(regler, {"presentation": "", "suite": "fermer"})
    assert client.get(adresse).status_code == 404
    assert client.post(adresse, PUBLIC | {"nom": "Tard"}).status_code == 404
    equipe.post(regler, {"presentation": "", "suite": "ouvrir"})
    assert client.get(adresse).status_code == 200
    for etat in ("evaluation", "close"):
        changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat=etat)
    assert client.get(adresse).status_code == 404


def test_machines_fall_in_the_trap_and_a_flood_is_stopped(monde, equipe, client):
    equipe.post(page(monde, "equipe:appel_a_candidatures"), {"suite": "ouvrir"})
    adresse = page(monde, "parcours:candidater")
    assert client.post(adresse, PUBLIC | {"site": "http://spam.test"}).status_code == 303
    assert not Candidature.objects.exists()
    reponses = [
        client.post(adresse, PUBLIC | {"nom": f"Structure {n}"}).status_code for n in range(12)
    ]
    assert reponses == [303] * 9 + [429] * 3
    assert Candidature.objects.count() == 9


# --- the committee -----------------------------------------------------------------------------
def test_the_committee_reads_the_list_and_endorses_it(monde, client_de):
    candidature = une(monde, notes="Secret")
    retenir(monde, candidature)
    client, adresse = client_de(monde.comite), page(monde, "pilotage:candidatures")
    lue = client.get(adresse)
    dit = lue.content.decode()
    assert "Pays de Agence des Deux-Vallées" in dit
    assert "Secret" not in dit
    assert "maelle@essai.test" not in dit
    empreinte = lue.context["form"].initial["empreinte"]
    sans_mots = client.post(adresse, {"avis": "changement", "empreinte": empreinte})
    assert sans_mots.status_code == 422
    decider(par=monde.equipe, candidature=candidature, decision=D.LISTE_D_ATTENTE, instant=a(10))
    depassee = client.post(adresse, {"avis": "accord", "empreinte": empreinte})
    assert depassee.status_code == 409
    assert "La liste a changé" in depassee.content.decode()
    nouvelle = depassee.context["form"].data["empreinte"]
    assert client.post(adresse, {"avis": "accord", "empreinte": nouvelle}).status_code == 303
    assert AvisDuComite.objects.get().siege.personne == monde.comite
    retenir(monde, candidature)
    vue = client_de(monde.equipe).get(page(monde, "equipe:candidatures")).content.decode()
    assert "la liste a changé depuis" in vue


def test_nobody_else_reads_the_list(monde, client_de):
    une(monde)
    for qui in (monde.catalyseur, monde.coach, monde.alumni):
        client = client_de(qui)
        assert client.get(page(monde, "pilotage:candidatures")).status_code == 403
        assert client.get(page(monde, "equipe:candidatures")).status_code == 403
    comite = client_de(monde.comite)
    close = reverse("pilotage:candidatures", args=[monde.close.code])
    assert comite.get(close).status_code == 404
    assert comite.get(page(monde, "equipe:candidatures")).status_code == 403


def test_the_pages_cost_the_same_for_sixteen_structures(monde, equipe, client_de):
    une(monde)
    comite = client_de(monde.comite)

    def grossir():
        for rang in range(15):
            candidature = une(monde, f"Structure {rang}")
            if rang < 11:
                retenir(monde, candidature)

    verifier_plafonds(
        [
            (lambda: equipe.get(page(monde, "equipe:candidatures")), PAGE),
            (
                lambda: equipe.get(
                    page(monde, "equipe:candidature", Candidature.objects.order_by("pk")[0])
                ),
                PAGE + 1,  # the test itself asks which
            ),
            (lambda: comite.get(page(monde, "pilotage:candidatures")), PAGE),
        ],
        grossir,
    )


def test_a_retained_structure_is_added_in_one_act(monde, equipe):
    candidature = une(monde)
    ajouter = page(monde, "equipe:ajouter_candidature", candidature)
    assert equipe.post(ajouter).status_code == 409
    retenir(monde, candidature)
    suite = equipe.post(ajouter)
    assert suite.status_code == 303
    assert "/binomes/" in suite["Location"]
    assert scenes.Promotion.objects.get(pk=monde.promotion.pk).binomes.count() == 5
