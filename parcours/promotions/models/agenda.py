"""The private address at which a person's own calendar reads her agenda."""

from django.db import models
from django.db.models import Q

from rameau.comptes.models import Personne


class FluxAgendaQuerySet(models.QuerySet["FluxAgenda"]):
    def ouverts(self) -> "FluxAgendaQuerySet":
        """Those that still answer."""
        return self.filter(revoque_le=None)


class FluxAgenda(models.Model):
    """An address without sign-in: only the fingerprint of its token is kept. A revoked one stays,
    so that whoever still asks for it learns that it is over."""

    personne = models.ForeignKey(Personne, models.CASCADE, related_name="flux_agenda")
    empreinte = models.CharField("empreinte du jeton", max_length=64)
    cree_le = models.DateTimeField("créé le")
    revoque_le = models.DateTimeField("révoqué le", null=True, blank=True)

    objects = FluxAgendaQuerySet.as_manager()

    class Meta:
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["personne"],
                condition=Q(revoque_le=None),
                name="flux_agenda_un_ouvert",
                violation_error_message="Une nouvelle adresse vient d'être faite : rechargez la "
                "page.",
            ),
            models.UniqueConstraint(
                fields=["empreinte"],
                name="flux_agenda_empreinte_unique",
                violation_error_message="Cette adresse existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"Agenda de {self.personne}"
