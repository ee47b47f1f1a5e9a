"""Rencontres: anything with a date that people attend."""

from collections.abc import Iterable, Iterator

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import CombinedExpression
from django.urls import reverse

from parcours.promotions.models.intervenants import Intervenant
from parcours.promotions.models.promotions import Etape, Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.commun.recherche import document
from rameau.comptes.models import Personne


class IdRange(Func):
    """A range of one id: `=` for an exclusion constraint without the btree_gist extension."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, %(expressions)s, '[]')"


class MinuteRange(Func):
    function = "int4range"


class InstantRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class RencontreQuerySet(models.QuerySet["Rencontre"]):
    def visibles_par(self, personne: Personne) -> "RencontreQuerySet":
        """Those of the promotions the person sees; the bilatérales are the équipe's alone: they
        name structures that may not have been retained."""
        siennes = self.filter(promotion__in=Promotion.objects.visibles_par(personne).order_by())
        return siennes if personne.porte(Chapeau.EQUIPE) else siennes.communes()

    def communes(self) -> "RencontreQuerySet":
        """Those that the whole promotion knows of."""
        return self.exclude(nature=Rencontre.Nature.BILATERALE)

    def suivis_par(self, personne: Personne) -> "RencontreQuerySet":
        """The webinaires whose questions the person reads: those of the promotions she lives; the
        équipe follows all."""
        webinaires = self.filter(nature=Rencontre.Nature.WEBINAIRE)
        if personne.porte(Chapeau.EQUIPE):
            return webinaires
        return webinaires.filter(promotion__in=Promotion.objects.vecues_par(personne).order_by())

    def sessions(self) -> "RencontreQuerySet":
        return self.filter(nature=Rencontre.Nature.SESSION)

    def maintenues(self) -> "RencontreQuerySet":
        return self.filter(annulee_le=None)


class Rencontre(models.Model):
    """A session, webinaire, visite or other gathering of a promotion, with its place and time.

    `revision` rises at each change of time or place: calendars follow it (ICS SEQUENCE).
    """

    class Nature(models.TextChoices):
        SESSION = "session", "session collective"
        WEBINAIRE = "webinaire", "webinaire"
        VISITE = "visite", "visite apprenante"
        BILATERALE = "bilaterale", "bilatérale"
        JOURNEE = "journee", "journée conclusive"

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="rencontres")
    etape = models.ForeignKey(
        Etape, models.PROTECT, null=True, blank=True, related_name="rencontres"
    )
    nature = models.CharField("nature", max_length=20, choices=Nature)
    titre = models.CharField("titre", max_length=160)
    debut = models.DateTimeField("début")
    fin = models.DateTimeField("fin")
    obligatoire = models.BooleanField("obligatoire", default=False)
    lieu = models.CharField("lieu", max_length=160, blank=True)
    adresse = models.CharField("adresse", max_length=240, blank=True)
    acces = models.TextField("comment venir", blank=True)
    lien = models.URLField("lien de la salle à distance", blank=True)
    revision = models.PositiveIntegerField("révision", default=0)
    annulee_le = models.DateTimeField("annulée le", null=True, blank=True)

    objects = RencontreQuerySet.as_manager()

    class Meta:
        ordering = ["debut", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rencontre_dates",
                condition=Q(fin__gt=F("debut")),
                violation_error_message="Une rencontre finit après avoir commencé.",
            ),
            models.UniqueConstraint(
                fields=["etape"],
                condition=Q(nature="session", annulee_le=None),
                name="rencontre_une_session_par_etape",
                violation_error_message="Cette étape a déjà sa session.",
            ),
            models.CheckConstraint(
                name="rencontre_session_etape",
                condition=~Q(nature="session") | Q(etape__isnull=False),
                violation_error_message="Une session collective est celle d'une étape.",
            ),
            ExclusionConstraint(
                name="rencontre_sans_chevauchement",
                expressions=[
                    (IdRange(F("promotion_id")), RangeOperators.OVERLAPS),
                    (InstantRange(F("debut"), F("fin")), RangeOperators.OVERLAPS),
                ],
                condition=Q(annulee_le=None, obligatoire=True),
                violation_error_message="Deux sessions auraient lieu en même temps.",
            ),
        ]
        indexes = [GinIndex(document("titre", "lieu", "adresse"), name="rencontre_texte")]
        triggers = [
            pgtrigger.Trigger(
                name="rencontre_meme_promotion",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("etape_id", "promotion_id"),
                when=pgtrigger.Before,
                func="""
                    IF NEW.etape_id IS NOT NULL AND NEW.promotion_id <> (
                        SELECT promotion_id FROM promotions_etape WHERE id = NEW.etape_id
                    ) THEN
                        RAISE EXCEPTION 'L''étape est celle d''une autre promotion.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_rencontre_meme_promotion';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    def get_absolute_url(self) -> str:
        return reverse("parcours:rencontre", args=[self.promotion.code, self.pk])


