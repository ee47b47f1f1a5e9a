"""Files that people bring: a corpus of evil ones is refused with words, the good ones are kept
as they were examined and given as attachments that no browser runs."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdf
import pytest
from csp.middleware import CSPMiddleware
from django import forms
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError
from django.http import HttpResponse
from django.test import RequestFactory
from PIL import Image, ImageFile

from rameau.commun import fichiers
from rameau.commun.actions import action
from rameau.commun.erreurs import RegleViolee
from rameau.commun.fichiers import (
    deposer_fichier,
    examiner,
    file_response,
    retirer_fichier,
    retirer_orphelins,
)
from rameau.commun.forms import FichierField
from rameau.commun.models import Fichier
from rameau.commun.models.fichiers import Genre


@pytest.fixture(autouse=True)
def _un_rangement_neuf(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def televerser(nom: str, octets: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(nom, octets, content_type="application/x-menteur")


def pdf() -> bytes:
    sortie, writer = io.BytesIO(), pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(sortie)
    return sortie.getvalue()


def image(genre: str, taille=(40, 20), **options) -> bytes:
    sortie = io.BytesIO()
    Image.new("RGB", taille, "green").save(sortie, format=genre, **options)
    return sortie.getvalue()


def office(genre: str) -> bytes:
    sortie = io.BytesIO()
    if genre == "docx":
        docx.Document().save(sortie)
    elif genre == "pptx":
        pptx.Presentation().save(sortie)
    else:
        openpyxl.Workbook().save(sortie)
    return sortie.getvalue()


def archive(parties: dict[str, bytes]) -> bytes:
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as ecrite:
        for nom, octets in parties.items():
            genre = zipfile.ZIP_STORED if nom == "mimetype" else zipfile.ZIP_DEFLATED
            ecrite.writestr(nom, octets, compress_type=genre)
    return sortie.getvalue()


def odt(mimetype: bytes = b"application/vnd.oasis.opendocument.text") -> bytes:
    return archive({"mimetype": mimetype, "content.xml": b"<a/>"})


BONS = {
    "rapport.pdf": pdf,
    "carte.png": lambda: image("PNG"),
    "photo.jpg": lambda: image("JPEG"),
    "photo.JPEG": lambda: image("JPEG"),
    "photo.webp": lambda: image("WEBP"),
    "texte.docx": lambda: office("docx"),
    "tableau.xlsx": lambda: office("xlsx"),
    "diapositives.pptx": lambda: office("pptx"),
    "texte.odt": odt,
}


@pytest.mark.parametrize("nom", BONS)
def test_each_kind_we_take_is_taken(nom):
    examine = examiner(televerser(nom, BONS[nom]()))
    assert examine.nom == nom
    assert examine.octets


def bombe() -> bytes:
    """Announces a small file and unfolds into hundreds of megabytes."""
    return archive(
        {
            "[Content_Types].xml": b"<a/>",
            "word/document.xml": b"\0" * (fichiers.DEPLIE_MAX + 1),
        }
    )


def grande_image() -> bytes:
    """60 megapixels in a few kilobytes."""
    sortie = io.BytesIO()
    Image.new("1", (10_000, 6_000)).save(sortie, format="PNG")
    return sortie.getvalue()


def chiffree() -> bytes:
    octets = bytearray(archive({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}))
    for depart in [i for i in range(len(octets)) if octets[i : i + 4] == b"PK\x01\x02"]:
        octets[depart + 8] |= 1
    return bytes(octets)


MAUVAIS = {
    "a program": ("outil.exe", lambda: b"MZ" + b"\0" * 200, "pas reçu ici"),
    "a page": ("page.html", lambda: b"<script>alert(1)</script>", "pas reçu ici"),
    "a drawing that runs": ("dessin.svg", lambda: b"<svg onload='x()'/>", "pas reçu ici"),
    "a double extension": ("facture.pdf.exe", pdf, "pas reçu ici"),
    "no extension": ("facture", pdf, "pas reçu ici"),
    "nothing": ("vide.pdf", lambda: b"", "est vide"),
    "a page called PDF": ("faux.pdf", lambda: b"<html><script>x()</script>", "autre chose"),
    "a PDF called image": ("faux.png", pdf, "autre chose"),
    "a GIF called PNG": ("faux.png", lambda: image("GIF"), "autre chose"),
    "a PNG called JPEG": ("faux.jpg", lambda: image("PNG"), "autre chose"),
    "a cut image": ("coupee.png", lambda: image("PNG")[:60], "autre chose"),
    "60 megapixels": ("ciel.png", grande_image, "60 millions de points"),
    "an archive that unfolds": ("bombe.docx", bombe, "se déplie"),
    "ten thousand parts": (
        "parties.docx",
        lambda: archive(
            {"[Content_Types].xml": b"", "word/document.xml": b""}
            | {f"p{i}": b"" for i in range(fichiers.PARTIES_MAX)}
        ),
        "se déplie",
    ),
    "macros": (
        "macros.docx",
        lambda: archive(
            {"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b"x"}
        ),
        "macros",
    ),
    "a way out": (
        "chemin.docx",
        lambda: archive({"[Content_Types].xml": b"", "word/document.xml": b"", "../x": b""}),
        "autre chose",
    ),
    "a locked archive": ("secret.docx", chiffree, "mot de passe"),
    "any archive": ("archive.docx", lambda: archive({"x": b"x"}), "autre chose"),
    "a table called text": ("faux.docx", lambda: office("xlsx"), "autre chose"),
    "no archive": ("faux.xlsx", lambda: b"PK\x03\x04" + b"\0" * 50, "autre chose"),
    "another OpenDocument": (
        "faux.odt",
        lambda: odt(b"application/vnd.oasis.opendocument.spreadsheet"),
        "autre chose",
    ),
    "no mimetype": ("faux.odt", lambda: archive({"content.xml": b""}), "autre chose"),
}


@pytest.fixture
def _weasyprint_is_loaded(monkeypatch):
    """As in a worker: it tells Pillow to take truncated images."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)


