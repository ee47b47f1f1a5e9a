"""The programme of 18 months, and the parcours: the versioned template of a promotion."""

from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from rameau.commun.chapeaux import Chapeau
from rameau.commun.texte import accorder
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
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="tache_titre",
                condition=~Q(titre=""),
                violation_error_message="Dites la tâche en quelques mots.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    def statut(self, jour: date) -> str:
        """Return where the task stands on `jour`: fait, en-cours or a-venir.

        Done when someone said so; else current from the first day of its temps on.
        """
        if self.faite_le is not None:
            return "fait"
        return "en-cours" if self.temps.debut <= jour else "a-venir"


class Option(models.TextChoices):
    """What a parcours may switch on; everything else is the same for all."""

    DEMI_JOURNEES = "demi-journees", "présence par demi-journée, signée et contresignée"
    OFFRES_EXPIRANTES = "offres-expirantes", "places de visite offertes avec un délai"
    QUESTIONNAIRES_ANONYMES = "questionnaires-anonymes", "questionnaires anonymes"
    SUIVI_LONG = "suivi-long", "suivi des actions à 24 et 36 mois"


class ParcoursQuerySet(models.QuerySet["Parcours"]):
    def visibles_par(self, personne: Personne) -> "ParcoursQuerySet":
        """The équipe keeps the parcours; others meet them through a promotion."""
        return self if personne.porte(Chapeau.EQUIPE) else self.none()

    def publies(self) -> "ParcoursQuerySet":
        """Those that are no longer being written, in every version."""
        return self.filter(brouillon=False)

    def ouvrables(self) -> "ParcoursQuerySet":
        """Every version a promotion may be born from, the former ones too."""
        return self.publies().filter(complet=True)

    def proposes(self) -> "ParcoursQuerySet":
        """Those proposed for a new promotion: complete, and in their latest version."""
        return self.ouvrables().filter(remplace_par=None)

    def annonces(self) -> "ParcoursQuerySet":
        """The skeletons: their name is known, they open no promotion yet."""
        return self.publies().filter(complet=False, remplace_par=None)


