"""The programme of 18 months, and the parcours: the versioned template of a promotion."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visibles_par(self, personne: Personne) -> "ProgrammeQuerySet":
        """The équipe sees them all, a committee member those she follows."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        return self.filter(comite__personne=personne, comite__jusqua=None).distinct()


class Programme(models.Model):
    """The frame around promotions: 18 months in three temps, followed by a committee."""

    titre = models.CharField("titre", max_length=160)
    debut = models.DateField("début")
    fin = models.DateField("fin")

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-debut", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["titre"],
                name="programme_titre_unique",
                violation_error_message="Un programme porte déjà ce titre.",
            ),
            models.CheckConstraint(
                name="programme_dates",
                condition=Q(fin__gt=F("debut")),
                violation_error_message="Un programme finit après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class TempsProgramme(models.Model):
    """One of the three temps: conception et lancement, réalisation, évaluation et déploiement."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="temps")
    ordre = models.PositiveSmallIntegerField("ordre")
    titre = models.CharField("titre", max_length=120)
    debut = models.DateField("début")
    fin = models.DateField("fin")

    class Meta:
        ordering = ["programme_id", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "ordre"],
                name="temps_ordre_unique",
                violation_error_message="Deux temps du programme ont le même rang.",
            ),
            models.CheckConstraint(
                name="temps_dates",
                condition=Q(fin__gt=F("debut")),
                violation_error_message="Un temps du programme finit après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class TacheProgramme(models.Model):
    """One task of a temps: to come, current (its temps runs) or done."""

    temps = models.ForeignKey(TempsProgramme, models.CASCADE, related_name="taches")
    ordre = models.PositiveSmallIntegerField("ordre")
    titre = models.CharField("titre", max_length=200)
    faite_le = models.DateField("faite le", null=True, blank=True)

    class Meta:
        ordering = ["temps_id", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["temps", "ordre"],
                name="tache_ordre_unique",
                violation_error_message="Deux tâches du temps ont le même rang.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class Option(models.TextChoices):
    """What a parcours may switch on; everything else is the same for all."""

    DEMI_JOURNEES = "demi-journees", "présence par demi-journée, signée et contresignée"
    OFFRES_EXPIRANTES = "offres-expirantes", "places de visite offertes avec un délai"
    QUESTIONNAIRES_ANONYMES = "questionnaires-anonymes", "questionnaires anonymes"
    SUIVI_LONG = "suivi-long", "suivi des actions à 24 et 36 mois"


class ParcoursQuerySet(models.QuerySet["Parcours"]):
    def proposes(self) -> "ParcoursQuerySet":
        """Those a promotion may be created from: complete, and in their latest version."""
        return self.filter(complet=True, remplace_par=None)

    def annonces(self) -> "ParcoursQuerySet":
        """The skeletons: their name is known, they open no promotion yet."""
        return self.filter(complet=False, remplace_par=None)


class Parcours(models.Model):
    """The nine-month experience as a reusable, versioned template.

    A promotion keeps the version it was born from, so a version used is never edited: a new one
    replaces it. A skeleton (`complet` false) is announced but opens no promotion.
    """

    code = models.SlugField("code", max_length=60)
    version = models.PositiveSmallIntegerField("version", default=1)
    remplace_par = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="remplace"
    )
    titre = models.CharField("titre", max_length=120)
    public = models.CharField("pour qui", max_length=120)
    partenaire = models.CharField("partenaire", max_length=120, blank=True)
    duree_mois = models.PositiveSmallIntegerField("durée en mois")
    avec_territoire = models.BooleanField("chaque structure anime un territoire")
    nombre_structures = models.PositiveSmallIntegerField("nombre de structures")
    complet = models.BooleanField("complet", default=False)
    options = ArrayField(
        models.CharField(max_length=40, choices=Option), verbose_name="options", default=list
    )

    objects = ParcoursQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="parcours_version_unique",
                violation_error_message="Cette version du parcours existe déjà.",
            ),
            models.CheckConstraint(
                name="parcours_nombre_structures",
                condition=Q(nombre_structures__gte=1),
                violation_error_message="Un parcours accueille au moins une structure.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titre} (version {self.version})"

    def a_option(self, option: Option) -> bool:
        """Say whether this version of the parcours has the option on."""
        return option in self.options


class ModeleTemps(models.Model):
    """A temps of the programme around a promotion, in whole months from the promotion's first."""

    parcours = models.ForeignKey(Parcours, models.CASCADE, related_name="temps")
    ordre = models.PositiveSmallIntegerField("ordre")
    titre = models.CharField("titre", max_length=120)
    debut_mois = models.SmallIntegerField("premier mois, compté depuis le début de la promotion")
    nombre_mois = models.PositiveSmallIntegerField("nombre de mois")
    taches = ArrayField(models.CharField(max_length=200), verbose_name="tâches")

    class Meta:
        ordering = ["parcours_id", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "ordre"],
                name="modele_temps_ordre_unique",
                violation_error_message="Deux temps du parcours ont le même rang.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class ModeleEtape(models.Model):
    """A stage of a parcours: what is understood (théorie) and what is done (pratique)."""

    parcours = models.ForeignKey(Parcours, models.CASCADE, related_name="etapes")
    ordre = models.PositiveSmallIntegerField("ordre")
    code = models.SlugField("code", max_length=40)
    titre = models.CharField("titre", max_length=80)
    theorie_titre = models.CharField("temps théorique", max_length=160)
    theorie_points = ArrayField(
        models.CharField(max_length=200),
        verbose_name="points du temps théorique",
        default=list,
    )
    pratique = models.CharField("temps pratique", max_length=200)

    class Meta:
        ordering = ["parcours_id", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "ordre"],
                name="modele_etape_ordre_unique",
                violation_error_message="Deux étapes du parcours ont le même rang.",
            ),
            models.CheckConstraint(
                name="modele_etape_ordre",
                condition=Q(ordre__range=(1, 4)),
                violation_error_message="Un parcours compte quatre étapes.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class ModeleRencontre(models.Model):
    """A rencontre of the template: when it takes place, in days from the promotion's start."""

    etape = models.ForeignKey(ModeleEtape, models.CASCADE, related_name="rencontres")
    nature = models.CharField("nature", max_length=20)
    titre = models.CharField("titre", max_length=160)
    jour = models.PositiveSmallIntegerField("jours après le début de la promotion")
    heure = models.TimeField("heure de début")
    duree_minutes = models.PositiveSmallIntegerField("durée en minutes")
    obligatoire = models.BooleanField("obligatoire")

    class Meta:
        ordering = ["etape_id", "jour", "pk"]
        constraints = [
            models.CheckConstraint(
                name="modele_rencontre_duree",
                condition=Q(duree_minutes__gte=15),
                violation_error_message="Une rencontre dure au moins un quart d'heure.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class ModeleLivrable(models.Model):
    """A work of the template, due some days before the session of the next stage."""

    etape = models.OneToOneField(ModeleEtape, models.CASCADE, related_name="livrable")
    nature = models.CharField("nature", max_length=20)
    titre = models.CharField("titre", max_length=120)
    jours_avant = models.PositiveSmallIntegerField("jours avant la session suivante")

    class Meta:
        ordering = ["etape_id"]

    def __str__(self) -> str:
        return self.titre
