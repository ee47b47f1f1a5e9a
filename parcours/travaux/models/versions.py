"""The frozen versions of a work: who may read which part of them, and how one becomes public."""

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Value, When
from django.urls import reverse

from parcours.promotions.models.binomes import AffectationCoach, MembreComite, Participation
from parcours.promotions.models.promotions import Promotion
from parcours.travaux.models.chaine import Partage
from rameau.commun.chapeaux import Chapeau
from rameau.commun.recherche import document
from rameau.comptes.models import Personne

# Who is of the réseau: the catalyseurs of every promotion, their coaches, the équipe.
RESEAU = (Chapeau.CATALYSEUR, Chapeau.ALUMNI, Chapeau.COACH, Chapeau.EQUIPE)


class Paroles(Func):
    """The texts at one place of a frozen content; what JSON escapes in them is a space."""

    template = (
        r"regexp_replace(jsonb_path_query_array(%(expressions)s)::text, '\\[nrtbf]', ' ', 'g')"
    )
    output_field = models.TextField()


# The parts of a content that are held back from some of its readers, for a search.
_RETENUES = "$.sections[*] ? (@.code == $sections.keyvalue().key)"


def texte_des_versions() -> SearchVector:
    """What a search looks into in a version: its title, its sections, its elements.

    A part held back (`retenues`) is found by nobody: a search must not tell its words.
    """
    lues = "$.sections[*] ? (!(@.code == $sections.keyvalue().key))"
    elements = f"$.elements[*] ? (!(@.nature == {_RETENUES}.elements))"
    return document(
        *(
            Paroles("contenu", Value(chemin), "retenues")
            for chemin in (
                "$.titre",
                f"{lues}.texte",
                f"{elements}.titre",
                f"{elements}.detail",
                f"{elements}.etiquettes[*]",
            )
        )
    )


def sans_retenue() -> dict[str, dict[str, int]]:
    """A version whose every part is read by whom it is shared with."""
    return {"sections": {}}


class VersionQuerySet(models.QuerySet["Version"]):
    def visibles_par(self, personne: Personne) -> "VersionQuerySet":
        """Its binôme; from each level of sharing on: coach and équipe, promotion, committee,
        réseau, everybody. Of a version one sees, `contenus.contenu_pour` gives one's parts."""
        rule = Q()
        for niveau, lecteurs in _lecteurs(personne):
            rule |= Q(lecteurs, partage__gte=niveau)
        return self.filter(rule)

    def avec_niveau(self, personne: Personne) -> "VersionQuerySet":
        """Annotate `niveau_du_lecteur`: the narrowest level that includes this person."""
        return self.annotate(
            niveau_du_lecteur=Case(
                *(When(lecteurs, then=Value(int(n))) for n, lecteurs in _lecteurs(personne)),
                default=Value(int(Partage.PUBLIC)),
                output_field=models.PositiveSmallIntegerField(),
            )
        )

    def publiques(self) -> "VersionQuerySet":
        """Those that anybody may read, with no account."""
        return self.filter(partage=Partage.PUBLIC)

    def dernieres(self) -> "VersionQuerySet":
        """Of these, the latest of each work: filter by reader first."""
        latest = self.order_by("livrable_id", "-numero").distinct("livrable_id")
        return Version.objects.filter(pk__in=latest.values("pk"))

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


def _lecteurs(personne: Personne) -> list[tuple[Partage, Q]]:
    """Whom each level of sharing adds, this person being one of them or not."""
    members = Participation.objects.actives().filter(personne=personne)
    coached = AffectationCoach.objects.filter(coach=personne, jusqua=None)
    seats = MembreComite.objects.filter(personne=personne, jusqua=None)
    promotions = Promotion.objects.filter(
        Q(pk__in=members.values("binome__promotion"))
        | Q(pk__in=coached.values("binome__promotion"))
    ).order_by()
    tous, personne_d_autre = Q(pk__isnull=False), Q(pk__in=[])
    equipe = tous if personne.porte(Chapeau.EQUIPE) else personne_d_autre
    reseau = any(personne.porte(chapeau) for chapeau in RESEAU)
    return [
        (Partage.BINOME, Q(livrable__binome__in=members.values("binome"))),
        (Partage.COACH, Q(livrable__binome__in=coached.values("binome")) | equipe),
        (Partage.PROMOTION, Q(livrable__binome__promotion__in=promotions)),
        (
            Partage.COMITE,
            Q(livrable__binome__promotion__programme__in=seats.values("programme")),
        ),
        (Partage.RESEAU, tous if reseau else personne_d_autre),
        (Partage.PUBLIC, tous),
    ]


class VersionManager(models.Manager.from_queryset(VersionQuerySet)):  # type: ignore[misc]
    """The words kept for the search are read by the database alone."""

    def get_queryset(self) -> VersionQuerySet:
        return super().get_queryset().defer("document")


