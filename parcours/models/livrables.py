"""Works: a binôme's bilan, plan and feuille de route; their frozen versions."""

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, Exists, F, Func, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Length
from django.urls import reverse

from parcours.models.binomes import (
    AffectationCoach,
    Binome,
    MembreComite,
    Participation,
)
from parcours.models.promotions import Etape, Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.commun.recherche import document
from rameau.comptes.models import Personne

LONGUEUR_MAX = 40_000


class Nature(models.TextChoices):
    """The three works of the chain, in its order."""

    BILAN = "bilan", "bilan"
    PLAN = "plan", "plan de mise en œuvre"
    FEUILLE_DE_ROUTE = "feuille-de-route", "feuille de route"


class Partage(models.IntegerChoices):
    """Who may read a version, each level including the former ones."""

    BINOME = 0, "le binôme"
    COACH = 1, "le coach et l'équipe"
    PROMOTION = 2, "la promotion"
    COMITE = 3, "le comité de pilotage"
    RESEAU = 4, "le réseau"
    PUBLIC = 5, "tout le monde"


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
        ) | Exists(Element.objects.filter(livrable=OuterRef("pk")))
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


class ElementQuerySet(models.QuerySet["Element"]):
    def origines_possibles(self, livrable: Livrable, nature: str) -> "ElementQuerySet":
        """What an element of this kind may stem from: elements of the binôme's earlier works,
        and those that come before it in the same work (a frein, then an objectif, then…)."""
        rangs = list(Element.Nature)
        avant = rangs[: rangs.index(Element.Nature(nature))]
        return self.filter(
            Q(livrable__etape__ordre__lt=livrable.etape.ordre)
            | Q(livrable=livrable, nature__in=avant),
            livrable__binome=livrable.binome_id,
        ).order_by("livrable__etape__ordre", "nature", "ordre", "pk")


