"""Candidatures: the structures considered for a promotion, what is decided, what the committee
says of the list."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from phonenumber_field.modelfields import PhoneNumberField

from parcours.promotions.models.binomes import Binome, MembreComite
from parcours.promotions.models.promotions import Promotion
from parcours.promotions.models.rencontres import Rencontre
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne
from territoires.models import Organisation, Territoire
from territoires.models.insee import REGIONS


class CandidatureQuerySet(models.QuerySet["Candidature"]):
    def visibles_par(self, personne: Personne) -> "CandidatureQuerySet":
        """The équipe alone: the committee reads the list as `lectures.candidatures` composes it."""
        return self if personne.porte(Chapeau.EQUIPE) else self.none()

    def retenues(self) -> "CandidatureQuerySet":
        return self.filter(decision=Candidature.Decision.RETENU)


class Candidature(models.Model):
    """A structure considered for a promotion. Its contact, the notes of its bilatérale and the
    message it was sent are the équipe's alone."""

    class Decision(models.TextChoices):
        A_EXAMINER = "a-examiner", "à examiner"
        RETENU = "retenu", "retenue"
        LISTE_D_ATTENTE = "liste-attente", "en liste d’attente"
        NON_RETENU = "non-retenu", "non retenue"

    class Maturite(models.TextChoices):
        """How far co-construction has come on the territory."""

        PREMIERS_PAS = "premiers-pas", "premiers pas"
        ACTIF = "actif", "actif"
        PIONNIER = "pionnier", "pionnier"

    class Origine(models.TextChoices):
        EQUIPE = "equipe", "proposée par l’équipe"
        FORMULAIRE = "formulaire", "reçue par le formulaire"

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="candidatures")
    origine = models.CharField("origine", max_length=12, choices=Origine)
    structure = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="candidatures"
    )
    territoire = models.ForeignKey(
        Territoire, models.PROTECT, null=True, blank=True, related_name="candidatures"
    )
    nom = models.CharField("nom de la structure", max_length=160)
    profil = models.CharField("profil", max_length=80)
    nom_territoire = models.CharField("territoire", max_length=120, blank=True)
    region = models.CharField("région", max_length=2, choices=list(REGIONS.items()))
    departements = ArrayField(
        models.CharField(max_length=3), verbose_name="départements", default=list, blank=True
    )
    latitude = models.DecimalField(
        "latitude", max_digits=5, decimal_places=2, null=True, blank=True
    )
    longitude = models.DecimalField(
        "longitude", max_digits=5, decimal_places=2, null=True, blank=True
    )
    population = models.PositiveIntegerField("population du territoire", null=True, blank=True)
    maturite = models.CharField(
        "maturité de la co-construction", max_length=12, choices=Maturite, blank=True
    )
    motivation = models.TextField("ce qu’elle attend du parcours", blank=True)
    contact_prenom = models.CharField("prénom du contact", max_length=80, blank=True)
    contact_nom = models.CharField("nom du contact", max_length=80, blank=True)
    contact_email = models.EmailField("adresse électronique du contact", blank=True)
    contact_telephone = PhoneNumberField("téléphone du contact", region="FR", blank=True)
    notes = models.TextField("notes de la bilatérale", blank=True)
    bilaterale = models.OneToOneField(
        Rencontre, models.SET_NULL, null=True, blank=True, related_name="candidature"
    )
    decision = models.CharField(
        "décision", max_length=14, choices=Decision, default=Decision.A_EXAMINER
    )
    decidee_par = models.ForeignKey(
        Personne, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decidee_le = models.DateTimeField("décidée le", null=True, blank=True)
    binome = models.OneToOneField(
        Binome, models.PROTECT, null=True, blank=True, related_name="candidature"
    )
    recue_le = models.DateTimeField("reçue le")

    objects = CandidatureQuerySet.as_manager()

    class Meta:
        ordering = ["promotion_id", "nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("promotion"),
                Lower("nom"),
                name="candidature_nom_unique",
                violation_error_message="Cette structure est déjà dans la liste.",
            ),
            models.CheckConstraint(
                name="candidature_decidee",
                condition=Q(decision="a-examiner", decidee_le=None)
                | (~Q(decision="a-examiner") & Q(decidee_le__isnull=False)),
                violation_error_message="Une décision porte sa date.",
            ),
            models.CheckConstraint(
                name="candidature_de_la_promotion",
                condition=Q(binome=None) | Q(decision="retenu"),
                violation_error_message="Cette structure est dans la promotion : sa décision "
                "ne change plus.",
            ),
            models.CheckConstraint(
                name="candidature_region",
                condition=Q(region__in=list(REGIONS)),
                violation_error_message="Cette région n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def lieu(self) -> str:
        """How people call it: its territory when it has one, else its own name."""
        return self.nom_territoire or self.nom

    @property
    def contact(self) -> str:
        return f"{self.contact_prenom} {self.contact_nom}".strip()


class Annonce(models.Model):
    """The message by which a structure learns what was decided; sent once, kept as it was."""

    candidature = models.ForeignKey(Candidature, models.PROTECT, related_name="annonces")
    decision = models.CharField("décision", max_length=14, choices=Candidature.Decision)
    objet = models.CharField("objet", max_length=160)
    texte = models.TextField("texte")
    envoyee_par = models.ForeignKey(Personne, models.PROTECT, related_name="+")
    envoyee_le = models.DateTimeField("envoyée le")

    class Meta:
        ordering = ["candidature_id", "-envoyee_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidature", "decision"],
                name="annonce_une_fois",
                violation_error_message="Cette décision a déjà été annoncée à la structure.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="annonce_gardee", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.objet


class AppelACandidatures(models.Model):
    """The public form of a promotion: open from an instant until another, or not at all."""

    promotion = models.OneToOneField(Promotion, models.PROTECT, related_name="appel_a_candidatures")
    presentation = models.TextField("présentation", blank=True)
    ouvert = models.BooleanField("ouvert", default=False)
    ouvert_par = models.ForeignKey(Personne, models.PROTECT, related_name="+")
    change_le = models.DateTimeField("changé le")

    class Meta:
        ordering = ["promotion_id"]

    def __str__(self) -> str:
        return f"Appel à candidatures, {self.promotion}"


class AvisDuComite(models.Model):
    """What a member of the committee says of the list as it stood: endorsed, or a change asked.

    `empreinte` is that of the list she read: a list that changes leaves the avis behind.
    """

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="avis_du_comite")
    siege = models.ForeignKey(MembreComite, models.PROTECT, related_name="avis")
    accord = models.BooleanField("endosse la liste")
    mots = models.TextField("changement demandé", blank=True)
    empreinte = models.CharField("empreinte de la liste", max_length=64)
    donne_le = models.DateTimeField("donné le")

    class Meta:
        ordering = ["promotion_id", "-donne_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "siege", "empreinte"],
                name="avis_un_par_liste",
                violation_error_message="Vous avez déjà donné votre avis sur cette liste.",
            ),
            models.CheckConstraint(
                name="avis_motive",
                condition=Q(accord=True) | ~Q(mots=""),
                violation_error_message="Dites en quelques mots ce que vous demandez de changer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.siege} : {'endosse' if self.accord else 'demande un changement'}"
