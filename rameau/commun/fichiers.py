"""Files that people bring: examined before anything is kept, given only as attachments.

    examine = examiner(televerse)                      # in a form (FichierField) or an action
    fichier = deposer_fichier(par=par, examine=examine, instant=instant)
    return file_response(fichier)                      # in a view, once its own door let it pass

What is examined: the extension is one we take, the content is of that kind, an image is decoded
within bounds and made anew without its metadata, an archive (docx, xlsx, pptx, odt) is bounded,
has the parts of its kind and no macro. What is kept is what was examined.
"""

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

import puremagic
from csp.decorators import csp_update
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.http import FileResponse
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from rameau.commun.actions import action
from rameau.commun.erreurs import RegleViolee
from rameau.commun.models.fichiers import FOLDER, Fichier, Genre

TAILLE_MAX = 10 * 2**20
QUOTA = 200 * 2**20
"""Bytes that one file, and all those of one person, may take."""
PIXELS_MAX = 40_000_000
PARTIES_MAX = 3_000
DEPLIE_MAX = 200 * 2**20
ORPHANS_AFTER = timedelta(days=1)

CONTENT_TYPES = {
    Genre.PDF: "application/pdf",
    Genre.PNG: "image/png",
    Genre.JPG: "image/jpeg",
    Genre.WEBP: "image/webp",
    Genre.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Genre.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Genre.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Genre.ODT: "application/vnd.oasis.opendocument.text",
}
_IMAGES = {Genre.PNG: "PNG", Genre.JPG: "JPEG", Genre.WEBP: "WEBP"}
# The part without which an archive is not of its kind.
_PARTS = {
    Genre.DOCX: "word/document.xml",
    Genre.XLSX: "xl/workbook.xml",
    Genre.PPTX: "ppt/presentation.xml",
    Genre.ODT: "content.xml",
}
_EXTENSIONS = {**{genre.value: genre for genre in Genre}, "jpeg": Genre.JPG}
ACCEPTES = ", ".join(sorted(_EXTENSIONS))
ACCEPT = ",".join(f".{extension}" for extension in sorted(_EXTENSIONS))
PRECISIONS = f"{ACCEPTES} ; {TAILLE_MAX // 2**20} Mo au plus."


@dataclass(frozen=True, kw_only=True)
class FichierExamine:
    """A file found good, as it will be kept."""

    nom: str
    genre: Genre
    octets: bytes


def examiner(televerse: UploadedFile) -> FichierExamine:
    """Return what may be kept of an uploaded file; raise RegleViolee, saying why, if nothing."""
    nom = _nom_sain(televerse.name or "")
    genre = _EXTENSIONS.get(PurePosixPath(nom).suffix.removeprefix(".").lower())
    if genre is None:
        raise RegleViolee(f"« {nom} » : ce genre de fichier n'est pas reçu ici ({ACCEPTES}).")
    if not televerse.size:
        raise RegleViolee(f"« {nom} » est vide.")
    if televerse.size > TAILLE_MAX:
        raise RegleViolee(f"« {nom} » dépasse {TAILLE_MAX // 2**20} Mo.")
    octets = televerse.read()
    if genre in _IMAGES:
        octets = _image_neuve(nom, genre, octets)
    elif genre is Genre.PDF:
        if not octets.startswith(b"%PDF-") or not _est_du_genre(octets, ".pdf"):
            raise _pas_ce_genre(nom, genre)
    else:
        _examiner_archive(nom, genre, octets)
    return FichierExamine(nom=nom, genre=genre, octets=octets)


def _nom_sain(nom: str) -> str:
    """The last part of a name, without control characters, short enough, its extension kept."""
    brut = unicodedata.normalize("NFC", nom).replace("\\", "/").rsplit("/", 1)[-1]
    propre = "".join(c for c in brut if unicodedata.category(c)[0] != "C").strip(" .")
    propre = re.sub(r'[<>:"|?*;]', "-", propre) or "fichier"
    corps, point, extension = propre.rpartition(".")
    return f"{corps[:120]}{point}{extension[:20]}" if corps else propre[:140]


def _pas_ce_genre(nom: str, genre: Genre) -> RegleViolee:
    return RegleViolee(
        f"« {nom} » n'est pas un fichier {genre.value} : son contenu dit autre chose."
    )


def _est_du_genre(octets: bytes, extension: str) -> bool:
    try:
        return any(found.extension == extension for found in puremagic.magic_string(octets))
    except puremagic.PureError:
        return False


