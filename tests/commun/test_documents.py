"""Documents: who may ask and who may see, one at a time, told when it fails, gone after a week."""

import hashlib
import io
import threading
from dataclasses import replace
from datetime import timedelta

import pypdf
import pytest
from celery.exceptions import OperationalError as BrokerError
from django.db import InternalError, connection
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from evaluation.documents import tableau_de_bord
from parcours.promotions.actions.comite import quitter_le_comite
from parcours.promotions.documents.trombinoscope import promotions_a_connaitre
from rameau.commun import documents, pdf, registres, tasks
from rameau.commun.documents import (
    avancer_document,
    demander_document,
    prendre_document,
    preparer,
)
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.limits import DocumentImpossible, Progress
from rameau.commun.models import Document
from rameau.commun.models.documents import CLAIM_LIFETIME, KEPT
from rameau.commun.registres import Fabrication, Format
from tests import scenes
from tests.attente import attendre
from tests.plafonds import PAGE, TABLEAU, queries_of, verifier_plafond


@pytest.fixture
def rendu(monkeypatch):
    """Rendering has its own tests: here a document is a few bytes."""
    monkeypatch.setattr(documents, "bytes_within_limits", lambda make, **_: b"%PDF-1.7 essai")


@pytest.fixture(autouse=True)
def _sans_second_facteur(settings):
    """The second factor has its own tests."""
    settings.DEMO = True


@pytest.fixture(autouse=True)
def _sans_sonnette(monkeypatch, request):
    """No worker is there, but where a test starts one."""
    if "ouvrier" not in request.fixturenames:
        monkeypatch.setattr(documents, "ring", lambda document_id: None)


def demander(monde, qui=None, genre="tableau-de-bord", objet=None) -> Document:
    return demander_document(
        par=qui or monde.comite,
        genre=genre,
        objet_id=objet or monde.promotion.pk,
        instant=timezone.now(),
    )


