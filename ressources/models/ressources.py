"""Resource centres (CRN): collections of resources, open to all or kept by a promotion."""

from urllib.parse import urlsplit

from django.db import models

from rameau.comptes.models import Personne


class CentreRessourcesQuerySet(models.QuerySet["CentreRessources"]):
    def visibles_par(self, personne: Personne) -> "CentreRessourcesQuerySet":
        """Rule: the centres are known to everyone who signs in."""
        return self if personne.is_authenticated else self.none()


class CentreRessources(models.Model):
    """One of the eight centres of Le RAMEAU; `adresse` is empty when the documents name none."""

    ordre = models.PositiveSmallIntegerField("ordre")
    nom = models.CharField("nom", max_length=120)
    adresse = models.URLField("adresse", blank=True)

    objects = CentreRessourcesQuerySet.as_manager()

    class Meta:
        ordering = ["ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["nom"],
                name="centre_nom_unique",
                violation_error_message="Un centre de ressources porte déjà ce nom.",
            ),
            models.UniqueConstraint(
                fields=["ordre"],
                name="centre_ordre_unique",
                violation_error_message="Deux centres de ressources ont le même rang.",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def hote(self) -> str:
        """The address as people say it."""
        return urlsplit(self.adresse).hostname or ""
