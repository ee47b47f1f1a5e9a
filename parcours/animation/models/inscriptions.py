"""Inscriptions: a person's place at a rencontre that has places, or her turn to have one."""

import pgtrigger
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from parcours.promotions.models.binomes import Binome
from parcours.promotions.models.promotions import Promotion
from parcours.promotions.models.rencontres import Rencontre
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


class InscriptionQuerySet(models.QuerySet["Inscription"]):
    def visibles_par(self, personne: Personne) -> "InscriptionQuerySet":
        """The équipe sees all; each hers; those who live a promotion together (catalyseurs and
        coachs) who comes with them, never the committee."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        vecues = Promotion.objects.filter(
            Q(pk__in=personne.participations.filter(jusqua=None).values("binome__promotion"))
            | Q(pk__in=personne.binomes_suivis.filter(jusqua=None).values("binome__promotion"))
        )
        return self.filter(Q(personne=personne) | Q(rencontre__promotion__in=vecues.order_by()))

    def vivantes(self) -> "InscriptionQuerySet":
        """Those that hold a place, are offered one, or wait for one."""
        return self.filter(etat__in=Inscription.VIVANTES)

    def prenant_place(self) -> "InscriptionQuerySet":
        """Those that count against the number of places."""
        return self.filter(etat__in=Inscription.PRENANTES)

    def liste_d_attente(self) -> "InscriptionQuerySet":
        """Those that wait, in order: binômes without a seat first, then as they came.

        `binome_servi` says that another member of the binôme has a seat already.
        """
        servis = Inscription.objects.prenant_place().filter(
            rencontre=OuterRef("rencontre"), binome=OuterRef("binome")
        )
        return (
            self.filter(etat=Inscription.Etat.EN_ATTENTE)
            .annotate(binome_servi=Exists(servis))
            .order_by(
                Case(When(binome_servi=True, then=Value(1)), default=Value(0)),
                "demandee_le",
                "pk",
            )
        )


class Inscription(models.Model):
    """What became of one person's wish to come. A new wish after an ended one is a new row."""

    class Etat(models.TextChoices):
        INSCRITE = "inscrite", "place obtenue"
        EN_ATTENTE = "en-attente", "en attente"
        OFFERTE = "offerte", "place offerte"
        RETIREE = "retiree", "retirée"
        DECLINEE = "declinee", "déclinée"
        EXPIREE = "expiree", "délai passé"

    binome_servi: bool  # said by liste_d_attente

    PRENANTES = (Etat.INSCRITE, Etat.OFFERTE)
    VIVANTES = (Etat.INSCRITE, Etat.EN_ATTENTE, Etat.OFFERTE)

    rencontre = models.ForeignKey(Rencontre, models.PROTECT, related_name="inscriptions")
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="inscriptions")
    binome = models.ForeignKey(
        Binome, models.PROTECT, null=True, blank=True, related_name="inscriptions"
    )
    etat = models.CharField("état", max_length=12, choices=Etat)
    demandee_le = models.DateTimeField("demandée le")
    depuis = models.DateTimeField("dans cet état depuis")
    offre_jusquau = models.DateTimeField("place offerte jusqu'au", null=True, blank=True)
    besoins = models.TextField("besoins particuliers", blank=True)

    objects = InscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["rencontre_id", "demandee_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencontre", "personne"],
                condition=Q(etat__in=["inscrite", "en-attente", "offerte"]),
                name="inscription_une_par_personne",
                violation_error_message="Cette inscription existe déjà : une par personne.",
            ),
            models.CheckConstraint(
                name="inscription_offre_datee",
                condition=~Q(etat="offerte") | Q(offre_jusquau__isnull=False),
                violation_error_message="Une place offerte l'est jusqu'à une date.",
            ),
            models.CheckConstraint(
                name="inscription_depuis",
                condition=Q(depuis__gte=F("demandee_le")),
                violation_error_message="Une inscription ne change pas avant d'avoir été demandée.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["offre_jusquau"],
                name="inscription_offres",
                condition=Q(etat="offerte"),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="inscription_places",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("etat", "rencontre_id"),
                when=pgtrigger.Before,
                declare=[("les_places", "integer"), ("prises", "integer")],
                condition=pgtrigger.Q(new__etat__in=["inscrite", "offerte", "en-attente"]),
                func="""
                    IF (SELECT nature FROM promotions_rencontre WHERE id = NEW.rencontre_id)
                    <> 'visite' THEN
                        RETURN NEW;
                    END IF;
                    -- One at a time per visite, so that two cannot take the last seat together.
                    SELECT places INTO les_places FROM animation_visite
                    WHERE rencontre_id = NEW.rencontre_id FOR UPDATE;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'Les inscriptions à cette visite ne sont pas ouvertes.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_inscription_ouverte';
                    END IF;
                    SELECT count(*) INTO prises FROM animation_inscription
                    WHERE rencontre_id = NEW.rencontre_id AND id <> NEW.id
                    AND etat IN ('inscrite', 'offerte');
                    IF NEW.etat <> 'en-attente' AND prises >= les_places THEN
                        RAISE EXCEPTION
                            'Les % places de cette visite sont prises ou offertes.', les_places
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_inscription_places';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="inscription_histoire",
                operation=pgtrigger.UpdateOf("etat", "rencontre_id", "personne_id"),
                when=pgtrigger.Before,
                func="""
                    IF OLD.etat IN ('retiree', 'declinee', 'expiree')
                    OR NEW.rencontre_id <> OLD.rencontre_id
                    OR NEW.personne_id <> OLD.personne_id THEN
                        RAISE EXCEPTION
                            'Cette inscription a pris fin : une nouvelle la remplace.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_inscription_histoire';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} ({self.get_etat_display()})"
