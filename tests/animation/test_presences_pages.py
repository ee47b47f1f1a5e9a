"""The pages of presence: the list, the code on the wall, the signature, the catch-up, the PDFs."""

import io

import pypdf
import pytest
import time_machine
from django.urls import reverse

from parcours.animation.actions.presences import contresigner, noter_presences, signer_presence
from parcours.animation.documents.presences import (
    attestation,
    certificat,
    feuille_de_presence,
    feuille_signee,
    participations_a_attester,
    participations_a_certifier,
    rencontres_a_tenir,
    rencontres_signees,
)
from parcours.animation.lectures.demi_journees import code_affiche
from parcours.animation.models import Presence
from rameau.commun.documents import render_document
from rameau.commun.pdf import pdf_bytes
from tests import scenes
from tests.animation.presences_scenes import (
    a,
    afficher,
    inscrire_a,
    ligne,
    par_demi_journee,
    participation,
    rencontre_du_jour,
)
from tests.plafonds import PAGE, verifier_plafonds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True  # the second factor has its own tests


@pytest.fixture
def rencontre(monde):
    return rencontre_du_jour(monde)


def page(rencontre, nom):
    return reverse(nom, args=[rencontre.promotion.code, rencontre.pk])


def champs(monde, *lignes):
    """The body of the list: (first name, state before, state typed, reason)."""
    corps = {}
    for prenom, vu, etat, motif in lignes:
        prefixe = f"l{participation(monde, prenom).pk}-rencontre"
        corps |= {
            f"{prefixe}-vu": vu,
            f"{prefixe}-etat": etat,
            f"{prefixe}-motif": motif,
        }
    return corps


# --- the équipe ------------------------------------------------------------------------------
def test_the_list_is_saved_at_once_and_what_is_wrong_is_kept_as_typed(monde, rencontre, client_de):
    client, adresse = client_de(monde.equipe), page(rencontre, "equipe:feuille_presence")
    with time_machine.travel(a(17), tick=False):
        assert client.get(adresse).status_code == 200
        sans_motif = client.post(
            adresse, champs(monde, ("Amina", "", "excuse", ""), ("Bruno", "", "present", ""))
        )
        assert sans_motif.status_code == 422
        assert "Pourquoi Amina Essai" in sans_motif.content.decode()
        assert not Presence.objects.exists()
        bon = client.post(
            adresse,
            champs(monde, ("Amina", "", "excuse", "Conseil"), ("Bruno", "", "present", "")),
        )
        assert bon.status_code == 303
        depassee = client.post(
            adresse,
            champs(monde, ("Amina", "", "absent", ""), ("Delphine", "", "present", "")),
        )
        assert depassee.status_code == 409
        assert "Amina Essai (excuse)" in depassee.content.decode()
        assert Presence.objects.count() == 2
        tous = client.post(
            adresse, champs(monde, ("Amina", "excuse", "excuse", "Conseil")) | {"suite": "presents"}
        )
        assert tous.status_code == 303
    etats = Presence.objects.order_by("participation__binome__rang", "participation__place")
    assert list(etats.values_list("etat", flat=True)) == ["excuse", "present", "present"]


def test_the_code_is_shown_big_renewed_without_reloading_and_taken_away(
    monde, rencontre, client_de
):
    client, adresse = client_de(monde.equipe), page(rencontre, "equipe:code_presence")
    with time_machine.travel(a(10), tick=False) as horloge:
        assert "Aucun code" in client.get(adresse).content.decode()
        assert client.post(adresse, {"moment": "n'importe quoi"}).status_code == 303
        appel = rencontre.appels.get()
        code = code_affiche(appel, a(10))
        assert code in client.get(adresse).content.decode()
        meme = client.get(adresse, {"depuis": f"{code}0"}, headers={"HX-Request": "true"})
        assert (meme.status_code, meme["Cache-Control"]) == (204, "private, no-cache")
        horloge.move_to(a(10, 6))
        autre = client.get(adresse, {"depuis": f"{code}0"}, headers={"HX-Request": "true"})
        assert code_affiche(appel, a(10, 6)) in autre.content.decode()
        assert "<html" not in autre.content.decode()
        assert client.post(adresse, {"acte": "retirer"}).status_code == 303
        assert not rencontre.appels.ouverts().exists()
        encore = rencontre_du_jour(monde, jours=1, titre="Demain")
        assert client.post(page(encore, "equipe:code_presence")).status_code == 409