class Sequence(models.Model):
    """A moment of a rencontre's agenda: théorie, pratique or pause.

    `debut_minutes` counts from the rencontre's start, so that an agenda follows its rencontre when
    it moves. `heure_fixe` says that someone wanted this start (lunch); the others follow on.
    """

    class Temps(models.TextChoices):
        THEORIE = "theorie", "théorie"
        PRATIQUE = "pratique", "pratique"
        PAUSE = "pause", "pause"

    rencontre = models.ForeignKey(Rencontre, models.CASCADE, related_name="sequences")
    ordre = models.PositiveSmallIntegerField("ordre")
    temps = models.CharField("temps", max_length=10, choices=Temps)
    titre = models.CharField("titre", max_length=200)
    debut_minutes = models.PositiveSmallIntegerField("minutes après le début")
    duree_minutes = models.PositiveSmallIntegerField("durée en minutes")
    heure_fixe = models.BooleanField("commence à heure fixe", default=False)
    visee = models.CharField("visée", max_length=300, blank=True)
    intervenants = models.ManyToManyField(
        Intervenant, blank=True, related_name="sequences", verbose_name="intervenants"
    )

    class Meta:
        ordering = ["rencontre_id", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencontre", "ordre"],
                name="sequence_ordre_unique",
                violation_error_message="Deux séquences de la session ont le même rang.",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="sequence_duree",
                condition=Q(duree_minutes__gte=5),
                violation_error_message="Une séquence dure au moins cinq minutes.",
            ),
            ExclusionConstraint(
                name="sequence_sans_chevauchement",
                expressions=[
                    (IdRange(F("rencontre_id")), RangeOperators.OVERLAPS),
                    (
                        MinuteRange(
                            F("debut_minutes"),
                            CombinedExpression(F("debut_minutes"), "+", F("duree_minutes")),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Deux séquences auraient lieu en même temps.",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="sequence_dans_la_rencontre",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("debut_minutes", "duree_minutes", "rencontre_id"),
                when=pgtrigger.Before,
                func="""
                    IF NEW.debut_minutes + NEW.duree_minutes > (
                        SELECT EXTRACT(EPOCH FROM fin - debut) / 60
                        FROM promotions_rencontre WHERE id = NEW.rencontre_id
                    ) THEN
                        RAISE EXCEPTION
                            '« % » finirait après la fin de la rencontre.', NEW.titre
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_sequence_dans_la_rencontre';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    @property
    def fin_minutes(self) -> int:
        return self.debut_minutes + self.duree_minutes


def enchainer(rencontre: Rencontre, moments: Iterable[tuple[str, str, int]]) -> Iterator[Sequence]:
    """Make unsaved sequences of (temps, titre, minutes), each starting when the former ends."""
    debut = 0
    for ordre, (temps, titre, minutes) in enumerate(moments, start=1):
        yield Sequence(
            rencontre=rencontre,
            ordre=ordre,
            temps=temps,
            titre=titre,
            debut_minutes=debut,
            duree_minutes=minutes,
        )
        debut += minutes
