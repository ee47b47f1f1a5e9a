"""Suivi: what becomes of each action of a roadmap, 6 and 12 months after the promotion's end."""

from dataclasses import dataclass
from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from parcours.promotions.models.programmes import Option
from parcours.promotions.models.promotions import Promotion
from parcours.travaux.models.livrables import Element, Version
from rameau.commun.temps import ajouter_mois
from rameau.comptes.models import Personne

MOT_MAX = 2_000


class SuiviQuerySet(models.QuerySet["Suivi"]):
    def visibles_par(self, personne: Personne) -> "SuiviQuerySet":
        """Those of the roadmaps the person may read."""
        return self.filter(version__in=Version.objects.visibles_par(personne).order_by())


class Suivi(models.Model):
    """One line: an action of the roadmap handed in, at one moment after the promotion's end.

    `action` is the id that the frozen content gives to the action, which outlives its element.
    """

    class Mois(models.IntegerChoices):
        SIX = 6, "6 mois"
        DOUZE = 12, "12 mois"
        VINGT_QUATRE = 24, "24 mois"
        TRENTE_SIX = 36, "36 mois"

    version = models.ForeignKey(Version, models.PROTECT, related_name="suivis")
    mois = models.PositiveSmallIntegerField("mois après la fin", choices=Mois)
    action = models.BigIntegerField("action")
    etat = models.CharField("état", max_length=10, choices=Element.Etat)
    mot = models.TextField("un mot", blank=True)
    mesure = models.CharField("ce que dit l'indicateur", max_length=240, blank=True)
    revision = models.PositiveIntegerField("révision", default=0)
    ecrit_le = models.DateTimeField("écrit le")
    ecrit_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="écrit par"
    )

    objects = SuiviQuerySet.as_manager()

    class Meta:
        ordering = ["version_id", "action", "mois"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "action", "mois"],
                name="suivi_ligne_unique",
                violation_error_message="L'autre membre du binôme vient d'écrire cette ligne.",
            ),
            models.CheckConstraint(
                name="suivi_mois",
                condition=Q(mois__in=[6, 12, 24, 36]),
                violation_error_message="Le suivi se fait à 6, 12, 24 ou 36 mois.",
            ),
            models.CheckConstraint(
                name="suivi_mot_longueur",
                condition=models.lookups.LessThanOrEqual(Length("mot"), MOT_MAX),
                violation_error_message="Le mot compte 2 000 signes au plus.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="suivi_d_une_action_remise",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("version_id", "action"),
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM travaux_version v
                        JOIN travaux_livrable l ON l.id = v.livrable_id
                        WHERE v.id = NEW.version_id AND l.version_remise_id = v.id
                        AND v.contenu -> 'elements' @> jsonb_build_array(
                            jsonb_build_object('id', NEW.action, 'nature', 'action-prevue')
                        )
                    ) THEN
                        RAISE EXCEPTION
                            'Le suivi porte sur une action de la feuille de route remise.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_suivi_action_remise';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} — action {self.action}, {self.get_mois_display()}"


AVANCE = 1
"""How many months before its day a follow-up may be written."""


@dataclass(frozen=True)
class Moment:
    """A moment of the follow-up: so many months after the promotion's end."""

    mois: int
    le: date
    ouverte: bool
    venue: bool

    @property
    def libelle(self) -> str:
        return str(Suivi.Mois(self.mois).label)


def moments_de(promotion: Promotion, *, aujourdhui: date) -> tuple[Moment, ...]:
    """The moments of a promotion: 6 and 12 months, then 24 and 36 when its parcours says so."""
    mois = [Suivi.Mois.SIX, Suivi.Mois.DOUZE]
    if promotion.parcours.a_option(Option.SUIVI_LONG):
        mois += [Suivi.Mois.VINGT_QUATRE, Suivi.Mois.TRENTE_SIX]
    return tuple(_moment(promotion, int(m), aujourdhui) for m in mois)


def moment_a(promotion: Promotion, mois: int, *, aujourdhui: date) -> Moment | None:
    """The moment so many months after the end, if it is one of this promotion's."""
    toutes = moments_de(promotion, aujourdhui=aujourdhui)
    return next((e for e in toutes if e.mois == mois), None)


def _moment(promotion: Promotion, mois: int, aujourdhui: date) -> Moment:
    le = ajouter_mois(promotion.fin, mois)
    ouverte = aujourdhui >= ajouter_mois(promotion.fin, mois - AVANCE)
    return Moment(mois, le, ouverte=ouverte, venue=aujourdhui >= le)