def fige_une_fois_utilise(nom: str, parcours: str) -> pgtrigger.Trigger:
    """A trigger that refuses any change of a row whose version of the parcours is used.

    `parcours` is the SQL that finds the id of the parcours from `{ligne}`.
    """
    cherche = "SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = {}"

    def utilise(ligne: str) -> str:
        return cherche.format(parcours.format(ligne=ligne))

    return pgtrigger.Trigger(
        name=nom,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            IF (TG_OP <> 'INSERT' AND EXISTS ({utilise("OLD")}))
            OR (TG_OP <> 'DELETE' AND EXISTS ({utilise("NEW")})) THEN
                RAISE EXCEPTION
                    'Une promotion est née de cette version du parcours : écrivez-en une nouvelle.'
                USING ERRCODE = '23514', CONSTRAINT = 'regle_parcours_utilise';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


DE_L_ETAPE = "(SELECT e.parcours_id FROM promotions_modeleetape e WHERE e.id = {ligne}.etape_id)"
DE_LA_RENCONTRE = (
    "(SELECT e.parcours_id FROM promotions_modelerencontre r "
    "JOIN promotions_modeleetape e ON e.id = r.etape_id WHERE r.id = {ligne}.rencontre_id)"
)


class Parcours(models.Model):
    """The nine-month experience as a reusable, versioned template.

    A promotion keeps the version it was born from, so a version used is never edited: a new one,
    written as a draft (`brouillon`) and then published, replaces it. A skeleton (`complet` false)
    is announced but opens no promotion.
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
    brouillon = models.BooleanField("en cours d'écriture", default=False)
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
            models.CheckConstraint(
                name="parcours_duree",
                condition=Q(duree_mois__range=(1, 36)),
                violation_error_message="Un parcours dure de un à trente-six mois.",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(brouillon=True),
                name="parcours_un_brouillon",
                violation_error_message="Une nouvelle version de ce parcours est déjà en cours "
                "d'écriture.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="parcours_utilise",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(exclude=["remplace_par"]),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = OLD.id
                    ) THEN
                        RAISE EXCEPTION 'Une promotion est née de cette version du parcours : '
                            'écrivez-en une nouvelle.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_parcours_utilise';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titre} (version {self.version})"

    def get_absolute_url(self) -> str:
        return reverse("equipe:parcours", args=[self.code, self.version])

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
        triggers = [fige_une_fois_utilise("modele_temps_utilise", "{ligne}.parcours_id")]

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
        triggers = [fige_une_fois_utilise("modele_etape_utilise", "{ligne}.parcours_id")]

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
        triggers = [fige_une_fois_utilise("modele_rencontre_utilise", DE_L_ETAPE)]

    def __str__(self) -> str:
        return self.titre


class ModeleSequence(models.Model):
    """A moment of a session of the template, théorie, pratique or pause; they follow one another
    and fill the session."""

    rencontre = models.ForeignKey(ModeleRencontre, models.CASCADE, related_name="sequences")
    ordre = models.PositiveSmallIntegerField("ordre")
    temps = models.CharField("temps", max_length=10)
    titre = models.CharField("titre", max_length=200)
    duree_minutes = models.PositiveSmallIntegerField("durée en minutes")

    class Meta:
        ordering = ["rencontre_id", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencontre", "ordre"],
                name="modele_sequence_ordre_unique",
                violation_error_message="Deux séquences de la session ont le même rang.",
            ),
            models.CheckConstraint(
                name="modele_sequence_duree",
                condition=Q(duree_minutes__gte=5),
                violation_error_message="Une séquence dure au moins cinq minutes.",
            ),
        ]
        triggers = [fige_une_fois_utilise("modele_sequence_utilise", DE_LA_RENCONTRE)]

    def __str__(self) -> str:
        return self.titre


class ModeleLivrable(models.Model):
    """A work of the template, due some days before the session of the next stage.

    `questions` holds those the équipe asks otherwise than the works' own trames:
    section → question.
    """

    etape = models.OneToOneField(ModeleEtape, models.CASCADE, related_name="livrable")
    nature = models.CharField("nature", max_length=20)
    titre = models.CharField("titre", max_length=120)
    jours_avant = models.PositiveSmallIntegerField("jours avant la session suivante")
    questions = models.JSONField("questions des sections", default=dict, blank=True)

    class Meta:
        ordering = ["etape_id"]
        triggers = [fige_une_fois_utilise("modele_livrable_utilise", DE_L_ETAPE)]

    def __str__(self) -> str:
        return self.titre


class Genre(models.TextChoices):
    """What a dated row of a promotion is, beside its rencontres and its works."""

    COACHING = "coaching", "fenêtre de coaching"
    LETTRE = "lettre", "lettre dédiée"
    QUESTIONNAIRE = "questionnaire", "questionnaire"
    RAPPEL = "rappel", "rappel"


class Ancre(models.TextChoices):
    """What the days of a dated row are counted from."""

    DEBUT = "debut", "le début de la promotion"
    SESSION = "session", "la session de l'étape"
    SUIVANTE = "suivante", "la session suivante"


class ModeleEcheance(models.Model):
    """A dated row of the template: a coaching window, a lettre dédiée, a questionnaire, a reminder.

    Its day is so many days after (or before, when negative) its anchor; a window has an end too,
    counted from its own anchor.
    """

    etape = models.ForeignKey(ModeleEtape, models.CASCADE, related_name="echeances")
    genre = models.CharField("genre", max_length=14, choices=Genre)
    titre = models.CharField("titre", max_length=160)
    ancre = models.CharField("compté depuis", max_length=10, choices=Ancre)
    jours = models.SmallIntegerField("jours")
    ancre_fin = models.CharField("fin comptée depuis", max_length=10, choices=Ancre, blank=True)
    jours_fin = models.SmallIntegerField("jours de la fin", null=True, blank=True)

    class Meta:
        ordering = ["etape_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="modele_echeance_fin",
                condition=Q(ancre_fin="", jours_fin=None)
                | (~Q(ancre_fin="") & Q(jours_fin__isnull=False)),
                violation_error_message="La fin d'une échéance dit ses jours et depuis quand.",
            ),
            models.CheckConstraint(
                name="modele_echeance_fenetre",
                condition=~Q(genre=Genre.COACHING) | Q(jours_fin__isnull=False),
                violation_error_message="Une fenêtre de coaching s'ouvre et se ferme.",
            ),
        ]
        triggers = [fige_une_fois_utilise("modele_echeance_utilise", DE_L_ETAPE)]

    def __str__(self) -> str:
        return self.titre

    @property
    def quand(self) -> str:
        """« 14 jours après la session de l'étape »."""
        return _compter(self.jours, self.get_ancre_display())

    @property
    def jusqua(self) -> str:
        """The same for the end of a window, empty without end."""
        if self.jours_fin is None:
            return ""
        return _compter(self.jours_fin, self.get_ancre_fin_display())


def _compter(jours: int, ancre: str) -> str:
    if not jours:
        return f"le jour même : {ancre}"
    return f"{accorder(abs(jours), 'jour', 'jours')} {'après' if jours > 0 else 'avant'} {ancre}"
