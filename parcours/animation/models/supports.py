"""What is read before a rencontre, or kept from it afterwards."""

from django.db import models
from django.db.models import Q

from parcours.promotions.models.promotions import Promotion
from parcours.promotions.models.rencontres import Rencontre
from rameau.commun.chapeaux import Chapeau
from rameau.commun.models import Fichier
from rameau.comptes.models import Personne


class SupportQuerySet(models.QuerySet["Support"]):
    def visibles_par(self, personne: Personne) -> "SupportQuerySet":
        """The équipe sees all; those who live the promotion together see what is published."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        return self.filter(
            publie_le__isnull=False,
            rencontre__promotion__in=Promotion.objects.vecues_par(personne).order_by(),
        )


class Support(models.Model):
    """A link or a file for those of a rencontre, before or after it, once it is published."""

    class Moment(models.TextChoices):
        AVANT = "avant", "avant la rencontre"
        APRES = "apres", "après la rencontre"

    rencontre = models.ForeignKey(Rencontre, models.CASCADE, related_name="supports")
    moment = models.CharField("quand le lire", max_length=5, choices=Moment)
    titre = models.CharField("titre", max_length=160)
    lien = models.URLField("lien", max_length=500, blank=True)
    fichier = models.OneToOneField(
        Fichier, models.PROTECT, null=True, blank=True, related_name="support"
    )
    publie_le = models.DateTimeField("publié le", null=True, blank=True)
    ajoute_par = models.ForeignKey(Personne, models.PROTECT, related_name="+")
    ajoute_le = models.DateTimeField("ajouté le")

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering = ["rencontre_id", "-moment", "pk"]
        constraints = [
            models.CheckConstraint(
                name="support_titre",
                condition=~Q(titre=""),
                violation_error_message="Nommez ce support.",
            ),
            models.CheckConstraint(
                name="support_lien_ou_fichier",
                condition=(Q(lien="") & Q(fichier__isnull=False))
                | (~Q(lien="") & Q(fichier__isnull=True)),
                violation_error_message="Un support est un lien ou un fichier, pas les deux.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre
