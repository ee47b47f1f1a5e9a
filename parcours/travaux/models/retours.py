"""The coach's regard miroir on a shared version, and its remarks."""

import pgtrigger
from django.db import models
from django.db.models import Q

from parcours.promotions.models.binomes import AffectationCoach, Participation
from parcours.travaux.models.livrables import Version
from rameau.comptes.models import Personne


class RetourQuerySet(models.QuerySet["Retour"]):
    def visibles_par(self, personne: Personne) -> "RetourQuerySet":
        """One that is sent: the binôme and its coach of today. One that is being written: its
        author, while she is the coach. Nobody else, whoever reads the version."""
        membres = Participation.objects.actives().filter(personne=personne)
        suivis = AffectationCoach.objects.filter(coach=personne, jusqua=None)
        return self.filter(
            Q(
                envoye_le__isnull=False,
                version__livrable__binome__in=membres.values("binome"),
            )
            | Q(
                Q(envoye_le__isnull=False) | Q(auteur=personne),
                version__livrable__binome__in=suivis.values("binome"),
            )
        )


class Retour(models.Model):
    """The coach's regard miroir on one version: remarks gathered, then sent once. Help, never a
    mark, never a permission."""

    class Nature(models.TextChoices):
        MIROIR = "miroir", "regard miroir"

    version = models.ForeignKey(Version, models.PROTECT, related_name="retours")
    auteur = models.ForeignKey(Personne, models.PROTECT, related_name="retours")
    nature = models.CharField("nature", max_length=10, choices=Nature, default=Nature.MIROIR)
    mot = models.TextField("mot d'ensemble", blank=True)
    ouvert_le = models.DateTimeField("ouvert le")
    envoye_le = models.DateTimeField("envoyé le", null=True)

    objects = RetourQuerySet.as_manager()

    class Meta:
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "auteur"],
                name="retour_un_par_auteur",
                violation_error_message="Vous avez déjà un regard sur cette version.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="retour_envoye_garde",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__envoye_le__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Regard de {self.auteur} sur {self.version}"


class Remarque(models.Model):
    """One remark, anchored to a section and to the wording of its version."""

    retour = models.ForeignKey(Retour, models.CASCADE, related_name="remarques")
    section = models.SlugField("section", max_length=40)
    citation = models.CharField("passage cité", max_length=500, blank=True)
    texte = models.TextField("remarque")
    ecrite_le = models.DateTimeField("écrite le")

    class Meta:
        ordering = ["retour_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="remarque_texte",
                condition=~Q(texte=""),
                violation_error_message="Une remarque dit quelque chose.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="remarque_envoyee_gardee",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("le_retour", "bigint"), ("envoi", "timestamptz")],
                func="""
                    IF TG_OP = 'INSERT' THEN
                        le_retour := NEW.retour_id;
                    ELSE
                        le_retour := OLD.retour_id;
                    END IF;
                    -- Locked, so that a remark cannot slip in while its regard is being sent.
                    SELECT envoye_le INTO envoi FROM travaux_retour
                    WHERE id = le_retour FOR SHARE;
                    IF envoi IS NOT NULL THEN
                        RAISE EXCEPTION 'Ce regard est envoyé : il ne change plus.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_regard_envoye';
                    END IF;
                    IF TG_OP = 'DELETE' THEN
                        RETURN OLD;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.texte[:60]


class Merci(models.Model):
    """« Merci, utile »: a member of the binôme says it of a remark; its coach sees it."""

    remarque = models.OneToOneField(Remarque, models.PROTECT, related_name="merci")
    dit_par = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="dit par")
    dit_le = models.DateTimeField("dit le")

    class Meta:
        ordering = ["remarque_id"]

    def __str__(self) -> str:
        return f"Merci de {self.dit_par}"
