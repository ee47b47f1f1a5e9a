"""Structures: the organisations that take part and carry the binômes."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from rameau.commun.recherche import noms
from rameau.commun.texte import cle_de_tri


class Organisation(models.Model):
    """A structure. It outlives a promotion: its page gathers its promotions and its territory."""

    class Sphere(models.TextChoices):
        PUBLIQUE = "publique", "collectivités et acteurs publics"
        ENTREPRISES = "entreprises", "entreprises"
        ASSOCIATIONS = "associations", "associations et fondations"
        ACADEMIQUE = "academique", "acteurs académiques"

    nom = models.CharField("nom", max_length=160)
    profil = models.CharField(
        "profil",
        max_length=80,
        help_text="Par exemple : collectivité territoriale, PTCE.",
    )
    sphere = models.CharField(
        "sphère d'acteurs",
        max_length=20,
        choices=Sphere,
        blank=True,
        help_text="Vide quand le profil ne la dit pas : l'équipe la précise.",
    )
    cle_de_tri = models.CharField("clé de tri", max_length=170, editable=False)

    class Meta:
        ordering = ["cle_de_tri", "pk"]
        indexes = [GinIndex(noms("cle_de_tri"), name="organisation_noms")]
        constraints = [
            models.UniqueConstraint(
                fields=["nom"],
                name="organisation_nom_unique",
                violation_error_message="Une structure porte déjà ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.cle_de_tri = cle_de_tri(self.nom)
        super().save(*args, **kwargs)
