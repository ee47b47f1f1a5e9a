"""Pitchs: the order, five minutes each, a sheet never late, reactions on the spot."""

import io
from datetime import timedelta
from threading import Barrier, Thread

import pptx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.pitchs import (
    clore_reactions,
    ecrire_pitch,
    masquer_reaction,
    ordonner_pitchs,
    ouvrir_reactions,
    reagir,
    regler_tour,
    tirer_un_code,
)
from parcours.animation.documents.pitchs import pitchs_en_diaporama
from parcours.animation.lectures.pitchs import ordre_de_passage, tour_de
from parcours.animation.models import Pitch, Reaction, TourDePitchs
from parcours.travaux.documents.feuille_en_diapositive import Diapositive, diaporama
from rameau.commun.erreurs import AccesRefuse, RegleViolee, VersionDepassee
from rameau.commun.fichiers import examiner
from rameau.commun.models import Fichier
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds
from tests.travaux.feuilles_scenes import ouvrir_le_tour, reagir_au_pitch, remettre_la_feuille


@pytest.fixture(autouse=True)
def _sans_second_facteur(settings):
    settings.DEMO = True


def page(monde, nom: str = "pitch") -> str:
    return reverse(f"parcours:{nom}", args=[monde.promotion.code, monde.binome.pk])


def ecrire(monde, *, par=None, revision=0, **mots) -> Pitch:
    return ecrire_pitch(
        par=par or monde.catalyseur,
        binome=monde.binome,
        points=mots.pop("points", "Un tableau"),
        demande=mots.pop("demande", ""),
        revision=revision,
        instant=timezone.now(),
        **mots,
    )


# --- the order -------------------------------------------------------------------------------
@pytest.mark.django_db
def test_each_passes_five_minutes_after_the_other_in_the_order_the_equipe_sets(monde):
    debut = timezone.now()
    tour = regler_tour(par=monde.equipe, promotion=monde.promotion, debut=debut)
    binomes = list(monde.promotion.binomes.order_by("-rang").values_list("pk", flat=True))
    ordonner_pitchs(par=monde.equipe, promotion=monde.promotion, binomes=binomes)
    passages = ordre_de_passage(monde.promotion, tour=tour)
    assert [p.binome.pk for p in passages] == binomes
    assert [p.debut for p in passages] == [debut + timedelta(minutes=5 * n) for n in range(4)]
    for faux in (binomes[:-1], [*binomes[:-1], binomes[0]], [*binomes, 10**9]):
        with pytest.raises(RegleViolee, match="une fois"):
            ordonner_pitchs(par=monde.equipe, promotion=monde.promotion, binomes=faux)
    for autre in (monde.catalyseur, monde.coach, monde.comite):
        with pytest.raises(AccesRefuse):
            ordonner_pitchs(par=autre, promotion=monde.promotion, binomes=binomes)


@pytest.mark.django_db
def test_the_database_refuses_two_at_once_and_a_binome_from_elsewhere(monde):
    ouvrir_le_tour(monde)
    ailleurs = monde.close.binomes.get()
    refus = scenes.refus_de_la_base(
        lambda: Pitch.objects.create(promotion=monde.promotion, binome=ailleurs, ordre=9)
    )
    assert refus.constraint == "regle_pitch_meme_promotion"

    def deux() -> None:
        Pitch.objects.update(ordre=1)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert scenes.refus_de_la_base(deux).constraint == "pitch_ordre_unique"


@pytest.mark.django_db
def test_the_form_orders_draws_and_keeps_what_was_typed(monde, client_de):
    client = client_de(monde.equipe)
    url = reverse("equipe:tour_de_pitchs", args=[monde.promotion.code])
    assert client.post(url, {"acte": "debut", "jour": "2027-06-10", "heure": "14:00"}).url == url
    pks = list(monde.promotion.binomes.order_by("rang").values_list("pk", flat=True))
    rangs = {f"rang-{pk}": 4 - place for place, pk in enumerate(pks)}
    assert client.post(url, {"acte": "ordre", **rangs}).status_code == 303
    assert list(Pitch.objects.order_by("ordre").values_list("binome", flat=True)) == pks[::-1]
    double = client.post(url, {"acte": "ordre", **rangs, f"rang-{pks[0]}": 1})
    assert double.status_code == 409
    assert "rang différent" in double.content.decode()
    assert client.post(url, {"acte": "tirer"}).status_code == 303
    assert sorted(Pitch.objects.values_list("ordre", flat=True).order_by("ordre")) == [1, 2, 3, 4]
    assert "14\u00a0h" in client.get(url).content.decode()