class Element(models.Model):
    """One typed line of a work; it may stem from an element of an earlier one (`issu_de`)."""

    class Etat(models.TextChoices):
        A_LANCER = "a-lancer", "à lancer"
        EN_COURS = "en-cours", "en cours"
        FAITE = "faite", "faite"
        ABANDONNEE = "abandonnee", "abandonnée"

    class Nature(models.TextChoices):
        ACTION_ENTREPRISE = "action-entreprise", "action entreprise"
        FREIN = "frein", "frein"
        OBJECTIF = "objectif", "objectif"
        ACTION_PREVUE = "action-prevue", "action prévue"
        JALON = "jalon", "jalon"

    livrable = models.ForeignKey(Livrable, models.CASCADE, related_name="elements")
    nature = models.CharField("nature", max_length=20, choices=Nature)
    ordre = models.PositiveSmallIntegerField("ordre")
    titre = models.CharField("en une phrase", max_length=200)
    detail = models.TextField("ce qu'il faut en savoir", blank=True)
    porteur = models.CharField("qui porte", max_length=160, blank=True)
    debut = models.DateField("à partir du", null=True, blank=True)
    fin = models.DateField("jusqu'au", null=True, blank=True)
    moyens = models.TextField("avec quels moyens", blank=True)
    indicateur = models.CharField("ce qui dira que l'on avance", max_length=240, blank=True)
    etat = models.CharField("état", max_length=10, choices=Etat, default=Etat.A_LANCER)
    etiquettes = ArrayField(
        models.CharField(max_length=60), verbose_name="étiquettes", default=list, blank=True
    )
    issu_de = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="suites"
    )
    revision = models.PositiveIntegerField("révision", default=0)

    objects = ElementQuerySet.as_manager()

    class Meta:
        ordering = ["livrable_id", "nature", "ordre", "pk"]
        constraints = [
            models.CheckConstraint(
                name="element_pas_issu_de_soi",
                condition=Q(issu_de=None) | ~Q(issu_de=F("pk")),
                violation_error_message="Un élément n'est pas issu de lui-même.",
            ),
            models.CheckConstraint(
                name="element_titre",
                condition=~Q(titre=""),
                violation_error_message="Dites l'élément en une phrase.",
            ),
            models.CheckConstraint(
                name="element_longueur",
                condition=models.lookups.LessThanOrEqual(Length("detail"), LONGUEUR_MAX),
                violation_error_message="Un élément compte 40 000 signes au plus.",
            ),
            models.CheckConstraint(
                name="element_moyens_longueur",
                condition=models.lookups.LessThanOrEqual(Length("moyens"), LONGUEUR_MAX),
                violation_error_message="Les moyens tiennent en 40 000 signes au plus.",
            ),
            models.CheckConstraint(
                name="element_dates",
                condition=Q(debut=None) | Q(fin=None) | Q(fin__gte=F("debut")),
                violation_error_message="Une action finit après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class Contribution(models.Model):
    """With whom an action is led: what this partner gives, what it receives."""

    element = models.ForeignKey(Element, models.CASCADE, related_name="contributions")
    partenaire = models.CharField("partenaire", max_length=160)
    donne = models.CharField("ce qu'il donne", max_length=240, blank=True)
    recoit = models.CharField("ce qu'il reçoit", max_length=240, blank=True)

    class Meta:
        ordering = ["element_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contribution_partenaire",
                condition=~Q(partenaire=""),
                violation_error_message="Nommez le partenaire.",
            ),
        ]

    def __str__(self) -> str:
        return self.partenaire


class Paroles(Func):
    """The texts at one place of a frozen content; what JSON escapes in them is a space."""

    template = (
        r"regexp_replace(jsonb_path_query_array(%(expressions)s)::text, '\\[nrtbf]', ' ', 'g')"
    )
    output_field = models.TextField()


def texte_des_versions() -> SearchVector:
    """What a search looks into in a version: its title, its sections, its elements."""
    return document(
        *(
            Paroles("contenu", Value(chemin))
            for chemin in (
                "$.titre",
                "$.sections[*].texte",
                "$.elements[*].titre",
                "$.elements[*].detail",
            )
        )
    )


class VersionQuerySet(models.QuerySet["Version"]):
    def visibles_par(self, personne: Personne) -> "VersionQuerySet":
        """Its binôme; from each level of sharing on: coach and équipe, promotion, committee."""
        members = Participation.objects.actives().filter(personne=personne)
        coached = AffectationCoach.objects.filter(coach=personne, jusqua=None)
        seats = MembreComite.objects.filter(personne=personne, jusqua=None)
        rule = (
            Q(livrable__binome__in=members.values("binome"))
            | Q(
                partage__gte=Partage.COACH,
                livrable__binome__in=coached.values("binome"),
            )
            | Q(
                partage__gte=Partage.PROMOTION,
                livrable__binome__promotion__in=Promotion.objects.filter(
                    Q(pk__in=members.values("binome__promotion"))
                    | Q(pk__in=coached.values("binome__promotion"))
                ),
            )
            | Q(
                partage__gte=Partage.COMITE,
                livrable__binome__promotion__programme__in=seats.values("programme"),
            )
        )
        if personne.porte(Chapeau.EQUIPE):
            rule |= Q(partage__gte=Partage.COACH)
        return self.filter(rule)

    def en_attente_de_regard(self) -> "VersionQuerySet":
        """The latest version of each work, shared to be read and not answered yet.

        A version handed in asks nothing: the binôme has decided.
        """
        later = Version.objects.filter(
            livrable=OuterRef("livrable"),
            numero__gt=OuterRef("numero"),
            partage__gte=Partage.COACH,
        )
        answered = Version.objects.filter(pk=OuterRef("pk"), retours__envoye_le__isnull=False)
        return self.filter(
            ~Exists(later),
            ~Exists(answered),
            ~Q(livrable__version_remise=F("pk")) | Q(livrable__version_remise=None),
            partage__gte=Partage.COACH,
            motif=Version.Motif.PARTAGE,
        )


class VersionManager(models.Manager.from_queryset(VersionQuerySet)):  # type: ignore[misc]
    """The words kept for the search are read by the database alone."""

    def get_queryset(self) -> VersionQuerySet:
        return super().get_queryset().defer("document")


class Version(models.Model):
    """A work as it was at an instant: frozen, numbered, with its fingerprint.

    The content holds ids of people, never their names; it is read through `parcours.contenus`.
    Only the level of sharing may change afterwards, and only by the binôme.
    """

    class Motif(models.TextChoices):
        PARTAGE = "partage", "partagée pendant le travail"
        REMISE = "remise", "remise pour la session"

    livrable = models.ForeignKey(Livrable, models.PROTECT, related_name="versions")
    numero = models.PositiveSmallIntegerField("numéro")
    motif = models.CharField("motif", max_length=10, choices=Motif)
    contenu = models.JSONField("contenu")
    empreinte = models.CharField("empreinte", max_length=64)
    figee_le = models.DateTimeField("figée le")
    figee_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="figée par"
    )
    partage = models.PositiveSmallIntegerField("partagée avec", choices=Partage)
    # Kept by the database itself: making it anew for each row of a search takes seconds.
    document = models.GeneratedField(
        verbose_name="mots à chercher",
        expression=texte_des_versions(),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = VersionManager()

    class Meta:
        ordering = ["livrable_id", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["livrable", "numero"],
                name="version_numero_unique",
                violation_error_message="Une autre version vient d'être figée.",
            ),
        ]
        indexes = [GinIndex(fields=["document"], name="version_texte")]
        triggers = [
            pgtrigger.ReadOnly(
                name="version_figee",
                fields=[
                    "livrable",
                    "numero",
                    "motif",
                    "contenu",
                    "empreinte",
                    "figee_le",
                    "figee_par",
                ],
            ),
            pgtrigger.Protect(name="version_gardee", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.livrable} — version {self.numero}"

    def get_absolute_url(self) -> str:
        return reverse(
            "parcours:version",
            args=[self.livrable.binome.promotion.code, self.livrable_id, self.numero],
        )
