"""Visites apprenantes: an inspiring person, in a place that embodies her story."""

import pgtrigger
from django.db import models
from django.db.models import Q

from parcours.animation.models.inscriptions import Inscription
from parcours.promotions.models.intervenants import Intervenant
from parcours.promotions.models.rencontres import Rencontre
from rameau.comptes.models import Personne


class VisiteQuerySet(models.QuerySet["Visite"]):
    def visibles_par(self, personne: Personne) -> "VisiteQuerySet":
        """Those of the rencontres the person sees."""
        return self.filter(rencontre__in=Rencontre.objects.visibles_par(personne).order_by())


class Visite(models.Model):
    """What a rencontre of nature « visite » offers: someone, a place, a number of seats.

    Registrations open with this row. Until `premier_tour_jusquau` a binôme has one seat: its
    second member waits, and comes after those whose binôme has none.
    """

    class Genre(models.TextChoices):
        PAIR = "pair-pionnier", "pair pionnier"
        TIERS = "tiers-pionnier", "tiers pionnier"
        DECIDEUR = "decideur", "décideur"

    rencontre = models.OneToOneField(Rencontre, models.CASCADE, related_name="visite")
    genre = models.CharField("genre", max_length=20, choices=Genre)
    personnalite = models.ForeignKey(
        Intervenant, models.PROTECT, null=True, blank=True, related_name="visites_inspirees"
    )
    personnalite_en_clair = models.CharField("personnalité", max_length=200, blank=True)
    recit = models.TextField("le lieu et son histoire", blank=True)
    hote = models.ForeignKey(
        Intervenant, models.PROTECT, null=True, blank=True, related_name="visites_accueillies"
    )
    pratique = models.TextField("ce qu'il faut prévoir", blank=True)
    places = models.PositiveSmallIntegerField("places")
    premier_tour_jusquau = models.DateTimeField("une place par binôme jusqu'au")
    fermee_le = models.DateTimeField("inscriptions closes le", null=True, blank=True)

    objects = VisiteQuerySet.as_manager()

    class Meta:
        ordering = ["rencontre_id"]
        constraints = [
            models.CheckConstraint(
                name="visite_places",
                condition=Q(places__gte=1),
                violation_error_message="Une visite accueille au moins une personne.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="visite_nature",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("rencontre_id"),
                when=pgtrigger.Before,
                func="""
                    IF (SELECT nature FROM promotions_rencontre WHERE id = NEW.rencontre_id)
                    <> 'visite' THEN
                        RAISE EXCEPTION 'Cette rencontre n''est pas une visite.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_visite_nature';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="visite_places_tenues",
                operation=pgtrigger.UpdateOf("places"),
                when=pgtrigger.Before,
                declare=[("prises", "integer")],
                func="""
                    SELECT count(*) INTO prises FROM animation_inscription
                    WHERE rencontre_id = NEW.rencontre_id AND etat IN ('inscrite', 'offerte');
                    IF NEW.places < prises THEN
                        RAISE EXCEPTION
                            'Il y a déjà % places prises ou offertes : gardez-en autant.', prises
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_visite_places';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.rencontre)

    @property
    def qui(self) -> str:
        """Whom one meets: the intervenant when she is known to the list, else as typed."""
        return str(self.personnalite or self.personnalite_en_clair)


class RapportDeVisiteQuerySet(models.QuerySet["RapportDeVisite"]):
    def visibles_par(self, personne: Personne) -> "RapportDeVisiteQuerySet":
        """Those who live the promotion read what the others bring back; the équipe too."""
        return self.filter(inscription__in=Inscription.objects.visibles_par(personne).order_by())


class RapportDeVisite(models.Model):
    """« Ce que j'en rapporte »: what someone who was there brings back, in a few lines."""

    inscription = models.OneToOneField(Inscription, models.CASCADE, related_name="rapport")
    texte = models.TextField("ce que j'en rapporte")
    ecrit_le = models.DateTimeField("écrit le")

    objects = RapportDeVisiteQuerySet.as_manager()

    class Meta:
        ordering = ["ecrit_le", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rapport_de_visite_texte",
                condition=~Q(texte=""),
                violation_error_message="Écrivez ce que vous en rapportez, même en une phrase.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inscription.personne} ({self.inscription.rencontre})"