def _image_neuve(nom: str, genre: Genre, octets: bytes) -> bytes:
    """Decode an image of its announced kind within bounds; encode it again without metadata."""
    try:
        with (
            _whole_images_only(),
            Image.open(io.BytesIO(octets), formats=[_IMAGES[genre]]) as image,
        ):
            largeur, hauteur = image.size
            if largeur * hauteur > PIXELS_MAX:
                raise RegleViolee(
                    f"« {nom} » compte {largeur * hauteur // 1_000_000} millions de points : "
                    f"{PIXELS_MAX // 1_000_000} millions au plus."
                )
            droite = ImageOps.exif_transpose(image)
            modes = ("RGB",) if genre is Genre.JPG else ("RGB", "RGBA", "L", "LA")
            if droite.mode not in modes:
                droite = droite.convert("RGB" if genre is Genre.JPG else "RGBA")
            sortie = io.BytesIO()
            neuve = Image.frombytes(droite.mode, droite.size, droite.tobytes())
            neuve.save(sortie, format=_IMAGES[genre], quality=90)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _pas_ce_genre(nom, genre) from error
    except Image.DecompressionBombError as error:
        raise RegleViolee(f"« {nom} » est une image trop grande.") from error
    return sortie.getvalue()


@contextmanager
def _whole_images_only() -> Iterator[None]:
    """WeasyPrint, once loaded, tells Pillow to take truncated images: not here."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _examiner_archive(nom: str, genre: Genre, octets: bytes) -> None:
    """Read the table of an archive, never its content; bound it, look for its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            parties = archive.infolist()
            odt = genre is Genre.ODT and _mimetype(archive)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, OSError) as error:
        raise _pas_ce_genre(nom, genre) from error
    noms = {partie.filename for partie in parties}
    if _PARTS[genre] not in noms or (
        not odt if genre is Genre.ODT else "[Content_Types].xml" not in noms
    ):
        raise _pas_ce_genre(nom, genre)
    if len(parties) > PARTIES_MAX or sum(p.file_size for p in parties) > DEPLIE_MAX:
        raise RegleViolee(f"« {nom} » se déplie en un fichier trop grand.")
    if any(p.flag_bits & 1 for p in parties):
        raise RegleViolee(f"« {nom} » est protégé par un mot de passe : déposez-le sans.")
    if any(n.startswith("/") or ".." in PurePosixPath(n).parts for n in noms):
        raise _pas_ce_genre(nom, genre)
    if any(n.lower().endswith("vbaproject.bin") or n.startswith("Basic/") for n in noms):
        raise RegleViolee(f"« {nom} » contient des macros : enregistrez-le sans elles.")


def _mimetype(archive: zipfile.ZipFile) -> bool:
    partie = archive.getinfo("mimetype")
    return (
        partie.file_size < 100
        and partie.compress_type == zipfile.ZIP_STORED
        and archive.read(partie) == CONTENT_TYPES[Genre.ODT].encode()
    )


@action("fichiers.deposer")
def deposer_fichier(*, par: Any, examine: FichierExamine, instant: datetime) -> Fichier:
    """Keep an examined file. Raises RegleViolee when the person's files would take too much.

    Called by the action of a room, which says what the file belongs to and checks the right.
    """
    # The person's row serialises her uploads: two at once cannot both pass the quota.
    get_user_model().objects.select_for_update().get(pk=par.pk)
    pris = Fichier.objects.filter(depose_par=par).aggregate(en_tout=Sum("taille"))["en_tout"] or 0
    if pris + len(examine.octets) > QUOTA:
        raise RegleViolee(
            f"Vos fichiers dépasseraient {QUOTA // 2**20} Mo en tout : retirez-en d'abord."
        )
    fichier = Fichier(
        nom=examine.nom,
        genre=examine.genre,
        taille=len(examine.octets),
        empreinte=hashlib.sha256(examine.octets).hexdigest(),
        depose_par=par,
        depose_le=instant,
    )
    default_storage.save(fichier.contenu.name, ContentFile(examine.octets))
    fichier.save()
    return fichier


@action("fichiers.retirer", objet="fichier")
def retirer_fichier(*, par: Any, fichier: Fichier) -> None:
    """Remove a file that nothing holds any more; its content goes once that is certain."""
    nom = str(fichier.contenu.name)
    Fichier.objects.filter(pk=fichier.pk).delete()
    transaction.on_commit(lambda: default_storage.delete(nom), robust=True)


def retirer_orphelins(*, instant: datetime) -> int:
    """Remove the contents whose row was never committed; return how many there were."""
    try:
        noms = [f"{FOLDER}/{nom}" for nom in default_storage.listdir(FOLDER)[1]]
    except FileNotFoundError:  # a folder nothing was brought to yet
        return 0
    connus = set(Fichier.objects.filter(contenu__in=noms).values_list("contenu", flat=True))
    orphelins = [
        nom
        for nom in noms
        if nom not in connus and default_storage.get_modified_time(nom) < instant - ORPHANS_AFTER
    ]
    for nom in orphelins:
        default_storage.delete(nom)
    return len(orphelins)


@csp_update({"sandbox": []})  # type: ignore[arg-type]  # its types know views alone
def file_response(fichier: Fichier) -> FileResponse:
    """Give a file as an attachment that no browser runs; the caller has checked the right."""
    return FileResponse(
        fichier.contenu.open(),
        as_attachment=True,
        filename=fichier.nom,
        content_type=CONTENT_TYPES[Genre(fichier.genre)],
    )
