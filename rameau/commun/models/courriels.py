"""Mails to send: one row each. The database is the queue of record; Redis only rings the bell."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

CLAIM_LIFETIME = timedelta(minutes=10)
MAX_ATTEMPTS = 6


class CourrielQuerySet(models.QuerySet["Courriel"]):
    def a_envoyer(self, *, maintenant: datetime) -> "CourrielQuerySet":
        """Those that wait for their first or next try."""
        return self.filter(
            etat__in=[Courriel.Etat.EN_ATTENTE, Courriel.Etat.A_REESSAYER],
            prochain_essai__lte=maintenant,
        )

    def oublies(self, *, maintenant: datetime) -> "CourrielQuerySet":
        """Those a worker took and never marked: nobody knows whether they left."""
        return self.filter(etat=Courriel.Etat.PRIS, pris_le__lt=maintenant - CLAIM_LIFETIME)


class Courriel(models.Model):
    """A mail of one kind (`genre`) about one object to one person, rendered when it leaves.

    Nothing personal stands in the row: the address is read from the person (or, for someone who
    has no account, given by the kind of mail from its object), the words from the template, a
    secret link is made anew at the moment of sending. Never sent twice by the machine: one whose
    fate is not known stays `inconnu` and is shown.
    """

    class Etat(models.TextChoices):
        EN_ATTENTE = "en-attente", "en attente"
        PRIS = "pris", "pris"
        ENVOYE = "envoye", "envoyé"
        A_REESSAYER = "a-reessayer", "à réessayer"
        REFUSE = "refuse", "refusé"
        INCONNU = "inconnu", "inconnu"
        RETIRE = "retire", "retiré"

    genre = models.CharField("genre", max_length=60)
    destinataire = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="courriels"
    )
    objet_id = models.BigIntegerField("objet")
    etat = models.CharField("état", max_length=12, choices=Etat, default=Etat.EN_ATTENTE)
    cree_le = models.DateTimeField("créé le")
    prochain_essai = models.DateTimeField("prochain essai")
    pris_le = models.DateTimeField("pris le", null=True)
    envoye_le = models.DateTimeField("envoyé le", null=True)
    essais = models.PositiveSmallIntegerField("essais", default=0)
    erreur = models.CharField("dernière réponse du serveur", max_length=200, blank=True)

    objects = CourrielQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="courriel_envoye_date",
                condition=Q(etat="envoye", envoye_le__isnull=False)
                | (~Q(etat="envoye") & Q(envoye_le__isnull=True)),
                violation_error_message="Un courriel envoyé porte sa date, les autres non.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["prochain_essai"],
                name="courriel_a_envoyer",
                condition=Q(etat__in=["en-attente", "a-reessayer", "pris"]),
            ),
            models.Index(fields=["genre", "objet_id"], name="courriel_objet"),
        ]

    def __str__(self) -> str:
        return f"{self.genre} {self.objet_id} ({self.get_etat_display()})"