def relire(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def statut(client, url: str) -> int:
    """The status of an answer that may hold an open file."""
    response = client.get(url)
    if response.streaming:
        response.getvalue()  # read to its end, the file is closed
    return response.status_code


def adresse(document: Document, nom: str = "document") -> str:
    return reverse(f"documents:{nom}", args=[document.pk])


# --- who may ask -----------------------------------------------------------------------------
QUI = {
    "tableau-de-bord": {"equipe", "comite"},
    "trombinoscope": {"equipe", "coach", "autre_coach", "catalyseur", "catalyseur2", "autre"},
}
PERSONNES = sorted(set.union(*QUI.values()) | {"ailleurs", "alumni"})


@pytest.mark.parametrize("genre", QUI)
@pytest.mark.django_db
def test_each_document_is_for_those_its_kind_names(monde, client_de, genre):
    for nom in PERSONNES:
        personne = getattr(monde, nom)
        url = reverse("documents:demander", args=[genre, monde.promotion.pk])
        status = client_de(personne).post(url).status_code
        assert status == (303 if nom in QUI[genre] else 404), nom
        if nom not in QUI[genre]:
            with pytest.raises(AccesRefuse):
                demander(monde, personne, genre)
    assert Document.objects.count() == len(QUI[genre])


@pytest.mark.django_db
def test_a_past_catalyseur_keeps_the_trombinoscope_of_her_promotion_only(monde):
    assert list(promotions_a_connaitre(monde.alumni)) == [monde.close]
    assert monde.promotion in promotions_a_connaitre(monde.catalyseur)
    assert monde.close not in promotions_a_connaitre(monde.catalyseur)


@pytest.mark.django_db
def test_an_example_is_for_the_equipe(monde, client_de):
    url = reverse("apercus:document", args=["trombinoscope"])
    response = client_de(monde.equipe).post(url)
    assert response.status_code == 303
    assert Document.objects.get().objet_id is None
    assert client_de(monde.comite).post(url).status_code == 403
    assert client_de(monde.equipe).get(response.url).status_code == 200


@pytest.mark.django_db
def test_an_unknown_kind_or_object_is_nowhere(monde, client_de):
    client = client_de(monde.equipe)
    for genre, objet in (("inconnu", monde.promotion.pk), ("trombinoscope", 10**9)):
        url = reverse("documents:demander", args=[genre, objet])
        assert client.post(url).status_code == 404
    assert client.get("/documents/999999/").status_code == 404


# --- who may see -----------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_document_is_seen_by_who_asked_for_it_and_by_no_one_else(monde, client_de, rendu):
    document = demander(monde)
    preparer(document.pk)
    for nom in ("document", "fichier"):
        assert statut(client_de(monde.comite), adresse(document, nom)) == 200
        for autre in (monde.equipe, monde.catalyseur, monde.alumni):
            assert statut(client_de(autre), adresse(document, nom)) == 404


@pytest.mark.django_db
def test_a_hat_taken_away_takes_its_documents_with_it(monde, client_de, rendu):
    document = demander(monde)
    preparer(document.pk)
    client = client_de(monde.comite)
    assert statut(client, adresse(document, "fichier")) == 200
    siege = monde.comite.sieges.get()
    quitter_le_comite(par=monde.equipe, siege=siege, instant=timezone.now())
    assert statut(client, adresse(document, "fichier")) == 404
    assert statut(client, adresse(document)) == 404


@pytest.mark.django_db
def test_rights_are_those_of_the_moment_it_is_made(monde, rendu):
    document = demander(monde)
    siege = monde.comite.sieges.get()
    quitter_le_comite(par=monde.equipe, siege=siege, instant=timezone.now())
    preparer(document.pk)
    assert relire(document).etat == Document.Etat.ECHOUE


@pytest.mark.django_db
def test_a_ready_file_is_given_as_an_attachment_that_can_do_nothing(monde, client_de, rendu):
    document = demander(monde)
    client = client_de(monde.comite)
    assert client.get(adresse(document, "fichier")).status_code == 404
    preparer(document.pk)
    response = client.get(adresse(document, "fichier"))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 essai"
    assert response["Content-Type"] == "application/pdf"
    # What, about what, of which day; never « dune » for « d’une ».
    jour = relire(document).pret_le.date().isoformat()
    nom = f"tableau-de-bord-{slugify(monde.promotion.nom)}-{jour}.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{nom}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store, private"


# --- a document on its way -------------------------------------------------------------------
@pytest.mark.django_db
def test_its_page_says_where_it_is_and_stops_asking_when_it_is_there(monde, client_de, rendu):
    document, client = demander(monde), client_de(monde.comite)
    htmx = {"HX-Request": "true"}
    page = client.get(adresse(document))
    assert "attend son tour" in page.content.decode()
    assert f'hx-get="{adresse(document)}?depuis=a-faire-0"' in page.content.decode()
    same = client.get(f"{adresse(document)}?depuis=a-faire-0", headers=htmx)
    assert (same.status_code, same.content) == (204, b"")
    assert same["Cache-Control"] == "private, no-cache"
    preparer(document.pk)
    news = client.get(f"{adresse(document)}?depuis=a-faire-0", headers=htmx)
    assert news.status_code == 200
    assert "Télécharger le PDF" in news.content.decode()
    assert "hx-get" not in news.content.decode()
    assert "<html" not in news.content.decode()
    assert "HX-Request" in news["Vary"]


@pytest.mark.django_db
def test_asking_for_news_costs_one_query_besides_who_asks(monde, client_de):
    document, client = demander(monde), client_de(monde.comite)
    poll = queries_of(lambda: client.get(f"{adresse(document)}?depuis=a-faire-0"))
    assert sum("commun_document" in sql for sql in poll) == 1
    assert len(poll) <= 3, poll
    assert len(queries_of(lambda: client.get(adresse(document)))) <= PAGE


@pytest.mark.django_db
def test_a_get_never_renders(monde, client_de, monkeypatch):
    def refuse(*args: object, **kwargs: object) -> bytes:
        raise AssertionError("rendered in the web process")

    for module in (pdf, documents):
        monkeypatch.setattr(module, "bytes_within_limits", refuse)
        monkeypatch.setattr(module, "pdf_bytes", refuse)
    client = client_de(monde.comite)
    url = reverse("documents:demander", args=["tableau-de-bord", monde.promotion.pk])
    assert client.post(url).status_code == 303
    document = Document.objects.get()
    client.get(adresse(document))
    client.get(adresse(document, "fichier"))
    assert relire(document).etat == Document.Etat.A_FAIRE


@pytest.mark.django_db
def test_asking_again_while_it_is_on_its_way_gives_the_same_one(monde, rendu):
    first = demander(monde)
    assert demander(monde) == first
    assert demander(monde, monde.equipe) != first
    preparer(first.pk)
    assert demander(monde) != first


@pytest.mark.django_db(transaction=True)
def test_asked_twice_at_once_it_is_made_once():
    monde = scenes.monde()
    together, found = threading.Barrier(8), []

    def ask() -> None:
        together.wait()
        try:
            found.append(demander(monde).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == Document.objects.count() == 1


@pytest.mark.django_db
def test_made_once_even_when_two_bells_ring(monde, rendu, monkeypatch):
    document = demander(monde)
    preparer(document.pk)
    ready = relire(document)
    monkeypatch.setattr(documents, "bytes_within_limits", lambda make, **_: b"autre")
    preparer(document.pk)
    assert relire(document).empreinte == ready.empreinte
    assert ready.empreinte == hashlib.sha256(b"%PDF-1.7 essai").hexdigest()


@pytest.mark.django_db
def test_a_ready_document_never_changes(monde, rendu):
    document = demander(monde)
    preparer(document.pk)
    with pytest.raises(InternalError, match="document_pret_immuable"):
        documents.echouer_document(par=None, document=relire(document))
    assert relire(document).etat == Document.Etat.PRET


# --- other formats than PDF, and long ones ---------------------------------------------------
@pytest.fixture
def diapositives(monkeypatch):
    """A kind of document that is not a page of HTML and tells how far it is."""
    seen = []

    def fabriquer(avancer: Progress) -> bytes:
        for done in range(1, 4):
            avancer(done, 3)
        return b"PK diapositives"

    def composer(*, objet, personne, instant) -> Fabrication:
        seen.append((objet, personne))
        return Fabrication(titre="Diapositives", fabriquer=fabriquer)

    genre = replace(
        registres.documents["tableau-de-bord"],
        libelle="Diapositives",
        composer=composer,
        format=Format.PPTX,
    )
    monkeypatch.setitem(registres.documents._entrees, "tableau-de-bord", genre)
    return seen


@pytest.mark.django_db(transaction=True)
def test_slides_are_made_in_a_child_and_given_with_their_own_type(client_de, diapositives):
    monde = scenes.monde()
    document, client = demander(monde), client_de(monde.comite)
    preparer(document.pk)
    assert diapositives == [(monde.promotion, monde.comite)]
    ready = relire(document)
    assert (ready.etat, ready.fait, ready.total) == (Document.Etat.PRET, 3, 3)
    assert "les diapositives (PowerPoint)" in client.get(adresse(document)).content.decode()
    given = client.get(adresse(document, "fichier"))
    assert given.getvalue() == b"PK diapositives"
    assert given["Content-Disposition"].endswith('.pptx"')
    assert given["Content-Type"] == Format.PPTX.content_type


@pytest.mark.django_db
def test_a_long_document_shows_how_far_it_is(monde, client_de):
    document, client = demander(monde), client_de(monde.comite)
    prendre_document(par=None, document_id=document.pk, instant=timezone.now())
    avancer_document(par=None, document=relire(document), fait=5, total=12)
    page = client.get(adresse(document)).content.decode()
    assert "5 sur 12" in page
    assert 'value="5"' in page
    same = f"{adresse(document)}?depuis=en-cours-5"
    assert client.get(same).status_code == 204
    avancer_document(par=None, document=relire(document), fait=6, total=12)
    assert client.get(same).status_code == 200
    with pytest.raises(RegleViolee, match="dépasse"):
        avancer_document(par=None, document=relire(document), fait=13, total=12)


# --- when it fails ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    "panne", [DocumentImpossible("time"), MemoryError(), OSError("disque plein")]
)
@pytest.mark.django_db
def test_whatever_breaks_is_told_kindly_and_one_may_ask_again(monde, client_de, monkeypatch, panne):
    def fail(make: object, **limits: object) -> bytes:
        raise panne

    monkeypatch.setattr(documents, "bytes_within_limits", fail)
    document, client = demander(monde), client_de(monde.comite)
    preparer(document.pk)
    assert relire(document).etat == Document.Etat.ECHOUE
    page = client.get(adresse(document)).content.decode()
    assert "n’a pas pu être établi" in page
    assert "Demander de nouveau" in page
    assert "hx-get" not in page
    assert demander(monde) != document


@pytest.mark.django_db
def test_a_real_page_too_heavy_for_its_limits_ends_as_failed(monde, monkeypatch):
    render = documents.render_document
    monkeypatch.setattr(documents, "render_document", lambda composed: render(composed) * 400)
    genre = registres.documents["tableau-de-bord"]
    monkeypatch.setitem(registres.documents._entrees, "tableau-de-bord", replace(genre, secondes=1))
    document = demander(monde)
    preparer(document.pk)
    assert relire(document).etat == Document.Etat.ECHOUE


@pytest.mark.django_db
def test_redis_away_the_document_waits_for_the_sweep(monde, monkeypatch):
    monkeypatch.undo()

    def away(*args: object, **kwargs: object) -> None:
        raise BrokerError

    monkeypatch.setattr(tasks.preparer_document, "apply_async", away)
    documents.ring(demander(monde).pk)
    rung: list[int] = []
    monkeypatch.setattr(documents, "ring", rung.append)
    tasks.balayer_documents()
    assert rung == [Document.objects.get().pk]


@pytest.mark.django_db
def test_the_sweep_tells_of_dead_workers_and_removes_what_is_a_week_old(monde, rendu, instant):
    dead, old = demander(monde), demander(monde, monde.equipe)
    documents.prendre_document(par=None, document_id=dead.pk, instant=instant)
    preparer(old.pk)
    stored = relire(old).fichier
    assert stored.storage.exists(stored.name)
    documents.constater_oublies(par=None, instant=instant + CLAIM_LIFETIME)
    assert relire(dead).etat == Document.Etat.EN_COURS
    documents.constater_oublies(par=None, instant=instant + CLAIM_LIFETIME + timedelta(seconds=1))
    assert relire(dead).etat == Document.Etat.ECHOUE
    documents.retirer_perimes(par=None, instant=instant + KEPT - timedelta(minutes=1))
    assert Document.objects.count() == 2
    documents.retirer_perimes(par=None, instant=instant + KEPT + timedelta(minutes=1))
    assert Document.objects.count() == 0
    assert not stored.storage.exists(stored.name)


# --- what they say ---------------------------------------------------------------------------
def text_of(composition) -> str:
    content = pdf.pdf_bytes(documents.render_document(composition))
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(p.extract_text() for p in pages).split()).replace("\u00a0", " ")


