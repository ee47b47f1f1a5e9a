"""Works: a binôme's bilan, plan and feuille de route; what it writes in them."""

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import Case, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Length
from django.urls import reverse

from parcours.promotions.models.binomes import Binome
from parcours.promotions.models.promotions import Etape
from parcours.travaux.models.chaine import LONGUEUR_MAX, Nature, Partage
from parcours.travaux.models.elements import Element
from parcours.travaux.models.versions import Version
from rameau.comptes.models import Personne


class LivrableQuerySet(models.QuerySet["Livrable"]):
    def visibles_par(self, personne: Personne) -> "LivrableQuerySet":
        """Its facts (state, dates) are seen by whoever sees the promotion; its working text by
        the binôme alone (`de`), its versions by those they are shared with."""
        return self.filter(binome__in=Binome.objects.visibles_par(personne).order_by())

    def de(self, personne: Personne) -> "LivrableQuerySet":
        """Those the person writes, as a member of their binôme."""
        return self.filter(binome__in=Binome.objects.de(personne).order_by())

    def avec_etat(self) -> "LivrableQuerySet":
        """Annotate `etat` and `partage` from the facts: nothing of them is stored twice."""
        versions = Version.objects.filter(livrable=OuterRef("pk"))
        shared = versions.filter(partage__gte=Partage.COACH).order_by("-numero")
        answered = Version.objects.filter(
            pk=OuterRef("derniere_partagee"), retours__envoye_le__isnull=False
        )
        written = Exists(
            Section.objects.filter(livrable=OuterRef("pk")).exclude(texte="")
        ) | Exists(
            # What was only taken up from the work before is not yet written by anyone.
            Element.objects.filter(Q(repris_le=None) | Q(revision__gt=0), livrable=OuterRef("pk"))
        )
        etats = Livrable.Etat
        return self.annotate(
            derniere_partagee=Subquery(shared.values("pk")[:1]),
            partage=Coalesce(
                Subquery(
                    versions.order_by()
                    .values("livrable")
                    .annotate(niveau=Max("partage"))
                    .values("niveau")
                ),
                Value(int(Partage.BINOME)),
            ),
            etat=Case(
                When(remis_le__isnull=False, then=Value(etats.REMIS.value)),
                When(Exists(answered), then=Value(etats.REGARD.value)),
                When(derniere_partagee__isnull=False, then=Value(etats.PARTAGE.value)),
                When(written, then=Value(etats.EN_COURS.value)),
                default=Value(etats.A_FAIRE.value),
                output_field=models.CharField(),
            ),
        )


class Livrable(models.Model):
    """A work of a binôme for a stage. The binôme alone declares it remis (the équipe may do it
    on its behalf); nobody marks it."""

    class Etat(models.TextChoices):
        A_FAIRE = "a-faire", "à faire"
        EN_COURS = "en-cours", "en cours"
        PARTAGE = "partage", "partagé au coach"
        REGARD = "regard", "regard reçu"
        REMIS = "remis", "remis"

    binome = models.ForeignKey(Binome, models.PROTECT, related_name="livrables")
    etape = models.ForeignKey(Etape, models.PROTECT, related_name="livrables")
    nature = models.CharField("nature", max_length=20, choices=Nature)
    titre = models.CharField("titre", max_length=120)
    du_le = models.DateField("attendu le")
    remis_le = models.DateTimeField("remis le", null=True)
    remis_par = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="remis par"
    )
    version_remise = models.ForeignKey("Version", models.PROTECT, null=True, related_name="+")
    partage_avant_remise = models.PositiveSmallIntegerField(
        "partagée, avant la remise, avec", choices=Partage, null=True
    )

    objects = LivrableQuerySet.as_manager()

    if TYPE_CHECKING:  # what `avec_etat` annotates
        etat: str
        partage: int
        derniere_partagee: int | None

    class Meta:
        ordering = ["binome_id", "etape_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["binome", "nature"],
                name="livrable_nature_unique",
                violation_error_message="Ce binôme a déjà ce travail.",
            ),
            models.CheckConstraint(
                name="livrable_remis_par",
                condition=Q(
                    remis_le=None,
                    remis_par=None,
                    version_remise=None,
                    partage_avant_remise=None,
                )
                | Q(
                    remis_le__isnull=False,
                    remis_par__isnull=False,
                    version_remise__isnull=False,
                    partage_avant_remise__isnull=False,
                ),
                violation_error_message="Un travail remis dit quand, par qui, quelle version.",
            ),
        ]
        indexes = [models.Index(fields=["du_le"], name="livrable_du_le")]

    def __str__(self) -> str:
        return self.titre

    @property
    def libelle_etat(self) -> str:
        """The annotated state (`avec_etat`) in words."""
        return str(Livrable.Etat(self.etat).label)

    def get_absolute_url(self) -> str:
        return reverse("parcours:livrable", args=[self.binome.promotion.code, self.pk])


class Section(models.Model):
    """The text of one guided section, as the binôme writes it (Markdown).

    `revision` rises at each save: a save that names another revision is refused, both texts are
    then shown.
    """

    livrable = models.ForeignKey(Livrable, models.CASCADE, related_name="sections")
    code = models.SlugField("section", max_length=40)
    texte = models.TextField("texte", blank=True)
    revision = models.PositiveIntegerField("révision", default=0)
    modifiee_le = models.DateTimeField("modifiée le", null=True)
    modifiee_par = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="modifiée par"
    )

    class Meta:
        ordering = ["livrable_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["livrable", "code"],
                name="section_code_unique",
                violation_error_message="Cette section existe déjà.",
            ),
            models.CheckConstraint(
                name="section_longueur",
                condition=models.lookups.LessThanOrEqual(Length("texte"), LONGUEUR_MAX),
                violation_error_message="Une section compte 40 000 signes au plus.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.livrable} — {self.code}"


class TexteGarde(models.Model):
    """The text of a section as someone left it: what was written before stays readable.

    What one person writes in a row is one text; the latest are kept, a bounded number of them.
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="textes_gardes")
    revision = models.PositiveIntegerField("révision")
    texte = models.TextField("texte", blank=True)
    ecrit_le = models.DateTimeField("écrit le")
    ecrit_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="écrit par"
    )

    class Meta:
        ordering = ["section_id", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "revision"],
                name="texte_garde_unique",
                violation_error_message="Ce texte est déjà gardé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}, révision {self.revision}"


class Prolongation(models.Model):
    """More time given to a binôme for a work, with its reason. The day due is the work's own."""

    livrable = models.ForeignKey(Livrable, models.PROTECT, related_name="prolongations")
    du_le_avant = models.DateField("attendu avant le")
    du_le = models.DateField("attendu maintenant le")
    raison = models.CharField("raison", max_length=240)
    accordee_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="accordée par"
    )
    accordee_le = models.DateTimeField("accordée le")

    class Meta:
        ordering = ["livrable_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="prolongation_plus_tard",
                condition=Q(du_le__gt=F("du_le_avant")),
                violation_error_message="Donner plus de temps, c'est choisir un jour plus tardif.",
            ),
            models.CheckConstraint(
                name="prolongation_raison",
                condition=~Q(raison=""),
                violation_error_message="Dites pourquoi ce binôme a plus de temps.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="prolongation_gardee", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return f"{self.livrable} : jusqu'au {self.du_le}"
