"""Documents asked for by people: one row each, made by a worker, kept a few days."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

LONGEST = 240
"""Seconds that the longest kind of document may take."""
CLAIM_LIFETIME = timedelta(seconds=LONGEST + 60)
KEPT = timedelta(days=7)


class DocumentQuerySet(models.QuerySet["Document"]):
    def visibles_par(self, personne: Any) -> "DocumentQuerySet":
        """Each sees those she asked for: they were made with her rights."""
        return self.filter(demande_par=personne)

    def oublies(self, *, maintenant: datetime) -> "DocumentQuerySet":
        """Those a worker took and never gave back: it died."""
        return self.filter(etat=Document.Etat.EN_COURS, pris_le__lt=maintenant - CLAIM_LIFETIME)

    def perimes(self, *, maintenant: datetime) -> "DocumentQuerySet":
        """Those kept long enough: the facts have changed since, one asks for a new one."""
        finis = [Document.Etat.PRET, Document.Etat.ECHOUE]
        return self.filter(etat__in=finis, demande_le__lt=maintenant - KEPT)


def random_name() -> str:
    """Where the file of a document goes in the private storage: a name nobody can guess."""
    return f"documents/{uuid4().hex}"


class Document(models.Model):
    """A document of one kind (`genre`) about one object, for the person who asked for it.

    Without an object it is the example of its kind. The name of its file is known before the
    file is written, so that none is ever left behind. Once ready it never changes.
    """

    class Etat(models.TextChoices):
        A_FAIRE = "a-faire", "à faire"
        EN_COURS = "en-cours", "en cours"
        PRET = "pret", "prêt"
        ECHOUE = "echoue", "échoué"

    genre = models.CharField("genre", max_length=60)
    objet_id = models.BigIntegerField("objet", null=True)
    demande_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="documents"
    )
    demande_le = models.DateTimeField("demandé le")
    etat = models.CharField("état", max_length=8, choices=Etat, default=Etat.A_FAIRE)
    pris_le = models.DateTimeField("pris le", null=True)
    pret_le = models.DateTimeField("prêt le", null=True)
    fichier = models.FileField("fichier", default=random_name)
    fait = models.PositiveIntegerField("parties faites", default=0)
    total = models.PositiveIntegerField("parties en tout", default=0)
    empreinte = models.CharField("empreinte", max_length=64, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["genre", "objet_id", "demande_par"],
                condition=Q(etat__in=["a-faire", "en-cours"]),
                nulls_distinct=False,
                name="document_un_en_chemin",
                violation_error_message="Ce document est déjà en préparation.",
            ),
            models.CheckConstraint(
                name="document_pret",
                condition=(Q(etat="pret", pret_le__isnull=False) & ~Q(empreinte=""))
                | (~Q(etat="pret") & Q(pret_le=None, empreinte="")),
                violation_error_message="Un document prêt porte sa date et son empreinte.",
            ),
            models.CheckConstraint(
                name="document_avance",
                condition=Q(fait__lte=F("total")),
                violation_error_message="Un document ne dépasse pas son nombre de parties.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="document_pret_immuable",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__etat="pret"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.genre} {self.objet_id or 'exemple'} ({self.get_etat_display()})"
