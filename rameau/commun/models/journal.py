"""The journal: who did what, to what, when, for whom. Append-only."""

import pgtrigger
from django.conf import settings
from django.db import models


class EntreeJournal(models.Model):
    """One act. Never the value of a long text, a note, an answer or a personal field."""

    instant = models.DateTimeField("instant")
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="actes",
        verbose_name="fait par",
    )
    pour_le_compte_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="pour le compte de",
    )
    verbe = models.CharField("acte", max_length=60)
    type_objet = models.CharField("type d'objet", max_length=60, blank=True)
    objet_id = models.BigIntegerField("objet", null=True)
    avant = models.JSONField("avant", default=dict)
    apres = models.JSONField("après", default=dict)
    cle = models.CharField("clé de regroupement", max_length=120, null=True, unique=True)  # noqa: DJ001 (NULL means: not grouped, and stays out of the unique index)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["type_objet", "objet_id"], name="journal_objet")]
        triggers = [
            pgtrigger.Protect(
                name="journal_jamais_modifie",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verbe} {self.type_objet} {self.objet_id or ''}".strip()
