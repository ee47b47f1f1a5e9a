"""Codev in session: the groups of a session, each with its shared sheet in six timed steps."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse

from parcours.promotions.models.binomes import Binome
from parcours.promotions.models.rencontres import Rencontre
from parcours.travaux.models.livrables import Element
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne

PLACES_MAX = 4
LIGNE_MAX = 2_000


class AtelierCodevQuerySet(models.QuerySet["AtelierCodev"]):
    def visibles_par(self, personne: Personne) -> "AtelierCodevQuerySet":
        """The people of its binômes, their coaches and the équipe; nobody else."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        places = PlaceCodev.objects.filter(
            Q(binome__in=personne.participations.filter(jusqua=None).values("binome"))
            | Q(binome__in=personne.binomes_suivis.filter(jusqua=None).values("binome"))
        )
        return self.filter(pk__in=places.order_by().values("atelier"))


class AtelierCodev(models.Model):
    """A group of a session, and its sheet. `revision` rises at each change of anything in it."""

    rencontre = models.ForeignKey(Rencontre, models.PROTECT, related_name="ateliers")
    rang = models.PositiveSmallIntegerField("groupe")
    sujet = models.CharField("sujet", max_length=200, blank=True)
    facilitateur = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="facilite"
    )
    gardien_du_temps = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="garde le temps"
    )
    revision = models.PositiveIntegerField("révision", default=0)
    clos_le = models.DateTimeField("feuille close le", null=True)
    clos_par = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="close par"
    )

    objects = AtelierCodevQuerySet.as_manager()

    class Meta:
        ordering = ["rencontre_id", "rang"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencontre", "rang"],
                name="atelier_rang_unique",
                violation_error_message="Deux groupes de la session portent le même numéro.",
            ),
            models.CheckConstraint(
                name="atelier_clos_par",
                condition=Q(clos_le=None, clos_par=None)
                | Q(clos_le__isnull=False, clos_par__isnull=False),
                violation_error_message="Une feuille close dit quand et par qui.",
            ),
        ]

    def __str__(self) -> str:
        return f"Groupe {self.rang}"

    @property
    def client(self) -> Binome | None:
        """The binôme that presents."""
        return next((place.binome for place in self.places.all() if place.expose), None)

    @property
    def en_cours(self) -> "EtapeCodev | None":
        """The step its group is at."""
        return next((e for e in self.etapes.all() if e.commencee_le and not e.finie_le), None)

    def get_absolute_url(self) -> str:
        return reverse("parcours:codev", args=[self.rencontre.promotion.code, self.pk])


class PlaceCodev(models.Model):
    """A binôme in a group: one group per session, four binômes at most, one of them presents."""

    rencontre = models.ForeignKey(Rencontre, models.PROTECT, related_name="+")
    atelier = models.ForeignKey(AtelierCodev, models.CASCADE, related_name="places")
    binome = models.ForeignKey(Binome, models.PROTECT, related_name="places_de_codev")
    place = models.PositiveSmallIntegerField("place dans le groupe")
    expose = models.BooleanField("expose sa situation", default=False)

    class Meta:
        ordering = ["atelier_id", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencontre", "binome"],
                name="place_codev_un_groupe",
                violation_error_message="Un binôme est dans un seul groupe de la session.",
            ),
            models.UniqueConstraint(
                fields=["atelier", "place"],
                name="place_codev_unique",
                violation_error_message="Cette place du groupe est prise.",
            ),
            models.CheckConstraint(
                name="place_codev_quatre",
                condition=Q(place__range=(1, PLACES_MAX)),
                violation_error_message="Un groupe compte quatre binômes au plus.",
            ),
            models.UniqueConstraint(
                fields=["atelier"],
                condition=Q(expose=True),
                name="place_codev_un_expose",
                violation_error_message="Un seul binôme expose sa situation dans un groupe.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="place_codev_meme_session",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM animation_ateliercodev a
                        JOIN promotions_rencontre r ON r.id = a.rencontre_id
                        JOIN promotions_binome b ON b.promotion_id = r.promotion_id
                        WHERE a.id = NEW.atelier_id AND r.id = NEW.rencontre_id
                        AND b.id = NEW.binome_id
                    ) THEN
                        RAISE EXCEPTION
                            'Un groupe réunit des binômes de la promotion, pour une session.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_place_codev_meme_session';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.binome} ({self.place})"


class EtapeCodev(models.Model):
    """One of the six steps of a sheet: how long it is planned, when it began, when it ended."""

    class Code(models.TextChoices):
        EXPOSE = "expose", "exposé"
        CLARIFICATION = "clarification", "clarification"
        CONTRAT = "contrat", "contrat"
        CONSULTATION = "consultation", "consultation"
        PLAN = "plan", "plan d'action"
        APPRENTISSAGES = "apprentissages", "apprentissages"

    atelier = models.ForeignKey(AtelierCodev, models.CASCADE, related_name="etapes")
    code = models.CharField("étape", max_length=20, choices=Code)
    ordre = models.PositiveSmallIntegerField("ordre")
    minutes = models.PositiveSmallIntegerField("durée prévue, en minutes")
    commencee_le = models.DateTimeField("commencée le", null=True)
    finie_le = models.DateTimeField("finie le", null=True)

    class Meta:
        ordering = ["atelier_id", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["atelier", "code"],
                name="etape_codev_unique",
                violation_error_message="Cette étape est déjà sur la feuille.",
            ),
            models.UniqueConstraint(
                fields=["atelier"],
                condition=Q(commencee_le__isnull=False, finie_le=None),
                name="etape_codev_une_a_la_fois",
                violation_error_message="Le groupe est à une étape à la fois.",
            ),
            models.CheckConstraint(
                name="etape_codev_minutes",
                condition=Q(minutes__range=(1, 120)),
                violation_error_message="Une étape dure de une à 120 minutes.",
            ),
            models.CheckConstraint(
                name="etape_codev_dates",
                condition=Q(finie_le=None) | Q(finie_le__gte=models.F("commencee_le")),
                violation_error_message="Une étape finit après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()


class LigneCodev(models.Model):
    """A line of the sheet. `revision` rises at each save: a save that names another revision is
    refused, both texts are then shown. A line taken out is kept, hidden; an `element` is what
    the binôme that presented made of it in its next work."""

    etape = models.ForeignKey(EtapeCodev, models.CASCADE, related_name="lignes")
    texte = models.TextField("texte")
    revision = models.PositiveIntegerField("révision", default=1)
    modifiee_le = models.DateTimeField("modifiée le")
    modifiee_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="modifiée par"
    )
    retiree_le = models.DateTimeField("retirée le", null=True)
    element = models.OneToOneField(
        Element, models.SET_NULL, null=True, related_name="ligne_de_codev"
    )

    class Meta:
        ordering = ["etape_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="ligne_codev_longueur",
                condition=models.lookups.GreaterThan(Length("texte"), 0)
                & models.lookups.LessThanOrEqual(Length("texte"), LIGNE_MAX),
                violation_error_message="Une ligne compte de 1 à 2 000 signes.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte[:80]
