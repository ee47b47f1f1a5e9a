"""The private bucket: a real S3 API on the loopback, the same promises as a folder."""

import socket
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from django.core.files.storage import default_storage
from django.urls import reverse

from rameau.commun import documents
from rameau.commun.fichiers import (
    FichierExamine,
    deposer_fichier,
    file_response,
    retirer_fichier,
    retirer_orphelins,
)
from rameau.commun.models import Document, Fichier
from rameau.commun.models.fichiers import Genre
from rameau.commun.stockage import storage_from_url
from rameau.commun.tasks import battre
from tests import scenes
from tests.attente import attendre

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sans_second_facteur(settings: Any) -> None:
    settings.DEMO = True


SEAU = "rameau-essais"
GRAND = 12 * 2**20


def adresse(port: int, seau: str = SEAU) -> str:
    return f"s3://cle:un%2Fsecret%2Ba-coder@127.0.0.1:{port}/{seau}?region=fr-par&https=0"


@pytest.fixture(scope="module")
def service() -> Iterator[int]:
    """Moto, an S3 API in a process of its own; its port."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = int(sock.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        attendre(lambda: _listens(port))
        yield port
    finally:
        process.kill()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def seau(service: int, settings: Any) -> Any:
    """An empty bucket, where the product keeps its files; the S3 client of the test."""
    client = boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{service}",
        aws_access_key_id="cle",
        aws_secret_access_key="secret",
        region_name="fr-par",
    )
    try:
        client.create_bucket(
            Bucket=SEAU, CreateBucketConfiguration={"LocationConstraint": "fr-par"}
        )
    except ClientError:
        for objet in client.list_objects_v2(Bucket=SEAU).get("Contents", []):
            client.delete_object(Bucket=SEAU, Key=objet["Key"])
    rangement = storage_from_url(adresse(service), Path("inutile"))
    settings.STORAGES = {**settings.STORAGES, "default": rangement}
    yield client
    client.close()


def noms(client: Any) -> list[str]:
    return [objet["Key"] for objet in client.list_objects_v2(Bucket=SEAU).get("Contents", [])]


def deposer(personne: Any, instant: Any, octets: bytes = b"%PDF-1.7 essai") -> Fichier:
    examine = FichierExamine(nom="été.pdf", genre=Genre.PDF, octets=octets)
    return deposer_fichier(par=personne, examine=examine, instant=instant)


def test_a_file_goes_to_the_bucket_privately_and_comes_back_as_an_attachment(seau, monde, instant):
    fichier = deposer(monde.catalyseur, instant)
    assert noms(seau) == [fichier.contenu.name]
    droits = seau.get_object_acl(Bucket=SEAU, Key=fichier.contenu.name)
    assert all("URI" not in grant["Grantee"] for grant in droits["Grants"])
    response = file_response(fichier)
    assert b"".join(response) == b"%PDF-1.7 essai"
    response.close()
    assert response["Content-Disposition"].startswith("attachment;")
    with pytest.raises(NotImplementedError):
        fichier.contenu.url  # noqa: B018  # no address of its own


def test_removing_a_file_empties_the_bucket_once_committed(
    seau, monde, instant, django_capture_on_commit_callbacks
):
    fichier = deposer(monde.catalyseur, instant)
    with django_capture_on_commit_callbacks() as callbacks:
        retirer_fichier(par=monde.catalyseur, fichier=fichier)
        assert noms(seau)
    for callback in callbacks:
        callback()
    assert noms(seau) == []


def test_a_content_whose_deposit_failed_goes_the_next_day(seau, monde, instant, monkeypatch):
    assert retirer_orphelins(instant=instant) == 0
    garde = deposer(monde.catalyseur, instant)
    monkeypatch.setattr(Fichier, "save", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        deposer(monde.catalyseur, instant)
    assert len(noms(seau)) == 2
    assert retirer_orphelins(instant=instant) == 0
    assert retirer_orphelins(instant=instant + timedelta(days=2)) == 1
    assert noms(seau) == [garde.contenu.name]


def document_pret(monde: scenes.Monde, instant: Any, octets: bytes, monkeypatch: Any) -> Document:
    """A document as a worker leaves it, its making aside."""
    demande = documents.demander_document(
        par=monde.equipe, genre="trombinoscope", objet_id=monde.promotion.pk, instant=instant
    )
    monkeypatch.setattr(documents, "bytes_within_limits", lambda *args, **kwargs: octets)
    documents.preparer(demande.pk)
    fini: Document = Document.objects.get(pk=demande.pk)
    assert fini.etat == Document.Etat.PRET
    return fini


@pytest.mark.parametrize("ou", ["seau", "dossier"])
def test_a_large_document_passes_through_a_process_that_never_holds_it(
    ou, request, monde, instant, client_de, settings, tmp_path, monkeypatch
):
    if ou == "seau":
        request.getfixturevalue("seau")
    else:
        rangement = storage_from_url(f"file://{tmp_path}", Path("inutile"))
        settings.STORAGES = {**settings.STORAGES, "default": rangement}
    document = document_pret(monde, instant, bytes(GRAND), monkeypatch)
    client = client_de(monde.equipe)
    address = reverse("documents:fichier", args=[document.pk])
    assert sum(map(len, client.get(address).streaming_content)) == GRAND  # what is loaded once
    tracemalloc.start()
    try:
        response = client.get(address)
        length = sum(len(chunk) for chunk in response.streaming_content)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert length == GRAND
    assert peak < GRAND / 4


def test_documents_kept_long_enough_leave_the_bucket(seau, monde, instant, monkeypatch):
    document = document_pret(monde, instant, b"%PDF-1.7", monkeypatch)
    assert noms(seau) == [document.fichier.name]
    documents.retirer_perimes(par=None, instant=instant + timedelta(days=30))
    assert noms(seau) == []


def test_an_absent_object_is_an_absent_file(seau):
    assert not default_storage.exists("fichiers/inconnu")
    with pytest.raises(FileNotFoundError):
        default_storage.open("fichiers/inconnu")


def ailleurs(settings: Any, port: int, seau: str = SEAU) -> None:
    rangement = storage_from_url(adresse(port, seau), Path("inutile"))
    settings.STORAGES = {**settings.STORAGES, "default": rangement}


def test_a_silent_bucket_is_a_kind_503_and_nothing_is_written(
    seau, monde, instant, client_de, settings, monkeypatch
):
    document = document_pret(monde, instant, b"%PDF-1.7", monkeypatch)
    ailleurs(settings, 1)
    response = client_de(monde.equipe).get(reverse("documents:fichier", args=[document.pk]))
    assert response.status_code == 503
    assert response["Retry-After"]
    with pytest.raises(Exception, match="EndpointConnectionError"):
        deposer(monde.catalyseur, instant)
    assert not Fichier.objects.exists()


def test_a_document_that_could_not_be_kept_is_told_and_may_be_asked_again(
    seau, monde, instant, settings, monkeypatch
):
    ailleurs(settings, 1)
    demande = documents.demander_document(
        par=monde.equipe, genre="trombinoscope", objet_id=monde.promotion.pk, instant=instant
    )
    monkeypatch.setattr(documents, "bytes_within_limits", lambda *args, **kwargs: b"%PDF-1.7")
    documents.preparer(demande.pk)
    assert Document.objects.get(pk=demande.pk).etat == Document.Etat.ECHOUE


def test_the_monitoring_tells_a_bucket_that_answers_from_one_that_does_not(seau, client, settings):
    battre()
    response = client.get("/sante/complet")
    assert (response.status_code, response.json()["stockage"]) == (200, "répond")
    ailleurs(settings, 1)
    response = client.get("/sante/complet")
    assert (response.status_code, response.json()["stockage"]) == (503, "muet")
