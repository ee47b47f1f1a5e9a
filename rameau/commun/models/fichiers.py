"""Files that people bring: private, under a name nobody can guess, never changed."""

from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q


class Genre(models.TextChoices):
    """What may be brought; anything else is refused."""

    PDF = "pdf", "PDF"
    PNG = "png", "image PNG"
    JPG = "jpg", "image JPEG"
    WEBP = "webp", "image WebP"
    DOCX = "docx", "texte Word"
    XLSX = "xlsx", "tableau Excel"
    PPTX = "pptx", "diapositives PowerPoint"
    ODT = "odt", "texte OpenDocument"


FOLDER = "fichiers"


def random_name() -> str:
    """Where a file goes in the private storage."""
    return f"{FOLDER}/{uuid4().hex}"


class Fichier(models.Model):
    """A file as it is kept: its content was checked against its kind, its images made anew.

    It has no door of its own: each room shows its files through what they belong to.
    """

    nom = models.CharField("nom", max_length=150)
    genre = models.CharField("genre", max_length=4, choices=Genre)
    taille = models.PositiveIntegerField("taille en octets")
    empreinte = models.CharField("empreinte", max_length=64)
    contenu = models.FileField("contenu", default=random_name)
    depose_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="fichiers"
    )
    depose_le = models.DateTimeField("déposé le")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contenu"],
                name="fichier_contenu_unique",
                violation_error_message="Ce fichier est déjà déposé.",
            ),
            models.CheckConstraint(
                name="fichier_nom",
                condition=~Q(nom="") & Q(taille__gt=0),
                violation_error_message="Un fichier a un nom et un contenu.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="fichier_immuable", operation=pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return self.nom