# --- the sheet -------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_sheet_is_written_by_either_member_and_never_lost(monde):
    assert ecrire(monde).revision == 1
    with pytest.raises(VersionDepassee) as depassee:
        ecrire(monde, par=monde.catalyseur2, points="Autre chose")
    assert depassee.value.actuel.points == "Un tableau"
    assert ecrire(monde, par=monde.catalyseur2, points="Autre chose", revision=1).revision == 2
    with pytest.raises(RegleViolee, match="4000"):
        ecrire(monde, points="p" * 4_001, revision=2)
    for autre in (monde.autre, monde.coach, monde.equipe):
        with pytest.raises(AccesRefuse):
            ecrire(monde, par=autre)


@pytest.mark.django_db
def test_the_sheet_is_read_by_its_binome_and_the_equipe(monde, client_de):
    ecrire(monde, points="Notre secret de scène")
    for nom, lit in {
        "catalyseur2": True,
        "equipe": True,
        "autre": False,
        "coach": False,
        "comite": False,
    }.items():
        reponse = client_de(getattr(monde, nom)).get(page(monde))
        assert reponse.status_code == 200, nom
        assert ("Notre secret de scène" in reponse.content.decode()) is lit, nom


def diapositive_deposee() -> SimpleUploadedFile:
    return SimpleUploadedFile("nous.pptx", diaporama([Diapositive("Nous", None)], lambda *_: None))


