"""Invitations: closed sign-up. The GET of the link shows, only the POST accepts."""

from datetime import datetime

from django.db import models
from django.db.models import Case, Q, Value, When

from rameau.comptes.models.personnes import Personne

ESSAIS_DU_CODE = 5


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def avec_etat(self, *, maintenant: datetime) -> "InvitationQuerySet":
        """Annotate `etat`: retirée, acceptée, expirée, remise or envoyée, in that order."""
        etats = Invitation.Etat
        return self.annotate(
            etat=Case(
                When(retiree_le__isnull=False, then=Value(etats.RETIREE)),
                When(acceptee_le__isnull=False, then=Value(etats.ACCEPTEE)),
                When(expire_le__lte=maintenant, then=Value(etats.EXPIREE)),
                When(remise_le__isnull=False, then=Value(etats.REMISE)),
                default=Value(etats.ENVOYEE),
                output_field=models.CharField(),
            )
        )

    def en_attente(self) -> "InvitationQuerySet":
        """Those neither accepted nor withdrawn, expired ones included: one per person at most."""
        return self.filter(retiree_le=None, acceptee_le=None)

    def avec_personnes(self) -> "InvitationQuerySet":
        """With who is invited and who invites, in the same query."""
        return self.select_related("personne", "envoyee_par")

    def ouvertes(self, *, maintenant: datetime) -> "InvitationQuerySet":
        """Those that may still be accepted."""
        return self.en_attente().filter(expire_le__gt=maintenant)


class Invitation(models.Model):
    """One invitation of one person, sent by mail as a link and a code, both stored hashed.

    The secrets are made when the mail leaves and exist nowhere else; sending again makes new
    ones and kills the former.
    """

    class Etat(models.TextChoices):
        ENVOYEE = "envoyee", "envoyée"
        REMISE = "remise", "remise"
        ACCEPTEE = "acceptee", "acceptée"
        EXPIREE = "expiree", "expirée"
        RETIREE = "retiree", "retirée"

    personne = models.ForeignKey(Personne, models.CASCADE, related_name="invitations")
    motif = models.CharField("en vue de", max_length=200)
    envoyee_le = models.DateTimeField("envoyée le")
    envoyee_par = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="envoyée par"
    )
    remise_le = models.DateTimeField("remise au serveur de la personne le", null=True)
    expire_le = models.DateTimeField("expire le")
    acceptee_le = models.DateTimeField("acceptée le", null=True)
    retiree_le = models.DateTimeField("retirée le", null=True)
    empreinte_jeton = models.CharField("empreinte du jeton", max_length=64, blank=True)
    empreinte_code = models.CharField("empreinte du code", max_length=64, blank=True)
    essais_code = models.PositiveSmallIntegerField("essais du code", default=0)

    etat: str  # annotated by `avec_etat`

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-envoyee_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["personne"],
                condition=Q(acceptee_le=None, retiree_le=None),
                name="invitation_une_ouverte",
                violation_error_message="Cette personne a déjà une invitation en attente.",
            ),
            models.UniqueConstraint(
                fields=["empreinte_jeton"],
                condition=~Q(empreinte_jeton=""),
                name="invitation_jeton_unique",
                violation_error_message="Ce lien existe déjà.",
            ),
            models.CheckConstraint(
                name="invitation_une_fin",
                condition=Q(acceptee_le=None) | Q(retiree_le=None),
                violation_error_message="Une invitation est acceptée ou retirée, pas les deux.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} — {self.motif}"

    @property
    def code_epuise(self) -> bool:
        """Whether the code has been tried too often, or never left; the link works on."""
        return not self.empreinte_code or self.essais_code >= ESSAIS_DU_CODE