@pytest.mark.usefixtures("_weasyprint_is_loaded")
@pytest.mark.parametrize("mal", MAUVAIS)
def test_an_evil_file_is_refused_with_words(mal):
    nom, octets, mots = MAUVAIS[mal]
    with pytest.raises(RegleViolee, match=mots):
        examiner(televerser(nom, octets()))


def test_a_file_too_heavy_is_refused_before_it_is_read():
    lourd = televerser("lourd.pdf", pdf())
    lourd.size = fichiers.TAILLE_MAX + 1
    lourd.file = None  # type: ignore[assignment]
    with pytest.raises(RegleViolee, match="dépasse 10 Mo"):
        examiner(lourd)


def test_an_image_leaves_its_metadata_behind_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010E] = "ma rue, ma maison"
    examine = examiner(televerser("photo.jpg", image("JPEG", exif=exif) + b"ma rue encore"))
    assert b"ma rue" not in examine.octets
    with Image.open(io.BytesIO(examine.octets)) as neuve:
        assert neuve.size == (20, 40)
        assert not neuve.getexif()


@pytest.mark.parametrize(
    ("donne", "garde"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\a\\bilan.pdf", "bilan.pdf"),
        ("ligne\r\nSet-Cookie: x.pdf", "ligneSet-Cookie- x.pdf"),
        ("a" * 300 + ".pdf", "a" * 120 + ".pdf"),
        ("\u202egnp.pdf", "gnp.pdf"),
    ],
)
def test_a_name_is_only_a_name(donne, garde):
    televerse = televerser("x.pdf", pdf())
    televerse._name = donne
    assert examiner(televerse).nom == garde


def deposer(personne, instant, nom="rapport.pdf", octets=None) -> Fichier:
    return deposer_fichier(
        par=personne, examine=examiner(televerser(nom, octets or pdf())), instant=instant
    )


@pytest.mark.django_db
def test_a_file_is_kept_under_a_name_nobody_guesses_and_never_changes(monde, instant):
    premier, second = (deposer(monde.catalyseur, instant) for _ in range(2))
    assert premier.contenu.name != second.contenu.name
    assert "rapport" not in premier.contenu.name
    with default_storage.open(premier.contenu.name) as garde:
        assert garde.read() == pdf()

    @action("essai.changer")
    def changer(*, par: None) -> None:
        premier.nom = "autre.pdf"
        premier.save()

    with pytest.raises(InternalError, match="fichier_immuable"):
        changer(par=None)


@pytest.mark.django_db
def test_one_person_s_files_are_bounded(monde, instant, monkeypatch):
    monkeypatch.setattr(fichiers, "QUOTA", len(pdf()) + 10)
    deposer(monde.catalyseur, instant)
    with pytest.raises(RegleViolee, match="en tout"):
        deposer(monde.catalyseur, instant)
    deposer(monde.autre, instant)
    assert Fichier.objects.count() == 2


@pytest.mark.django_db
def test_a_file_is_given_as_an_attachment_that_nothing_runs(monde, instant):
    fichier = deposer(monde.catalyseur, instant, "été.pdf")
    middleware = CSPMiddleware(lambda request: file_response(fichier))
    response = middleware(RequestFactory().get("/"))
    assert b"".join(response) == pdf()
    response.close()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in response["Content-Security-Policy"]
    assert isinstance(response, HttpResponse) is False  # streamed, not held in memory


@pytest.mark.django_db
def test_removing_a_file_removes_its_content_once_committed(
    monde, instant, django_capture_on_commit_callbacks
):
    fichier = deposer(monde.catalyseur, instant)
    with django_capture_on_commit_callbacks() as callbacks:
        retirer_fichier(par=monde.catalyseur, fichier=fichier)
        assert default_storage.exists(fichier.contenu.name)
    for callback in callbacks:
        callback()
    assert not default_storage.exists(fichier.contenu.name)
    assert not Fichier.objects.exists()


@pytest.mark.django_db
def test_a_content_whose_deposit_failed_goes_the_next_day(monde, instant, monkeypatch):
    garde = deposer(monde.catalyseur, instant)
    monkeypatch.setattr(Fichier, "save", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        deposer(monde.catalyseur, instant)
    dossier = Path(default_storage.path(fichiers.FOLDER))
    assert len(list(dossier.iterdir())) == 2
    assert retirer_orphelins(instant=instant) == 0
    assert retirer_orphelins(instant=instant + timedelta(days=2)) == 1
    assert default_storage.exists(garde.contenu.name)


class Envoi(forms.Form):
    piece = FichierField(label="Pièce", required=False)


def test_the_field_says_why_and_gives_what_was_examined():
    bon = Envoi({}, {"piece": televerser("rapport.pdf", pdf())})
    assert bon.is_valid()
    assert bon.cleaned_data["piece"].genre is Genre.PDF
    mauvais = Envoi({}, {"piece": televerser("outil.exe", b"MZ")})
    assert not mauvais.is_valid()
    assert "pas reçu ici" in mauvais.errors["piece"][0]
    assert Envoi({}, {}).is_valid()
    assert 'accept=".docx,' in str(Envoi())
