"""« À partager chez moi »: what a binôme tells of a session outside, by a link without account."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from parcours.promotions.models.binomes import Binome
from parcours.promotions.models.rencontres import Rencontre
from rameau.comptes.models import Personne

TEXTE_MAX = 4_000


class PageAPartagerQuerySet(models.QuerySet["PageAPartager"]):
    def de(self, personne: Personne) -> "PageAPartagerQuerySet":
        """Those of the person's binômes."""
        return self.filter(binome__in=Binome.objects.de(personne).order_by())


class PageAPartager(models.Model):
    """What a structure takes from a session, in its own words; shown beside what the synthesis
    says for the outside."""

    rencontre = models.ForeignKey(Rencontre, models.PROTECT, related_name="pages_a_partager")
    binome = models.ForeignKey(Binome, models.PROTECT, related_name="pages_a_partager")
    texte = models.TextField("ce que notre structure en retient", blank=True)
    revision = models.PositiveIntegerField("révision", default=0)

    objects = PageAPartagerQuerySet.as_manager()

    class Meta:
        ordering = ["rencontre_id", "binome_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencontre", "binome"],
                name="page_a_partager_unique",
                violation_error_message="Votre page à partager existe déjà.",
            ),
            models.CheckConstraint(
                name="page_a_partager_longueur",
                condition=models.lookups.LessThanOrEqual(Length("texte"), TEXTE_MAX),
                violation_error_message="Ce texte compte 4 000 signes au plus.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rencontre} — {self.binome}"


class LienDePartageQuerySet(models.QuerySet["LienDePartage"]):
    def ouverts(self, *, maintenant: datetime) -> "LienDePartageQuerySet":
        """Those that open: neither withdrawn nor expired, of a synthesis that is published."""
        return self.filter(
            retire_le=None,
            expire_le__gt=maintenant,
            page__rencontre__synthese__publiee_le__isnull=False,
        )


class LienDePartage(models.Model):
    """An address that opens a page without an account. Its token is random, kept as a
    fingerprint alone: it is shown once, as the link is made."""

    page = models.ForeignKey(PageAPartager, models.CASCADE, related_name="liens")
    empreinte_jeton = models.CharField("empreinte du jeton", max_length=64)
    cree_le = models.DateTimeField("créé le")
    cree_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="créé par"
    )
    expire_le = models.DateTimeField("expire le")
    retire_le = models.DateTimeField("retiré le", null=True)

    objects = LienDePartageQuerySet.as_manager()

    class Meta:
        ordering = ["page_id", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["empreinte_jeton"],
                name="lien_de_partage_unique",
                violation_error_message="Ce lien existe déjà.",
            ),
            models.CheckConstraint(
                name="lien_de_partage_dates",
                condition=Q(expire_le__gt=F("cree_le")),
                violation_error_message="Un lien expire après avoir été créé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} — lien {self.pk}"


class DestinataireDePartage(models.Model):
    """Someone to whom the binôme gave its page, noted for itself alone."""

    page = models.ForeignKey(PageAPartager, models.CASCADE, related_name="destinataires")
    nom = models.CharField("nom", max_length=120)
    qualite = models.CharField("fonction", max_length=120, blank=True)
    remis_le = models.DateField("partagé le")
    note_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="noté par"
    )

    class Meta:
        ordering = ["page_id", "-remis_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="destinataire_de_partage_nom",
                condition=~Q(nom=""),
                violation_error_message="Dites à qui vous avez partagé cette page.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom
