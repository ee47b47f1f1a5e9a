"""The lists that the équipe takes away: what their page shows, with its filter and its rights."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.sujets import proposer_sujet, voter
from parcours.animation.actions.webinaires import poser_question
from parcours.animation.models import QuestionPosee, Scrutin
from parcours.promotions.actions.intervenants import ajouter_intervenant
from parcours.promotions.actions.rappels import regler_rappels
from parcours.promotions.models import Candidature, Intervenant, Promotion, Rencontre
from parcours.travaux.models import Version
from parcours.travaux.models.livrables import Partage
from rameau.commun import exports, registres
from tests import scenes
from tests.animation import presences_scenes, visites_scenes
from tests.plafonds import TABLEAU, verifier_plafonds
from tests.promotions.agenda_scenes import monde_arrive
from tests.travaux.feuilles_scenes import reagir_au_pitch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sans_second_facteur(settings):
    settings.DEMO = True


@pytest.fixture
def client(monde, client_de):
    return client_de(monde.equipe)


def adresse(objet: object, liste: str) -> str:
    if isinstance(objet, Rencontre):
        args = [objet.promotion.code, objet.pk, liste]
        return reverse("equipe:exporter_de_la_rencontre", args=args)
    if isinstance(objet, Promotion):
        return reverse("equipe:exporter_de_la_promotion", args=[objet.code, liste])
    return reverse("equipe:exporter", args=[liste])


def listes(portee: str) -> list[str]:
    """The names of the lists of the platform, of a programme, of a promotion…"""
    return [
        nom.removeprefix(f"{portee}/")
        for nom, _ in registres.exports.items()
        if nom.startswith(f"{portee}/")
    ]


def toutes(monde: scenes.Monde) -> list[str]:
    """The address of every list there is."""
    promotion = monde.promotion
    session = promotion.rencontres.sessions().order_by("debut")[0]
    return [
        *(adresse(None, liste) for liste in listes("plateforme")),
        *(adresse(promotion, liste) for liste in listes("promotion")),
        *(adresse(session, liste) for liste in listes("rencontre")),
        *(
            reverse("equipe:exporter_du_programme", args=[promotion.programme_id, liste])
            for liste in listes("programme")
        ),
        *(
            reverse("pilotage:exporter", args=[promotion.code, liste])
            for liste in listes("pilotage")
        ),
        reverse("territoires:exporter"),
    ]


def lire(client, url: str, **filtre: str) -> list[dict[str, str]]:
    """The rows of a list, read as CSV."""
    response = client.get(url, {**filtre, "format": "csv"})
    assert response.status_code == 200, url
    texte = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(texte, newline=""), delimiter=";"))


def test_every_list_opens_as_a_workbook_and_as_csv_with_the_same_rows(client_de):
    monde = scenes.monde_peuple()
    client = client_de(monde.equipe)
    for url in toutes(monde):
        response = client.get(url)
        assert response.status_code == 200, url
        assert response["Content-Disposition"].startswith("attachment;"), url
        assert "no-store" in response["Cache-Control"], url
        feuille = openpyxl.load_workbook(io.BytesIO(response.content)).active
        titres = [cellule.value for cellule in feuille[1]]
        assert len(set(titres)) == len(titres), url
        lignes = lire(client, url)
        assert len(lignes) == feuille.max_row - 1, url
        if lignes:
            assert list(lignes[0]) == titres, url


def test_every_list_costs_the_same_at_two_sizes(client_de):
    monde = scenes.monde_peuple()
    client = client_de(monde.equipe)
    question = QuestionPosee.objects.get()
    webinaire = Rencontre.objects.select_related("promotion").get(pk=question.rencontre_id)
    visite = Rencontre.objects.select_related("promotion").get(inscriptions__personne=monde.autre)
    urls = [*toutes(monde), adresse(webinaire, "questions"), adresse(visite, "inscriptions")]

    def grossir() -> None:
        scenes.agrandir(monde)
        for prenom in ("Gaëlle", "Hugo"):
            lui = ajouter_intervenant(par=monde.equipe, prenom=prenom, nom="Essai")
            scenes.forcer(lambda lui=lui: intervenir(lui, webinaire))
            poser_question(
                par=monde.autre, rencontre=webinaire, texte=prenom, instant=timezone.now()
            )
            proposer_sujet(
                par=monde.autre, promotion=monde.promotion, titre=prenom, instant=timezone.now()
            )
            reagir_au_pitch(monde, prenom)
        for personne in (monde.catalyseur, monde.catalyseur2):
            visites_scenes.inscrire(personne, visite)

    verifier_plafonds(
        [(lambda url=url: client.get(url, {"format": "csv"}), TABLEAU) for url in urls], grossir
    )


def intervenir(lui: Intervenant, rencontre: Rencontre) -> None:
    """Someone speaks in a rencontre, in a moment of its own."""
    rang = rencontre.sequences.count()
    sequence = rencontre.sequences.create(
        ordre=rang + 1,
        temps="theorie",
        titre=f"La parole à {lui}",
        debut_minutes=10 * rang,
        duree_minutes=10,
    )
    sequence.intervenants.add(lui)


def test_a_name_or_a_format_unknown_is_absent(client, monde):
    assert client.get(adresse(None, "secrets")).status_code == 404
    assert client.get(adresse(monde.promotion, "secrets")).status_code == 404
    for url in (adresse(None, "personnes"), reverse("territoires:exporter")):
        assert client.get(url, {"format": "exe"}).status_code == 404
    pilotage = reverse("pilotage:exporter", args=[monde.promotion.code, "avancement"])
    assert client.get(pilotage, {"format": "exe"}).status_code == 404


def test_what_is_of_another_promotion_is_absent(client, monde):
    session = monde.close.rencontres.sessions().order_by("debut")[0]
    url = reverse(
        "equipe:exporter_de_la_rencontre", args=[monde.promotion.code, session.pk, "presences"]
    )
    assert client.get(url).status_code == 404
    inconnue = reverse("equipe:exporter_de_la_promotion", args=["inconnue", "binomes"])
    assert client.get(inconnue).status_code == 404


@pytest.mark.parametrize("qui", ["catalyseur", "coach", "comite", "alumni"])
def test_no_list_of_the_equipe_is_for_others(monde, client_de, qui):
    ouvertes = {
        reverse("pilotage:exporter", args=[monde.promotion.code, nom]) for nom in listes("pilotage")
    }
    client = client_de(getattr(monde, qui))
    for url in set(toutes(monde)) - ouvertes:
        assert client.get(url).status_code == 403, url
    attendu = 200 if qui == "comite" else 403
    assert {client.get(url).status_code for url in ouvertes} == {attendu}


def test_the_committee_takes_what_its_page_shows_and_no_contact(monde, client_de):
    scenes.candidater(monde)
    client = client_de(monde.comite)
    (ligne,) = lire(
        client, reverse("pilotage:exporter", args=[monde.promotion.code, "candidatures"])
    )
    assert ligne["Territoire ou structure"] == "Pays d’essai"
    assert "contact@essai.test" not in ligne.values()
    lignes = lire(client, reverse("pilotage:exporter", args=[monde.promotion.code, "avancement"]))
    assert [ligne["Structure"] for ligne in lignes] == [
        str(binome.structure) for binome in monde.promotion.binomes.order_by("rang")
    ]
    assert lignes[0]["Binôme"] == "constitué (deux personnes)"
    ailleurs = reverse("pilotage:exporter", args=[monde.close.code, "avancement"])
    assert client.get(ailleurs).status_code == 404  # a programme she does not follow


def test_a_list_too_long_asks_to_be_filtered(client, monde, monkeypatch):
    monkeypatch.setattr(exports, "LIGNES_MAX", 2)
    for liste in ("personnes", "promotions"):
        response = client.get(adresse(None, liste))
        assert response.status_code == 409
        assert "filtrez-la" in response.content.decode()
    assert len(lire(client, adresse(None, "personnes"), q="Amina")) == 1


# --- the filter is that of the page ----------------------------------------------------------
def test_promotions_leave_by_state_and_in_the_order_asked(client, monde):
    noms = {ligne["Promotion"] for ligne in lire(client, adresse(None, "promotions"))}
    assert {monde.promotion.nom, monde.close.nom} < noms
    par_nom = lire(client, adresse(None, "promotions"), tri="-nom")
    assert par_nom[0]["Promotion"] == max(noms)
    (ligne,) = lire(client, adresse(None, "promotions"), etat="close")
    assert ligne["Promotion"] == monde.close.nom
    assert ligne["État"] == "close"
    assert ligne["Début"] == f"{monde.close.debut:%Y-%m-%d}"


def test_people_leave_by_name_and_by_hat(client, monde):
    (ligne,) = lire(client, adresse(None, "personnes"), q="amina")
    assert ligne["Adresse électronique"] == "amina@essai.test"
    assert ligne["Rôles"]
    coachs = lire(client, adresse(None, "personnes"), chapeau="coach")
    assert {ligne["Prénom"] for ligne in coachs} == {"Claire", "Côme"}


def test_speakers_leave_by_their_words_and_harm_no_spreadsheet(client, monde):
    ajouter_intervenant(
        par=monde.equipe,
        nom="=cmd|' /C calc'!A0",
        prenom="Éloïse",
        organisme="Ville ; « Nîmes »",
        presentation="Une ligne\nUne autre",
        telephone="+33612345678",
    )
    ajouter_intervenant(par=monde.equipe, nom="Autre")
    (ligne,) = lire(client, adresse(None, "intervenants"), q="nîmes")
    assert ligne["Nom"] == "'=cmd|' /C calc'!A0"
    assert ligne["Prénom"] == "Éloïse"
    assert ligne["Organisme"] == "Ville ; « Nîmes »"
    assert ligne["En quelques mots"] == "Une ligne\nUne autre"
    assert ligne["Téléphone"] == "06 12 34 56 78"
    page = client.get(reverse("equipe:intervenants"), {"q": "nîmes"}).content.decode()
    assert f"{adresse(None, 'intervenants')}?format=xlsx&amp;q=n%C3%AEmes" in page.replace(
        "q=nîmes", "q=n%C3%AEmes"
    )


def test_shared_elements_leave_as_they_are_filtered(client, monde, instant):
    from tests.travaux.test_capitalisation import frein, partager

    frein(monde, "Le temps manque")
    frein(monde, "Les mots diffèrent")
    partager(monde)
    url = adresse(monde.promotion, "elements")
    assert len(lire(client, url)) == 2
    (ligne,) = lire(client, url, q="mots")
    assert ligne["En une phrase"] == "Les mots diffèrent"
    assert lire(client, url, nature="objectif") == []
    page = client.get(
        reverse("parcours:capitalisation", args=[monde.promotion.code]), {"q": "mots"}
    ).content.decode()
    assert f"{url}?format=csv&amp;q=mots" in page


def test_what_is_not_shared_with_the_equipe_does_not_leave(client, monde):
    scenes.ecrire(monde)
    assert lire(client, adresse(monde.promotion, "versions")) == []
    version = scenes.partager(monde)
    scenes.forcer(lambda: Version.objects.filter(pk=version.pk).update(partage=Partage.BINOME))
    assert lire(client, adresse(monde.promotion, "versions")) == []
    scenes.forcer(lambda: Version.objects.filter(pk=version.pk).update(partage=Partage.COACH))
    (ligne,) = lire(client, adresse(monde.promotion, "versions"))
    assert ligne["Version"] == "1"
    assert not any(scenes.TEXTE[:30] in valeur for valeur in ligne.values())


# --- what the lists say ----------------------------------------------------------------------
def test_binomes_and_their_people_leave_with_how_to_reach_them(client, monde):
    premiere = lire(client, adresse(monde.promotion, "binomes"))[0]
    assert premiere["Place"] == "1"
    assert premiere["Structure"] == str(monde.binome.structure)
    assert premiere["Binôme"] == "Amina Essai, Bruno Essai"
    assert premiere["Coach"] == "Claire Essai"
    assert premiere["Bilan"] == "à faire"
    lignes = lire(client, adresse(monde.promotion, "personnes"))
    par_prenom = {ligne["Prénom"]: ligne for ligne in lignes}
    assert par_prenom["Amina"]["Rôle"] == "catalyseur"
    assert par_prenom["Amina"]["Adresse électronique"] == "amina@essai.test"
    assert par_prenom["Amina"]["Depuis"]
    assert par_prenom["Claire"]["Rôle"] == "coach"


def test_candidatures_leave_by_decision_without_the_notes_of_their_bilaterale(client, monde):
    candidature = scenes.candidater(monde)
    scenes.forcer(
        lambda: Candidature.objects.filter(pk=candidature.pk).update(notes="Fragile", population=9)
    )
    url = adresse(monde.promotion, "candidatures")
    assert lire(client, url, decision="liste-attente") == []
    (ligne,) = lire(client, url, decision="retenu")
    assert (ligne["Décision"], ligne["Population"]) == ("retenue", "9")
    assert ligne["Adresse électronique"] == "contact@essai.test"
    assert "Fragile" not in ligne.values()


def test_voices_leave_once_the_vote_is_closed(client, monde):
    from tests.animation.sessions_scenes import entourer_les_sessions

    entourer_les_sessions(monde.equipe, monde.catalyseur, monde.promotion)
    scrutin = Scrutin.objects.get(promotion=monde.promotion)
    ouvert = scrutin.ouvre_le + timedelta(minutes=1)
    sujet = monde.promotion.sujets.get()
    voter(par=monde.catalyseur, scrutin=scrutin, sujet=sujet, instant=ouvert)
    url = adresse(monde.promotion, "sujets")
    (ligne,) = lire(client, url)
    assert (ligne["Sujet"], ligne["Voix"], ligne["Retenu"]) == ("Un sujet", "", "")
    scenes.forcer(
        lambda: Scrutin.objects.update(
            ouvre_le=timezone.now() - timedelta(days=2), ferme_le=timezone.now() - timedelta(days=1)
        )
    )
    (ligne,) = lire(client, url)
    assert ligne["Voix"] == "1"


def test_the_waiting_list_leaves_in_its_order(client, monde):
    visite = visites_scenes.ouvrir(monde, places=1)
    visites_scenes.inscrire(monde.catalyseur, visite, besoins="Une rampe")
    visites_scenes.inscrire(monde.catalyseur2, visite)
    visites_scenes.inscrire(monde.autre, visite)
    lignes = lire(client, adresse(visite, "inscriptions"))
    assert [(li["Prénom"], li["État"], li["Rang d’attente"]) for li in lignes] == [
        ("Amina", "place obtenue", ""),
        ("Delphine", "en attente", "1"),
        ("Bruno", "en attente", "2"),
    ]
    assert lignes[0]["À savoir"] == "Une rampe"


def test_everyone_expected_is_in_the_list_of_a_rencontre_noted_or_not(client, monde):
    rencontre = presences_scenes.rencontre_du_jour(monde)
    lignes = lire(client, adresse(rencontre, "presences"))
    assert lignes
    assert {ligne["Présence"] for ligne in lignes} == {"non notée"}
    assert {ligne["Prénom"] for ligne in lignes} >= {"Amina", "Bruno", "Delphine"}


def test_reminders_to_come_leave_for_the_day_of_the_page(client, monde):
    monde_arrive(monde)
    demain = timezone.localdate() + timedelta(days=1)
    regler_rappels(
        par=monde.equipe,
        promotion=monde.promotion,
        reglages={"travail-attendu": (True, [(monde.livrable().du_le - demain).days])},
    )
    url = adresse(monde.promotion, "rappels-prevus")
    lignes = [li for li in lire(client, url) if "bilan" in li["Rappel"]]
    assert {ligne["Personne"] for ligne in lignes} >= {"Amina Essai", "Bruno Essai"}
    assert {ligne["Jour"] for ligne in lignes} == {f"{demain:%Y-%m-%d}"}
    du_jour = lire(client, url, jour="aujourdhui")
    assert not any("bilan" in ligne["Rappel"] for ligne in du_jour)
