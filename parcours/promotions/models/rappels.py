"""Reminders: what each promotion wants of them, what the équipe set aside, what was told."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models

from parcours.promotions.models.promotions import Promotion
from rameau.comptes.models import Personne


class ReglageRappel(models.Model):
    """How a promotion wants one kind of reminders, when it is not as the kind itself begins."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="reglages_rappels")
    genre = models.SlugField("genre", max_length=40)
    actif = models.BooleanField("actif", default=True)
    jours = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(60)]),
        verbose_name="jours",
        default=list,
    )

    class Meta:
        ordering = ["promotion_id", "genre"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "genre"],
                name="reglage_rappel_unique",
                violation_error_message="Ce genre de rappel est déjà réglé pour la promotion.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promotion} : {self.genre}"


class RappelEcarte(models.Model):
    """One reminder of one day that the équipe chose not to send to one person."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="rappels_ecartes")
    personne = models.ForeignKey(Personne, models.CASCADE, related_name="rappels_ecartes")
    cle = models.CharField("objet du rappel", max_length=80)
    jour = models.DateField("jour")
    ecarte_le = models.DateTimeField("écarté le")
    ecarte_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="écarté par"
    )

    class Meta:
        ordering = ["-jour", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["personne", "cle", "jour"],
                name="rappel_ecarte_unique",
                violation_error_message="Ce rappel est déjà écarté.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cle}, {self.jour}"


class EnvoiRappels(models.Model):
    """The one message of a person's reminders of a day: the database refuses a second one."""

    personne = models.ForeignKey(Personne, models.CASCADE, related_name="envois_rappels")
    jour = models.DateField("jour")
    cree_le = models.DateTimeField("préparé le")

    class Meta:
        ordering = ["-jour", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["personne", "jour"],
                name="envoi_rappels_un_par_jour",
                violation_error_message="Les rappels de cette personne sont déjà partis "
                "aujourd'hui.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne}, {self.jour}"


class RappelEnvoye(models.Model):
    """One line of such a message: never two for the same thing to one person on one day."""

    envoi = models.ForeignKey(EnvoiRappels, models.CASCADE, related_name="rappels")
    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="rappels_envoyes")
    genre = models.SlugField("genre", max_length=40)
    cle = models.CharField("objet du rappel", max_length=80)
    texte = models.CharField("ce qui a été rappelé", max_length=300)

    class Meta:
        ordering = ["envoi_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["envoi", "cle"],
                name="rappel_envoye_unique",
                violation_error_message="Ce rappel est déjà dans le message du jour.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte
