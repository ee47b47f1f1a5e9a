"""Promotions: one run of a parcours, with real dates and people; and its four stages."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from parcours.promotions.models.programmes import (
    Genre,
    ModeleEcheance,
    ModeleEtape,
    Parcours,
    Programme,
)
from rameau.commun.chapeaux import Chapeau
from rameau.commun.recherche import document
from rameau.comptes.models import Personne

PROMOTIONS_SUIVIES = 20
"""How many promotions the équipe's home and agenda speak about at once: the latest open ones."""


class PromotionQuerySet(models.QuerySet["Promotion"]):
    def visibles_par(self, personne: Personne) -> "PromotionQuerySet":
        """The équipe sees all; a catalyseur and an alumni theirs; a coach those of her binômes;
        a committee member those of the programme she follows."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        return self.filter(
            Q(
                pk__in=personne.participations.filter(jusqua=None).values("binome__promotion"),
            )
            | Q(
                pk__in=personne.binomes_suivis.filter(jusqua=None).values("binome__promotion"),
            )
            | Q(programme__in=personne.sieges.filter(jusqua=None).values("programme"))
        )

    def vecues_par(self, personne: Personne) -> "PromotionQuerySet":
        """Those the person lives with others: as a catalyseur, past ones included, or a coach."""
        return self.filter(
            Q(pk__in=personne.participations.filter(jusqua=None).values("binome__promotion"))
            | Q(pk__in=personne.binomes_suivis.filter(jusqua=None).values("binome__promotion"))
        )

    def ouvertes(self) -> "PromotionQuerySet":
        """Those that are not closed."""
        return self.exclude(etat=Promotion.Etat.CLOSE)

    def suivies(self) -> "PromotionQuerySet":
        """The latest open ones, that the équipe's home and agenda speak about."""
        return self.ouvertes().order_by("-debut", "-pk")[:PROMOTIONS_SUIVIES]


class Promotion(models.Model):
    """One run of a parcours. Its version of the parcours is the one it was born from."""

    class Etat(models.TextChoices):
        PREPARATION = "preparation", "préparation"
        EN_COURS = "en-cours", "en cours"
        EVALUATION = "evaluation", "évaluation"
        CLOSE = "close", "close"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="promotions")
    parcours = models.ForeignKey(Parcours, models.PROTECT, related_name="promotions")
    nom = models.CharField("nom", max_length=120)
    code = models.SlugField("adresse", max_length=60)
    debut = models.DateField("début")
    fin = models.DateField("fin")
    etat = models.CharField("état", max_length=12, choices=Etat, default=Etat.PREPARATION)
    choix_demandes_le = models.DateTimeField("choix d'après demandés le", null=True, blank=True)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        ordering = ["-debut", "pk"]
        indexes = [GinIndex(document("nom"), name="promotion_texte")]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="promotion_code_unique",
                violation_error_message="Une promotion porte déjà ce nom.",
            ),
            models.CheckConstraint(
                name="promotion_dates",
                condition=Q(fin__gt=F("debut")),
                violation_error_message="Une promotion finit après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    def get_absolute_url(self) -> str:
        return reverse("parcours:promotion", args=[self.code])


class Etape(models.Model):
    """A stage of a promotion; its session and its work hang on it."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="etapes")
    modele = models.ForeignKey(ModeleEtape, models.PROTECT, related_name="+")
    ordre = models.PositiveSmallIntegerField("ordre")
    titre = models.CharField("titre", max_length=80)
    livrable_du_le = models.DateField("travail attendu le", null=True, blank=True)

    class Meta:
        ordering = ["promotion_id", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "ordre"],
                name="etape_ordre_unique",
                violation_error_message="Deux étapes de la promotion ont le même rang.",
            ),
            models.CheckConstraint(
                name="etape_ordre",
                condition=Q(ordre__range=(1, 4)),
                violation_error_message="Une promotion compte quatre étapes.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class EcheanceQuerySet(models.QuerySet["Echeance"]):
    def visibles_par(self, personne: Personne) -> "EcheanceQuerySet":
        """Those of the promotions the person sees; lettres, questionnaires and reminders are the
        équipe's own business until they reach people."""
        siennes = self.filter(etape__promotion__in=Promotion.objects.visibles_par(personne))
        if personne.porte(Chapeau.EQUIPE):
            return siennes
        return siennes.filter(genre=Genre.COACHING)

    def de(self, promotion: Promotion) -> "EcheanceQuerySet":
        return self.filter(etape__promotion=promotion)


class Echeance(models.Model):
    """A dated row of a promotion beside its rencontres and its works: a coaching window, a lettre
    dédiée, a questionnaire, a reminder. Days are inclusive."""

    etape = models.ForeignKey(Etape, models.CASCADE, related_name="echeances")
    modele = models.ForeignKey(ModeleEcheance, models.PROTECT, related_name="+")
    genre = models.CharField("genre", max_length=14, choices=Genre)
    titre = models.CharField("titre", max_length=160)
    le = models.DateField("le")
    jusquau = models.DateField("jusqu'au", null=True, blank=True)

    objects = EcheanceQuerySet.as_manager()

    class Meta:
        ordering = ["le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["etape", "modele"],
                name="echeance_unique",
                violation_error_message="Cette échéance existe déjà.",
            ),
            models.CheckConstraint(
                name="echeance_dates",
                condition=Q(jusquau=None) | Q(jusquau__gte=F("le")),
                violation_error_message="Une fenêtre se ferme après s'être ouverte.",
            ),
        ]
        indexes = [models.Index(fields=["le"], name="echeance_le")]

    def __str__(self) -> str:
        return self.titre
