"""The synthesis of a session: written by the équipe, read by the promotion once published."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse

from parcours.promotions.models.promotions import Promotion
from parcours.promotions.models.rencontres import Rencontre
from parcours.travaux.models.livrables import LONGUEUR_MAX
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


class SyntheseQuerySet(models.QuerySet["Synthese"]):
    def visibles_par(self, personne: Personne) -> "SyntheseQuerySet":
        """Once published, whoever sees its promotion; before, the équipe."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        promotions = Promotion.objects.visibles_par(personne).order_by()
        return self.filter(publiee_le__isnull=False, rencontre__promotion__in=promotions)


class Synthese(models.Model):
    """What a session said and decided; `pour_l_exterieur` is what may be told outside the
    promotion. A change after the publication bears its date."""

    rencontre = models.OneToOneField(Rencontre, models.PROTECT, related_name="synthese")
    texte = models.TextField("synthèse")
    pour_l_exterieur = models.TextField("à raconter à l'extérieur", blank=True)
    revision = models.PositiveIntegerField("révision", default=0)
    modifiee_le = models.DateTimeField("modifiée le")
    modifiee_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="modifiée par"
    )
    publiee_le = models.DateTimeField("publiée le", null=True)
    publiee_par = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="publiée par"
    )
    corrigee_le = models.DateTimeField("complétée le", null=True)

    objects = SyntheseQuerySet.as_manager()

    class Meta:
        ordering = ["rencontre_id"]
        constraints = [
            models.CheckConstraint(
                name="synthese_publiee_par",
                condition=Q(publiee_le=None, publiee_par=None, corrigee_le=None)
                | Q(publiee_le__isnull=False, publiee_par__isnull=False),
                violation_error_message="Une synthèse publiée dit quand et par qui.",
            ),
            models.CheckConstraint(
                name="synthese_longueur",
                condition=models.lookups.LessThanOrEqual(Length("texte"), LONGUEUR_MAX)
                & models.lookups.LessThanOrEqual(Length("pour_l_exterieur"), LONGUEUR_MAX),
                violation_error_message="Une synthèse compte 40 000 signes au plus.",
            ),
        ]

    def __str__(self) -> str:
        return f"Synthèse de « {self.rencontre} »"

    def get_absolute_url(self) -> str:
        return reverse("parcours:synthese", args=[self.rencontre.promotion.code, self.rencontre_id])
