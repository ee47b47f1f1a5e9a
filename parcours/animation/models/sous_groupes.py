"""Sub-groups of a session: who works with whom, where, on what."""

import pgtrigger
from django.db import models
from django.db.models import Q

from parcours.promotions.models.binomes import Participation
from parcours.promotions.models.rencontres import Rencontre


class SousGroupe(models.Model):
    """A handful of participants for one time of a session, at a table or in a room."""

    rencontre = models.ForeignKey(Rencontre, models.CASCADE, related_name="sous_groupes")
    ordre = models.PositiveSmallIntegerField("ordre")
    nom = models.CharField("nom", max_length=80)
    lieu = models.CharField("salle ou table", max_length=120, blank=True)
    consigne = models.TextField("consigne", blank=True)
    participations = models.ManyToManyField(
        Participation, through="MembreDeSousGroupe", related_name="sous_groupes"
    )

    class Meta:
        ordering = ["rencontre_id", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencontre", "ordre"],
                name="sous_groupe_ordre_unique",
                violation_error_message="Deux sous-groupes ont le même rang.",
            ),
            models.CheckConstraint(
                name="sous_groupe_nom",
                condition=~Q(nom=""),
                violation_error_message="Nommez chaque sous-groupe.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class MembreDeSousGroupe(models.Model):
    """A participant in a sub-group; in one only for each rencontre."""

    sous_groupe = models.ForeignKey(SousGroupe, models.CASCADE, related_name="membres")
    rencontre = models.ForeignKey(Rencontre, models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sous_groupe_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencontre", "participation"],
                name="membre_de_sous_groupe_unique",
                violation_error_message="Chacun est dans un seul sous-groupe.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="membre_de_sous_groupe_coherent",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM animation_sousgroupe g
                        JOIN promotions_rencontre r ON r.id = g.rencontre_id
                        JOIN promotions_binome b ON b.promotion_id = r.promotion_id
                        JOIN promotions_participation p ON p.binome_id = b.id
                        WHERE g.id = NEW.sous_groupe_id AND r.id = NEW.rencontre_id
                        AND p.id = NEW.participation_id
                    ) THEN
                        RAISE EXCEPTION
                            'Un sous-groupe réunit des participants de la promotion.'
                        USING ERRCODE = '23514',
                        CONSTRAINT = 'regle_membre_de_sous_groupe_coherent';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} : {self.sous_groupe}"
