"""The typed lines of a work, and the partners of an action."""

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from parcours.travaux.models.chaine import LONGUEUR_MAX

if TYPE_CHECKING:
    from parcours.travaux.models.livrables import Livrable


class ElementQuerySet(models.QuerySet["Element"]):
    def origines_possibles(self, livrable: "Livrable", nature: str) -> "ElementQuerySet":
        """What an element of this kind may stem from: elements of the binôme's earlier works,
        and those that come before it in the same work (a frein, then an objectif, then…)."""
        rangs = list(Element.Nature)
        avant = rangs[: rangs.index(Element.Nature(nature))]
        return self.filter(
            Q(livrable__etape__ordre__lt=livrable.etape.ordre)
            | Q(livrable=livrable, nature__in=avant),
            livrable__binome=livrable.binome_id,
        ).order_by("livrable__etape__ordre", "nature", "ordre", "pk")


class ElementManager(models.Manager.from_queryset(ElementQuerySet)):  # type: ignore[misc]
    """Those that stand in their work: one that was taken out is read through what stems from it."""

    def get_queryset(self) -> ElementQuerySet:
        return super().get_queryset().filter(retire_le=None)


class Element(models.Model):
    """One typed line of a work; it may stem from an element of an earlier one (`issu_de`).

    It is never deleted: taken out (`retire_le`), it leaves every list, and stays there for the
    elements that stem from it and for the versions that name it.
    """

    class Etat(models.TextChoices):
        A_LANCER = "a-lancer", "à lancer"
        EN_COURS = "en-cours", "en cours"
        FAITE = "faite", "faite"
        ABANDONNEE = "abandonnee", "abandonnée"

    class Nature(models.TextChoices):
        ACTION_ENTREPRISE = "action-entreprise", "action entreprise"
        FREIN = "frein", "frein"
        QUESTION = "question", "question"
        OBJECTIF = "objectif", "objectif"
        ACTION_PREVUE = "action-prevue", "action prévue"
        JALON = "jalon", "jalon"

    livrable = models.ForeignKey("travaux.Livrable", models.PROTECT, related_name="elements")
    nature = models.CharField("nature", max_length=20, choices=Nature)
    ordre = models.PositiveSmallIntegerField("ordre")
    titre = models.CharField("en une phrase", max_length=200)
    detail = models.TextField("ce qu'il faut en savoir", blank=True)
    porteur = models.CharField("qui porte", max_length=160, blank=True)
    debut = models.DateField("à partir du", null=True, blank=True)
    fin = models.DateField("jusqu'au", null=True, blank=True)
    moyens = models.TextField("avec quels moyens", blank=True)
    indicateur = models.CharField("ce qui dira que l'on avance", max_length=240, blank=True)
    etat = models.CharField("état", max_length=10, choices=Etat, default=Etat.A_LANCER)
    etiquettes = ArrayField(
        models.CharField(max_length=60), verbose_name="étiquettes", default=list, blank=True
    )
    issu_de = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="suites"
    )
    repris_le = models.DateTimeField("repris d'un travail précédent le", null=True)
    retire_le = models.DateTimeField("retiré le", null=True)
    revision = models.PositiveIntegerField("révision", default=0)

    objects = ElementManager()
    tous = ElementQuerySet.as_manager()

    class Meta:
        ordering = ["livrable_id", "nature", "ordre", "pk"]
        constraints = [
            models.CheckConstraint(
                name="element_pas_issu_de_soi",
                condition=Q(issu_de=None) | ~Q(issu_de=F("pk")),
                violation_error_message="Un élément n'est pas issu de lui-même.",
            ),
            models.CheckConstraint(
                name="element_titre",
                condition=~Q(titre=""),
                violation_error_message="Dites l'élément en une phrase.",
            ),
            models.CheckConstraint(
                name="element_longueur",
                condition=models.lookups.LessThanOrEqual(Length("detail"), LONGUEUR_MAX),
                violation_error_message="Un élément compte 40 000 signes au plus.",
            ),
            models.CheckConstraint(
                name="element_moyens_longueur",
                condition=models.lookups.LessThanOrEqual(Length("moyens"), LONGUEUR_MAX),
                violation_error_message="Les moyens tiennent en 40 000 signes au plus.",
            ),
            models.CheckConstraint(
                name="element_dates",
                condition=Q(debut=None) | Q(fin=None) | Q(fin__gte=F("debut")),
                violation_error_message="Une action finit après avoir commencé.",
            ),
            models.CheckConstraint(
                name="element_repris_de",
                condition=Q(repris_le=None) | Q(issu_de__isnull=False),
                violation_error_message="Un élément repris dit d'où il vient.",
            ),
            models.UniqueConstraint(
                fields=["livrable", "issu_de"],
                condition=Q(repris_le__isnull=False),
                name="element_repris_une_fois",
                violation_error_message="Cet élément a déjà été repris dans ce travail.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="element_garde", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="element_retire_fige",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__retire_le__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class Contribution(models.Model):
    """With whom an action is led: what this partner gives, what it receives."""

    element = models.ForeignKey(Element, models.CASCADE, related_name="contributions")
    partenaire = models.CharField("partenaire", max_length=160)
    donne = models.CharField("ce qu'il donne", max_length=240, blank=True)
    recoit = models.CharField("ce qu'il reçoit", max_length=240, blank=True)

    class Meta:
        ordering = ["element_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contribution_partenaire",
                condition=~Q(partenaire=""),
                violation_error_message="Nommez le partenaire.",
            ),
        ]

    def __str__(self) -> str:
        return self.partenaire