@pytest.mark.django_db
def test_the_trombinoscope_names_people_without_telephone_nor_address(monde, instant):
    monde.binome.participations.actives()
    composition = registres.documents["trombinoscope"].composer(
        objet=monde.promotion, personne=monde.catalyseur, instant=instant
    )
    text = text_of(composition)
    for words in ("Amina Essai", "Bruno Essai", "Delphine Essai", "Coach : Claire Essai"):
        assert words in text
    assert "Le binôme est à constituer" in text
    assert "@" not in text
    assert "telephone" not in repr(composition.contexte)


@pytest.mark.django_db
def test_the_dashboard_says_what_its_page_says_and_nothing_that_is_not_shared(monde, instant):
    scenes.partager(monde, "Un texte que le binôme garde pour son coach.")
    composition = tableau_de_bord(objet=monde.promotion, personne=monde.comite, instant=instant)
    text = text_of(composition)
    assert "partagé au coach" in text
    assert str(monde.binome.structure) in text
    assert "garde pour son coach" not in text


@pytest.mark.parametrize("genre", QUI)
@pytest.mark.django_db
def test_composing_costs_the_same_for_12_structures(monde, instant, genre):
    composer = registres.documents[genre].composer

    def compose() -> None:
        personne = scenes.relire(monde.equipe)
        composition = composer(objet=monde.promotion, personne=personne, instant=instant)
        documents.render_document(composition)

    verifier_plafond(compose, lambda: scenes.agrandir(monde), plafond=TABLEAU)


