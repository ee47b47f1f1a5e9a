"""The volunteer who animates the community of a promotion."""

import pgtrigger
from django.db import models
from django.db.models import Q

from parcours.promotions.models.binomes import Participation
from parcours.promotions.models.promotions import Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


class VolontaireQuerySet(models.QuerySet["Volontaire"]):
    def visibles_par(self, personne: Personne) -> "VolontaireQuerySet":
        """Candidates and volunteers are those of one's own promotion; the équipe sees all."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        return self.filter(promotion__in=Promotion.objects.vecues_par(personne).order_by())

    def candidats(self) -> "VolontaireQuerySet":
        return self.filter(nomme_le=None, fini_le=None)

    def nommes(self) -> "VolontaireQuerySet":
        return self.filter(nomme_le__isnull=False, fini_le=None)

    def anciens(self) -> "VolontaireQuerySet":
        return self.filter(nomme_le__isnull=False, fini_le__isnull=False)


class Volontaire(models.Model):
    """A participant who offers to animate the community, then does, until someone else does.

    Ended rows stay: they are the history.
    """

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="volontaires")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="volontariats")
    mot = models.CharField("en un mot", max_length=300, blank=True)
    propose_le = models.DateTimeField("proposé le")
    nomme_le = models.DateTimeField("nommé le", null=True, blank=True)
    fini_le = models.DateTimeField("jusqu'au", null=True, blank=True)

    objects = VolontaireQuerySet.as_manager()

    class Meta:
        ordering = ["promotion_id", "propose_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion"],
                condition=Q(nomme_le__isnull=False, fini_le=None),
                name="volontaire_un_seul",
                violation_error_message="La communauté a déjà son volontaire : remplacez-le.",
            ),
            models.UniqueConstraint(
                fields=["participation"],
                condition=Q(fini_le=None),
                name="volontaire_une_fois",
                violation_error_message="Cette personne s'est déjà proposée.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="volontaire_de_la_promotion",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("promotion_id", "participation_id"),
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM promotions_participation p
                        JOIN promotions_binome b ON b.id = p.binome_id
                        WHERE p.id = NEW.participation_id AND p.jusqua IS NULL
                        AND b.promotion_id = NEW.promotion_id
                    ) THEN
                        RAISE EXCEPTION
                            'Le volontaire est un des catalyseurs de la promotion.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_volontaire_de_la_promotion';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.participation.personne)