@pytest.mark.django_db
def test_a_slide_is_brought_given_replaced_and_taken_back(monde, client_de, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = client_de(monde.catalyseur)
    donnees = {"points": "", "demande": "", "revision": 0, "diapositive": diapositive_deposee()}
    assert client.post(page(monde), donnees).status_code == 303
    fichier = client_de(monde.autre).get(page(monde, "diapositive_de_pitch"))
    assert fichier.status_code == 200
    assert "attachment" in fichier["Content-Disposition"]
    assert pptx.Presentation(io.BytesIO(fichier.getvalue())).slides
    mauvaise = SimpleUploadedFile("nous.exe", b"MZ")
    refus = client.post(page(monde), {**donnees, "revision": 1, "diapositive": mauvaise})
    assert refus.status_code == 422
    autre = {**donnees, "revision": 1, "diapositive": diapositive_deposee()}
    assert client.post(page(monde), autre).status_code == 303
    assert Fichier.objects.count() == 1
    retrait = {"points": "", "demande": "", "revision": 2, "retirer": "on"}
    assert client.post(page(monde), retrait).status_code == 303
    assert not Fichier.objects.exists()


@pytest.mark.django_db
def test_the_deck_follows_the_order_and_says_who_brings_a_slide(monde, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    remettre_la_feuille(monde)
    regler_tour(par=monde.equipe, promotion=monde.promotion, debut=timezone.now())
    ecrire_pitch(
        par=monde.autre,
        binome=monde.autre_binome,
        points="",
        demande="",
        revision=0,
        instant=timezone.now(),
        diapositive=examiner(diapositive_deposee()),
    )
    binomes = list(monde.promotion.binomes.order_by("-rang").values_list("pk", flat=True))
    ordonner_pitchs(par=monde.equipe, promotion=monde.promotion, binomes=binomes)
    fabrication = pitchs_en_diaporama(
        objet=monde.promotion, personne=monde.equipe, instant=timezone.now()
    )
    deck = pptx.Presentation(io.BytesIO(fabrication.fabriquer(lambda *_: None)))
    titres = [d.shapes.title.text_frame.text for d in deck.slides]
    assert [titre[:2] for titre in titres] == ["1.", "2.", "3.", "4."]
    assert titres[3].startswith(f"4. {monde.binome.nom}")
    mots = [" ".join(f.text_frame.text for f in d.shapes if f.has_text_frame) for d in deck.slides]
    assert "nous.pptx" in mots[2]
    assert "une entreprise" in mots[3]


# --- reactions -------------------------------------------------------------------------------
@pytest.mark.django_db
def test_reactions_are_written_while_they_are_open_and_only_then(monde):
    tour = ouvrir_le_tour(monde)
    pitch = monde.binome.pitch
    reagir_au_pitch(monde)
    reagir(par=None, pitch=pitch, texte="Bravo", nom="Une élue", instant=timezone.now())
    clore_reactions(par=monde.equipe, tour=tour, instant=timezone.now())
    with pytest.raises(RegleViolee, match="ne sont pas ouvertes"):
        reagir_au_pitch(monde)
    ouvrir_reactions(par=monde.equipe, tour=tour, instant=timezone.now())
    reagir_au_pitch(monde)
    assert Reaction.objects.count() == 3
    with pytest.raises(AccesRefuse):
        reagir(par=monde.ailleurs, pitch=pitch, texte="Bonjour", instant=timezone.now())
    for texte in ("  ", "r" * 601):
        with pytest.raises(RegleViolee):
            reagir(par=monde.autre, pitch=pitch, texte=texte, instant=timezone.now())


@pytest.mark.django_db
def test_a_hidden_reaction_is_read_by_the_equipe_alone(monde, client_de):
    ouvrir_le_tour(monde)
    reaction = reagir_au_pitch(monde, "Un mot de trop")
    url = reverse("equipe:masquer_reaction", args=[monde.promotion.code, reaction.pk])
    assert client_de(monde.catalyseur).post(url).status_code == 403
    with pytest.raises(AccesRefuse):
        masquer_reaction(
            par=monde.catalyseur, reaction=reaction, masquee=True, instant=timezone.now()
        )
    assert client_de(monde.equipe).post(url).status_code == 303
    for nom, lit in {"equipe": True, "catalyseur": False, "autre": False}.items():
        html = client_de(getattr(monde, nom)).get(page(monde)).content.decode()
        assert ("Un mot de trop" in html) is lit, nom
    assert client_de(monde.equipe).post(url).status_code == 303
    assert "Un mot de trop" in client_de(monde.catalyseur).get(page(monde)).content.decode()


@pytest.mark.django_db
def test_what_was_written_never_changes(monde):
    ouvrir_le_tour(monde)
    reaction = reagir_au_pitch(monde)
    with pytest.raises(Exception, match=r"(?i)cannot update|read.?only"):
        scenes.forcer(lambda: Reaction.objects.filter(pk=reaction.pk).update(texte="Autre"))


@pytest.mark.django_db
def test_a_guest_answers_with_the_code_of_the_room_and_no_account(monde, client):
    tour = ouvrir_le_tour(monde)
    reponse = client.post(reverse("pitchs:entree"), {"code": f" {tour.code.lower()} "})
    salle = reverse("pitchs:salle", args=[tour.code])
    assert (reponse.status_code, reponse.url) == (303, salle)
    html = client.get(salle).content.decode()
    assert monde.binome.nom in html
    assert "essai.test" not in html
    donnees = {"pitch": monde.binome.pk, "texte": "Un lieu existe chez nous.", "nom": ""}
    assert client.post(salle, donnees).status_code == 303
    reaction = Reaction.objects.get()
    assert (reaction.auteur, reaction.signature) == (None, "Une personne invitée")
    assert client.post(salle, {**donnees, "texte": "x" * 601}).status_code == 422
    # She reads no one else's answer.
    assert "Un lieu existe" not in client.get(salle).content.decode()


@pytest.mark.django_db
def test_a_wrong_code_or_a_round_that_is_over_opens_nothing(monde, client):
    tour = ouvrir_le_tour(monde)
    assert client.post(reverse("pitchs:entree"), {"code": "AUTRES"}).status_code == 422
    assert client.get(reverse("pitchs:salle", args=["AUTRES"])).status_code == 404
    clore_reactions(par=monde.equipe, tour=tour, instant=timezone.now())
    salle = reverse("pitchs:salle", args=[tour.code])
    assert client.get(salle).status_code == 404
    donnees = {"pitch": monde.binome.pk, "texte": "Trop tard"}
    assert client.post(salle, donnees).status_code == 404
    assert not Reaction.objects.exists()


@pytest.mark.django_db
def test_a_flood_of_reactions_is_slowed_down(monde, client, settings):
    tour = ouvrir_le_tour(monde)
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "reagir": "3/m/ip"}
    salle = reverse("pitchs:salle", args=[tour.code])
    donnees = {"pitch": monde.binome.pk, "texte": "Encore"}
    statuts = [client.post(salle, donnees).status_code for _ in range(5)]
    assert statuts == [303, 303, 303, 429, 429]
    assert Reaction.objects.count() == 3


def test_a_code_holds_no_sign_that_one_takes_for_another():
    codes = {tirer_un_code() for _ in range(50)}
    assert len(codes) == 50
    assert not set("".join(codes)) & set("01IO")


# --- pages -----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_screen_shows_the_code_only_while_reactions_are_open(monde, client_de):
    tour = ouvrir_le_tour(monde)
    client = client_de(monde.equipe)
    url = reverse("parcours:ecran_de_pitch", args=[monde.promotion.code, 1])
    html = client.get(url).content.decode()
    assert tour.code in html
    assert "<svg" in html
    assert 'data-minutes="5"' in html
    clore_reactions(par=monde.equipe, tour=tour, instant=timezone.now())
    assert tour.code not in client.get(url).content.decode()
    assert client.get(url.replace("/1/", "/5/")).status_code == 404


@pytest.mark.django_db
def test_the_pages_cost_no_more_with_more_to_show(monde, client_de):
    tour = ouvrir_le_tour(monde)
    client, equipe, invite = (
        client_de(monde.catalyseur), client_de(monde.equipe), client_de(monde.autre)
    )  # fmt: skip
    code = monde.promotion.code

    def grossir() -> None:
        scenes.agrandir(monde)
        regler_tour(par=monde.equipe, promotion=monde.promotion, debut=tour.debut)
        for _ in range(8):
            reagir_au_pitch(monde)

    verifier_plafonds(
        [
            (lambda: client.get(reverse("parcours:pitchs", args=[code])), PAGE),
            (lambda: client.get(page(monde)), PAGE),
            (lambda: equipe.get(reverse("equipe:tour_de_pitchs", args=[code])), PAGE),
            (lambda: equipe.get(reverse("parcours:ecran_de_pitch", args=[code, 1])), PAGE),
            (lambda: invite.get(reverse("pitchs:salle", args=[tour.code])), PAGE),
        ],
        grossir,
    )


@pytest.mark.django_db(transaction=True)
def test_the_two_members_and_the_equipe_begin_at_once_and_every_place_is_one():
    monde = scenes.monde()
    barriere, erreurs = Barrier(6), []

    def commencer(faire) -> None:
        try:
            barriere.wait(10)
            faire()
        except Exception as erreur:
            erreurs.append(erreur)
        finally:
            connection.close()

    fils = [
        Thread(target=commencer, args=[lambda: regler_tour(
            par=monde.equipe, promotion=monde.promotion, debut=timezone.now())])
        for _ in range(3)
    ] + [Thread(target=commencer, args=[lambda: ecrire(monde)]) for _ in range(3)]  # fmt: skip
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert erreurs == []
    assert TourDePitchs.objects.count() == 1
    assert tour_de(monde.promotion) is not None
    assert sorted(Pitch.objects.order_by("ordre").values_list("ordre", flat=True)) == [1, 2, 3, 4]