class Version(models.Model):
    """A work as it was at an instant: frozen, numbered, with its fingerprint.

    The content holds ids of people, never their names; it is read through `lectures.contenus`.
    Only who reads it may change afterwards, by the binôme: the level of sharing (`partage`), and
    the parts it holds back (`retenues`: code of a section → the level that reads it).
    """

    class Motif(models.TextChoices):
        PARTAGE = "partage", "partagée pendant le travail"
        REMISE = "remise", "remise pour la session"

    livrable = models.ForeignKey("travaux.Livrable", models.PROTECT, related_name="versions")
    numero = models.PositiveSmallIntegerField("numéro")
    motif = models.CharField("motif", max_length=10, choices=Motif)
    contenu = models.JSONField("contenu")
    empreinte = models.CharField("empreinte", max_length=64)
    figee_le = models.DateTimeField("figée le")
    figee_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="figée par"
    )
    partage = models.PositiveSmallIntegerField("partagée avec", choices=Partage)
    retenues = models.JSONField("parties retenues", default=sans_retenue)
    # Kept by the database itself: making it anew for each row of a search takes seconds.
    document = models.GeneratedField(
        verbose_name="mots à chercher",
        expression=texte_des_versions(),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = VersionManager()

    if TYPE_CHECKING:  # what `avec_niveau` annotates
        niveau_du_lecteur: int

    class Meta:
        ordering = ["livrable_id", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["livrable", "numero"],
                name="version_numero_unique",
                violation_error_message="Une autre version vient d'être figée.",
            ),
            models.CheckConstraint(
                name="version_retenues",
                condition=Q(retenues__has_key="sections"),
                violation_error_message="Une version dit quelles parties elle retient.",
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
            pgtrigger.Trigger(
                name="version_partie_lue",
                operation=pgtrigger.UpdateOf("retenues"),
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM jsonb_each_text(NEW.retenues->'sections') AS partie
                        WHERE partie.value::int < LEAST(
                            OLD.partage, (OLD.retenues->'sections'->>partie.key)::int
                        )
                    ) THEN
                        RAISE EXCEPTION
                            'Cette partie est déjà lue plus largement : elle ne se retient plus.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_partie_lue';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="version_publique_lue",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("partage"),
                when=pgtrigger.Before,
                func="""
                    IF NEW.partage >= 5 AND NOT EXISTS (
                        SELECT 1 FROM travaux_publication
                        WHERE version_id = NEW.id AND publiee
                    ) THEN
                        RAISE EXCEPTION 'L''équipe lit une version avant qu''elle soit publique.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_publique_lue';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.livrable} — version {self.numero}"

    @property
    def est_publique(self) -> bool:
        """Whether anybody may read it, with no account."""
        return bool(self.partage == Partage.PUBLIC)

    def get_absolute_url(self) -> str:
        return reverse(
            "parcours:version",
            args=[self.livrable.binome.promotion.code, self.livrable_id, self.numero],
        )

    def niveau_de(self, code: str) -> Partage:
        """Who reads one part: the level of the version, or the narrower one it is held at."""
        return Partage(min(self.partage, self.retenues["sections"].get(code, self.partage)))

    @property
    def parties_retenues(self) -> dict[str, Partage]:
        """The parts that fewer people read than the version, each with its level."""
        retenues = self.retenues["sections"]
        return {c: self.niveau_de(c) for c, n in retenues.items() if n < self.partage}


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visibles_par(self, personne: Personne) -> "PublicationQuerySet":
        """The binôme that asks, and the équipe that reads."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        members = Participation.objects.actives().filter(personne=personne)
        return self.filter(version__livrable__binome__in=members.values("binome"))


class Publication(models.Model):
    """A binôme asks that a version be read by everybody; the équipe reads it first, then
    publishes it or says in a word why not."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="publications")
    demandee_le = models.DateTimeField("demandée le")
    demandee_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="demandée par"
    )
    publiee = models.BooleanField("publiée", null=True)
    mot = models.TextField("mot de l'équipe", blank=True)
    repondue_le = models.DateTimeField("répondue le", null=True)
    repondue_par = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="répondue par"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["version_id", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(publiee=None) | Q(publiee=True),
                name="publication_une_demande",
                violation_error_message="Cette version est déjà entre les mains de l'équipe.",
            ),
            models.CheckConstraint(
                name="publication_reponse",
                condition=Q(publiee=None, repondue_le=None, repondue_par=None)
                | Q(publiee__isnull=False, repondue_le__isnull=False, repondue_par__isnull=False),
                violation_error_message="Une réponse dit quand et par qui.",
            ),
            models.CheckConstraint(
                name="publication_refus_motive",
                condition=~Q(publiee=False, mot=""),
                violation_error_message="Dites en un mot pourquoi cette version reste en l'état.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="publication_gardee",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__publiee__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Publication de {self.version}"
