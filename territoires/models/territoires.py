"""Territories: the places that structures animate."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from rameau.commun.recherche import noms
from rameau.commun.texte import cle_de_tri
from rameau.comptes.models import Personne
from territoires.models.organisations import Organisation


class TerritoireQuerySet(models.QuerySet["Territoire"]):
    def visibles_par(self, personne: Personne) -> "TerritoireQuerySet":
        """Rule: territories and their structures are known to everyone who signs in."""
        return self if personne.is_authenticated else self.none()

    def a_confirmer(self) -> "TerritoireQuerySet":
        """Those whose source could not be read with certainty, until someone confirms."""
        return self.filter(lecture_incertaine=True, confirme_le=None)


class Territoire(models.Model):
    """A territory, with INSEE's codes (regions as of 2016) and a point for the map.

    A reading of the source that leaves a doubt is kept as it is and shown as such to the équipe
    until someone confirms it.
    """

    nom = models.CharField("nom", max_length=120)
    structure = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="territoires",
        verbose_name="structure qui l'anime",
    )
    region = models.CharField("région", max_length=2)
    departements = ArrayField(
        models.CharField(max_length=3, validators=[RegexValidator(r"^(\d{2,3}|2[AB])$")]),
        verbose_name="départements",
    )
    commune = models.CharField("commune", max_length=5, blank=True)
    latitude = models.DecimalField("latitude", max_digits=5, decimal_places=2)
    longitude = models.DecimalField("longitude", max_digits=5, decimal_places=2)
    fuseau = models.CharField("fuseau horaire", max_length=40, default="Europe/Paris")
    lecture_incertaine = models.BooleanField("lecture incertaine de la source", default=False)
    remarque_de_lecture = models.CharField("ce que dit la source", max_length=200, blank=True)
    confirme_par = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="confirmé par"
    )
    confirme_le = models.DateTimeField("confirmé le", null=True)
    cle_de_tri = models.CharField("clé de tri", max_length=170, editable=False)

    objects = TerritoireQuerySet.as_manager()

    class Meta:
        ordering = ["cle_de_tri", "pk"]
        indexes = [
            GinIndex(noms("cle_de_tri"), name="territoire_noms"),
            models.Index(fields=["cle_de_tri", "id"], name="territoire_ordre"),
            models.Index(
                fields=["id"],
                condition=Q(lecture_incertaine=True, confirme_le=None),
                name="territoire_a_confirmer",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["nom"],
                name="territoire_nom_unique",
                violation_error_message="Un territoire porte déjà ce nom.",
            ),
            models.CheckConstraint(
                name="territoire_point",
                condition=Q(latitude__range=(-90, 90)) & Q(longitude__range=(-180, 180)),
                violation_error_message="Ce point n'est pas sur la Terre.",
            ),
            models.CheckConstraint(
                name="territoire_confirmation",
                condition=Q(confirme_le=None) | Q(lecture_incertaine=True),
                violation_error_message="Seule une lecture incertaine se confirme.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.cle_de_tri = cle_de_tri(self.nom)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("territoires:territoire", args=[self.pk])
