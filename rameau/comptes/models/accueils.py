"""The welcome of a first visit, hat by hat: read once, then out of the way."""

from django.db import models

from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models.personnes import Personne


class Accueil(models.Model):
    """The fact that a person has read the welcome of one of her hats."""

    personne = models.ForeignKey(Personne, models.CASCADE, related_name="accueils")
    chapeau = models.CharField(
        "chapeau", max_length=12, choices=[(hat.value, hat.libelle) for hat in Chapeau]
    )
    vu_le = models.DateTimeField("lu le")

    class Meta:
        ordering = ["personne", "chapeau"]
        constraints = [
            models.UniqueConstraint(
                fields=["personne", "chapeau"],
                name="accueil_une_fois",
                violation_error_message="Ce mot d'accueil est déjà lu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} ({self.chapeau})"