def test_half_days_are_listed_signed_and_countersigned(monde, client_de):
    par_demi_journee(monde.promotion)
    rencontre = rencontre_du_jour(monde)
    with time_machine.travel(a(10), tick=False):
        _, code = afficher(monde, rencontre, a(10), "matin")
        client = client_de(monde.catalyseur)
        adresse = page(rencontre, "parcours:presence")
        assert client.post(adresse, {"code": code}).status_code == 422
        signee = client.post(adresse, {"code": code, "nom": "Amina Essai"}, follow=True)
        assert "Amina Essai" in signee.content.decode()
        equipe = client_de(monde.equipe)
        liste = equipe.get(page(rencontre, "equipe:feuille_presence")).content.decode()
        assert "Contresigner le matin" in liste
        contre = reverse("equipe:contresigner", args=[monde.promotion.code, rencontre.pk, "matin"])
        assert equipe.post(contre, {"nom": ""}).status_code == 409
        assert equipe.post(contre, {"nom": "Ophélie Essai"}).status_code == 303
    assert Presence.objects.get().contresignee_le == a(10)


# --- the person ------------------------------------------------------------------------------
def test_the_day_of_the_rencontre_home_leads_to_the_signature(monde, rencontre, client_de):
    client = client_de(monde.catalyseur)
    with time_machine.travel(a(10), tick=False):
        _, code = afficher(monde, rencontre, a(10))
        adresse = page(rencontre, "parcours:presence")
        assert adresse in client.get("/").content.decode()
        faux = client.post(adresse, {"code": "AAAAA"})
        assert faux.status_code == 409
        assert "AAAAA" in faux.content.decode()
        assert client.post(adresse, {"code": code}).status_code == 303
        assert "Votre présence est" in client.get(adresse).content.decode()
        assert adresse not in client.get("/").content.decode()
    with time_machine.travel(a(10, jours=-1), tick=False):
        assert adresse not in client.get("/").content.decode()


def test_who_guesses_is_stopped_with_words(monde, rencontre, client_de):
    client, adresse = client_de(monde.catalyseur), page(rencontre, "parcours:presence")
    with time_machine.travel(a(10), tick=False):
        _, code = afficher(monde, rencontre, a(10))
        reponses = [client.post(adresse, {"code": f"AAAA{n}"}).status_code for n in range(10)]
        assert reponses == [409] * 10
        trop = client.post(adresse, {"code": code})
        assert trop.status_code == 429
        assert "trop d’essais" in trop.content.decode()
        # Another person behind the same address is not stopped.
        assert client_de(monde.autre).post(adresse, {"code": code}).status_code == 303


def test_an_excuse_then_a_catch_up(monde, rencontre, client_de):
    client = client_de(monde.catalyseur)
    equipe = client_de(monde.equipe)
    with time_machine.travel(a(17), tick=False):
        assert client.get(page(rencontre, "parcours:rattrapage")).status_code == 404
        vide = client.post(page(rencontre, "parcours:excuse"), {"motif": ""})
        assert vide.status_code == 422
        assert client.post(
            page(rencontre, "parcours:excuse"), {"motif": "Conseil"}
        ).status_code == (303)
        ecrit = {"texte": "Relire **la synthèse**."}
        assert equipe.post(page(rencontre, "equipe:pour_rattraper"), ecrit).status_code == 303
        lue = client.get(page(rencontre, "parcours:rattrapage")).content.decode()
        assert "<strong>la synthèse</strong>" in lue
        assert client.post(page(rencontre, "parcours:rattrapage")).status_code == 303
    assert Presence.objects.get().rattrape_le == a(17)
    assert (
        "Conseil"
        not in client_de(monde.autre).get(page(rencontre, "parcours:presence")).content.decode()
    )


def test_the_committee_and_the_coach_reach_no_list(monde, rencontre, client_de):
    for qui in (monde.comite, monde.coach, monde.catalyseur):
        client = client_de(qui)
        assert client.get(page(rencontre, "equipe:feuille_presence")).status_code == 403
        liste = reverse("equipe:presences", args=[monde.promotion.code])
        assert client.get(liste).status_code == 403


