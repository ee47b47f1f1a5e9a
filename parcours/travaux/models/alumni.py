"""What a catalyseur leaves visible once the promotion is over."""

import pgtrigger
from django.db import models

from parcours.promotions.models.binomes import Participation


class ChoixAlumni(models.Model):
    """One answer of a catalyseur about what stays visible; the latest counts, all are kept.

    Nobody's answer is supposed: who said nothing is as discreet as can be. `coordonnees` is for
    her former promotion; `entraide`, for whoever of another one meets a frein like hers.
    """

    class Travaux(models.TextChoices):
        PROMOTION = "promotion", "la promotion seulement"
        GARDER = "garder", "ceux avec qui nous les avons partagés"

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="choix_alumni")
    coordonnees = models.BooleanField("coordonnées visibles des alumni")
    entraide = models.BooleanField("peut être appelé par les promotions suivantes", default=False)
    travaux = models.CharField("travaux lus par", max_length=10, choices=Travaux)
    fait_le = models.DateTimeField("fait le")

    class Meta:
        ordering = ["participation_id", "-fait_le", "-pk"]
        triggers = [
            pgtrigger.Protect(
                name="choix_alumni_garde", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} ({self.fait_le:%Y-%m-%d})"
