"""Pitchs: the roadmaps presented in session 4, five minutes each, and what is answered to them."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from parcours.promotions.models.binomes import Binome
from parcours.promotions.models.promotions import Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.commun.models import Fichier
from rameau.comptes.models import Personne

TEXTE_MAX = 4_000
REACTION_MAX = 600


class TourDePitchs(models.Model):
    """The round of pitchs of a promotion: when it begins, and the code by which guests write.

    The code is shown on the screen of the room; it opens nothing once the round is ended.
    """

    promotion = models.OneToOneField(Promotion, models.PROTECT, related_name="tour_de_pitchs")
    debut = models.DateTimeField("début")
    code = models.CharField("code des invités", max_length=12)
    ouvert_le = models.DateTimeField("réactions ouvertes le", null=True)
    clos_le = models.DateTimeField("réactions closes le", null=True)

    class Meta:
        ordering = ["promotion_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="tour_code_unique",
                violation_error_message="Ce code sert déjà : tirez-en un autre.",
            ),
            models.CheckConstraint(
                name="tour_clos_apres_ouvert",
                condition=Q(clos_le=None)
                | Q(ouvert_le__isnull=False, clos_le__gte=models.F("ouvert_le")),
                violation_error_message="Les réactions se closent après s'être ouvertes.",
            ),
        ]

    def __str__(self) -> str:
        return f"Pitchs — {self.promotion}"

    @property
    def est_ouvert(self) -> bool:
        """Whether reactions may be written now."""
        return self.ouvert_le is not None and self.clos_le is None


class PitchQuerySet(models.QuerySet["Pitch"]):
    def visibles_par(self, personne: Personne) -> "PitchQuerySet":
        """Those of the promotions the person sees: all of them hear it."""
        return self.filter(promotion__in=Promotion.objects.visibles_par(personne).order_by())

    def de(self, personne: Personne) -> "PitchQuerySet":
        """Those the person writes, as a member of their binôme."""
        return self.filter(binome__in=Binome.objects.de(personne).order_by())


class Pitch(models.Model):
    """The pitch of a binôme: its place in the round, its sheet, its slide. Never late, never
    frozen: it is spoken."""

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="pitchs")
    binome = models.OneToOneField(Binome, models.PROTECT, related_name="pitch")
    ordre = models.PositiveSmallIntegerField("ordre de passage")
    points = models.TextField("ce que nous voulons dire", blank=True)
    demande = models.TextField("ce que nous demandons", blank=True)
    diapositive = models.ForeignKey(
        Fichier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diapositive déposée",
    )
    revision = models.PositiveIntegerField("révision", default=0)
    modifie_le = models.DateTimeField("modifié le", null=True)
    modifie_par = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="modifié par"
    )

    objects = PitchQuerySet.as_manager()

    class Meta:
        ordering = ["promotion_id", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "ordre"],
                name="pitch_ordre_unique",
                violation_error_message="Deux pitchs passeraient en même temps.",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="pitch_ordre",
                condition=Q(ordre__gte=1),
                violation_error_message="L'ordre de passage commence à 1.",
            ),
            models.CheckConstraint(
                name="pitch_longueur",
                condition=models.lookups.LessThanOrEqual(Length("points"), TEXTE_MAX)
                & models.lookups.LessThanOrEqual(Length("demande"), TEXTE_MAX),
                violation_error_message="La fiche du pitch compte 4 000 signes au plus par partie.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="pitch_meme_promotion",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("promotion_id", "binome_id"),
                when=pgtrigger.Before,
                func="""
                    IF NEW.promotion_id <> (
                        SELECT promotion_id FROM promotions_binome WHERE id = NEW.binome_id
                    ) THEN
                        RAISE EXCEPTION 'Ce binôme est d''une autre promotion.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_pitch_meme_promotion';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Pitch — {self.binome}"


class ReactionQuerySet(models.QuerySet["Reaction"]):
    def visibles_par(self, personne: Personne) -> "ReactionQuerySet":
        """Those to the pitchs the person sees; what the équipe hid, the équipe alone."""
        siennes = self.filter(pitch__in=Pitch.objects.visibles_par(personne).order_by())
        return siennes if personne.porte(Chapeau.EQUIPE) else siennes.filter(masquee_le=None)


class Reaction(models.Model):
    """What someone in the room answers to a pitch: a peer signed in, or a guest who may give a
    name. Written once; the équipe may hide it."""

    pitch = models.ForeignKey(Pitch, models.PROTECT, related_name="reactions")
    auteur = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="auteur"
    )
    nom = models.CharField("nom donné par l'invité", max_length=80, blank=True)
    texte = models.CharField("réaction", max_length=REACTION_MAX)
    ecrite_le = models.DateTimeField("écrite le")
    masquee_le = models.DateTimeField("masquée le", null=True)
    masquee_par = models.ForeignKey(
        Personne, models.PROTECT, null=True, related_name="+", verbose_name="masquée par"
    )

    objects = ReactionQuerySet.as_manager()

    class Meta:
        ordering = ["pitch_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reaction_texte",
                condition=~Q(texte=""),
                violation_error_message="Écrivez votre réaction.",
            ),
            models.CheckConstraint(
                name="reaction_auteur",
                condition=Q(auteur=None) | Q(nom=""),
                violation_error_message="Une personne connue signe de son compte.",
            ),
            models.CheckConstraint(
                name="reaction_masquee",
                condition=Q(masquee_le=None, masquee_par=None)
                | Q(masquee_le__isnull=False, masquee_par__isnull=False),
                violation_error_message="Une réaction masquée dit quand et par qui.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="reaction_sur_le_moment",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    -- Shared, so that closing waits for those being written.
                    PERFORM 1 FROM animation_tourdepitchs t
                    JOIN animation_pitch p ON p.promotion_id = t.promotion_id
                    WHERE p.id = NEW.pitch_id AND t.ouvert_le IS NOT NULL AND t.clos_le IS NULL
                    FOR SHARE OF t;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION
                            'Les réactions à ce pitch ne sont pas ouvertes.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_reaction_ouverte';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.ReadOnly(
                name="reaction_ecrite_une_fois",
                fields=["pitch", "auteur", "nom", "texte", "ecrite_le"],
            ),
        ]

    def __str__(self) -> str:
        return self.texte[:60]

    @property
    def signature(self) -> str:
        """Who says it, as it is shown."""
        return str(self.auteur) if self.auteur else self.nom or "Une personne invitée"