def test_the_pages_cost_the_same_for_24_people_and_many_rencontres(monde, rencontre, client_de):
    equipe, catalyseur = client_de(monde.equipe), client_de(monde.catalyseur)
    code = monde.promotion.code

    def grossir():
        scenes.agrandir(monde)
        for rang in range(3):
            autre = rencontre_du_jour(monde, titre=f"Autre {rang}")
            inscrire_a(monde, autre, "Deux7")
            noter_presences(
                par=monde.equipe,
                rencontre=autre,
                lignes=[ligne(monde, "present"), ligne(monde, "absent", "Deux7")],
                instant=a(18),
            )

    with time_machine.travel(a(18), tick=False):
        verifier_plafonds(
            [
                (lambda: equipe.get(reverse("equipe:presences", args=[code])), PAGE),
                (lambda: equipe.get(page(rencontre, "equipe:feuille_presence")), PAGE),
                (lambda: equipe.get(page(rencontre, "equipe:code_presence")), PAGE),
                (lambda: catalyseur.get(reverse("parcours:mes_presences", args=[code])), PAGE),
                (lambda: catalyseur.get(page(rencontre, "parcours:presence")), PAGE),
            ],
            grossir,
        )


# --- documents -------------------------------------------------------------------------------
def texte(composition) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf_bytes(render_document(composition)))).pages
    return " ".join(" ".join(p.extract_text() for p in pages).replace("\u00a0", " ").split())


def test_each_document_is_for_those_it_is_about(monde, rencontre):
    sienne = participation(monde)
    for qui, feuilles, attestations in (
        (monde.equipe, True, True),
        (monde.catalyseur, False, True),
        (monde.catalyseur2, False, False),
        (monde.coach, False, False),
        (monde.comite, False, False),
    ):
        assert rencontres_a_tenir(qui).filter(pk=rencontre.pk).exists() is feuilles
        assert participations_a_attester(qui).filter(pk=sienne.pk).exists() is attestations
        assert not rencontres_signees(qui).exists()
        assert not participations_a_certifier(qui).exists()
    par_demi_journee(monde.promotion)
    assert rencontres_signees(monde.equipe).filter(pk=rencontre.pk).exists()
    assert participations_a_certifier(monde.catalyseur).filter(pk=sienne.pk).exists()


def test_the_sheet_to_print_and_the_attestation_say_what_is(monde, rencontre):
    noter_presences(
        par=monde.equipe,
        rencontre=rencontre,
        lignes=[ligne(monde, "present"), ligne(monde, "excuse", "Bruno", motif="Conseil")],
        instant=a(17),
    )
    feuille = texte(feuille_de_presence(objet=rencontre, personne=monde.equipe, instant=a(17)))
    assert "Bruno Essai" in feuille
    assert "Conseil" not in feuille
    dite = texte(attestation(objet=participation(monde), personne=monde.catalyseur, instant=a(17)))
    assert "Amina Essai" in dite
    assert "Journée d’essai" in dite
    assert "7 h en tout" in dite
    assert "Aucune présence" in texte(
        attestation(objet=participation(monde, "Bruno"), personne=monde.equipe, instant=a(17))
    )


def test_the_signed_sheet_and_the_certificate_count_the_signed_half_days(monde):
    par_demi_journee(monde.promotion)
    rencontre = rencontre_du_jour(monde)
    _, code = afficher(monde, rencontre, a(10), "matin")
    presence = signer_presence(
        par=monde.catalyseur,
        rencontre=rencontre,
        code=code,
        nom="Amina Essai",
        a_distance=True,
        moyen="visioconférence",
        instant=a(10),
    )
    noter_presences(
        par=monde.equipe,
        rencontre=rencontre,
        lignes=[ligne(monde, "present", moment="apres-midi")],
        instant=a(17),
    )
    contresigner(
        par=monde.equipe, rencontre=rencontre, moment="matin", nom="Ophélie Essai", instant=a(13)
    )
    feuille = texte(feuille_signee(objet=rencontre, personne=monde.equipe, instant=a(17)))
    for mots in (presence.empreinte[:12], "visioconférence", "Ophélie Essai", "sans signature"):
        assert mots in feuille
    dit = texte(certificat(objet=participation(monde), personne=monde.equipe, instant=a(17)))
    assert "3 h 30 en tout" in dit
