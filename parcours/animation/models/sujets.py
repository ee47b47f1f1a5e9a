"""The topic of stage 3: proposals, then a secret vote between two instants."""

from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import F, Q

from parcours.promotions.models.promotions import Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


class SujetQuerySet(models.QuerySet["Sujet"]):
    def visibles_par(self, personne: Personne) -> "SujetQuerySet":
        """The équipe sees all; others those of the promotions they live together."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        return self.filter(promotion__in=Promotion.objects.vecues_par(personne).order_by())

    def proposes(self) -> "SujetQuerySet":
        return self.filter(retire_le=None)


class Sujet(models.Model):
    """A topic proposed for stage 3; `origine` says where it comes from when it is not from the
    one who proposes it (the parcours, what the freins have in common)."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="sujets")
    titre = models.CharField("sujet", max_length=160)
    pourquoi = models.TextField("pourquoi ce sujet", blank=True)
    origine = models.CharField("origine", max_length=200, blank=True)
    propose_par = models.ForeignKey(Personne, models.PROTECT, related_name="sujets_proposes")
    propose_le = models.DateTimeField("proposé le")
    retire_le = models.DateTimeField("retiré le", null=True, blank=True)

    objects = SujetQuerySet.as_manager()

    class Meta:
        ordering = ["promotion_id", "propose_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "titre"],
                condition=Q(retire_le=None),
                name="sujet_unique",
                violation_error_message="Ce sujet est déjà proposé.",
            ),
            models.CheckConstraint(
                name="sujet_titre",
                condition=~Q(titre=""),
                violation_error_message="Dites le sujet en une phrase.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class Scrutin(models.Model):
    """The vote of a promotion: open from an instant until another; then the équipe confirms."""

    promotion = models.OneToOneField(Promotion, models.CASCADE, related_name="scrutin")
    ouvre_le = models.DateTimeField("ouvre le")
    ferme_le = models.DateTimeField("ferme le")
    retenu = models.ForeignKey(
        Sujet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sujet retenu"
    )
    confirme_le = models.DateTimeField("confirmé le", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="scrutin_dates",
                condition=Q(ferme_le__gt=F("ouvre_le")),
                violation_error_message="Un vote ferme après avoir ouvert.",
            ),
            models.CheckConstraint(
                name="scrutin_confirme_apres",
                condition=Q(retenu=None, confirme_le=None)
                | Q(retenu__isnull=False, confirme_le__gte=F("ferme_le")),
                violation_error_message="Le sujet se confirme une fois le vote fermé.",
            ),
        ]

    def __str__(self) -> str:
        return f"Sujet de {self.promotion}"

    def est_ouvert(self, instant: datetime) -> bool:
        return self.ouvre_le <= instant < self.ferme_le

    def est_ferme(self, instant: datetime) -> bool:
        return instant >= self.ferme_le


class Bulletin(models.Model):
    """One ballot per person, that she may change until the vote closes. Nobody reads it but her:
    pages only count."""

    scrutin = models.ForeignKey(Scrutin, models.CASCADE, related_name="bulletins")
    votant = models.ForeignKey(Personne, models.PROTECT, related_name="bulletins")
    sujet = models.ForeignKey(Sujet, models.PROTECT, related_name="bulletins")
    depose_le = models.DateTimeField("déposé le")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scrutin", "votant"],
                name="bulletin_unique",
                violation_error_message="Vous avez déjà voté : votre voix compte une fois.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="bulletin_regles",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("sujet_id", "scrutin_id", "votant_id", "depose_le"),
                when=pgtrigger.Before,
                declare=[("le_scrutin", "animation_scrutin%ROWTYPE")],
                func="""
                    -- Shared: the dates cannot change while a ballot is put in.
                    SELECT * INTO le_scrutin FROM animation_scrutin
                    WHERE id = NEW.scrutin_id FOR SHARE;
                    IF NEW.depose_le < le_scrutin.ouvre_le THEN
                        RAISE EXCEPTION 'Le vote n''est pas encore ouvert.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_bulletin_avant';
                    END IF;
                    IF NEW.depose_le >= le_scrutin.ferme_le THEN
                        RAISE EXCEPTION 'Le vote est fermé.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_bulletin_apres';
                    END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM promotions_participation p
                        JOIN promotions_binome b ON b.id = p.binome_id
                        WHERE p.personne_id = NEW.votant_id AND p.jusqua IS NULL
                        AND b.promotion_id = le_scrutin.promotion_id
                    ) THEN
                        RAISE EXCEPTION 'Les catalyseurs de la promotion votent.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_bulletin_votant';
                    END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM animation_sujet s
                        WHERE s.id = NEW.sujet_id AND s.retire_le IS NULL
                        AND s.promotion_id = le_scrutin.promotion_id
                    ) THEN
                        RAISE EXCEPTION 'Ce sujet n''est pas proposé au vote.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_bulletin_sujet';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return "Un bulletin"