@pytest.mark.celery
@pytest.mark.django_db(transaction=True)
def test_a_real_worker_makes_the_document_that_was_asked_for(ouvrier):
    monde = scenes.monde()
    document = demander(monde, monde.equipe, "trombinoscope")
    attendre(lambda: relire(document).etat == Document.Etat.PRET)
    ready = relire(document)
    with ready.fichier.open() as stored:
        content = stored.read()
    assert hashlib.sha256(content).hexdigest() == ready.empreinte
    assert pypdf.PdfReader(io.BytesIO(content)).metadata.title.startswith("Trombinoscope")


# --- the preview page ------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_preview_shows_every_mail_and_every_document_to_the_equipe(monde, client_de):
    client = client_de(monde.equipe)
    page = client.get(reverse("apercus:apercus")).content.decode()
    for code, kind in registres.courriels.items():
        assert reverse("apercus:courriel", args=[code]) in page
        text = client.get(reverse("apercus:courriel", args=[code]))
        alone = client.get(reverse("apercus:courriel_html", args=[code]))
        assert text.status_code == alone.status_code == 200
        assert 'class="courriel"' in alone.content.decode()
        assert "css/courriel.css" in alone.content.decode()
        assert "unsafe" not in alone["Content-Security-Policy"]
        assert kind.libelle.split()[0] in text.content.decode()
    for code in QUI:
        assert reverse("apercus:document", args=[code]) in page
    assert client.get("/equipe/apercus/courriels/inconnu/").status_code == 404


@pytest.mark.parametrize("nom", ["comite", "catalyseur", "coach", "alumni"])
@pytest.mark.django_db
def test_the_preview_is_for_the_equipe_alone(monde, client_de, nom):
    client = client_de(getattr(monde, nom))
    for url in ("/equipe/apercus/", "/equipe/apercus/courriels/invitation/"):
        assert client.get(url).status_code == 403
