"""The journée conclusive of a promotion: open to partners and the réseau, then told in public."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from parcours.promotions.models.rencontres import Rencontre


class JourneeConclusive(models.Model):
    """What a rencontre of nature « journée conclusive » says to those outside, before and after.

    Its address is public once it is `ouverte` to guests, or its synthesis published.
    """

    rencontre = models.OneToOneField(Rencontre, models.CASCADE, related_name="journee")
    presentation = models.TextField("présentation", blank=True)
    places_invites = models.PositiveSmallIntegerField("places pour les invités")
    ouverte = models.BooleanField("ouverte aux invités", default=False)
    synthese = models.TextField("synthèse", blank=True)
    publiee_le = models.DateTimeField("synthèse publiée le", null=True, blank=True)

    class Meta:
        ordering = ["rencontre_id"]
        constraints = [
            models.CheckConstraint(
                name="journee_synthese_publiee",
                condition=Q(publiee_le=None) | ~Q(synthese=""),
                violation_error_message="Écrivez la synthèse avant de la publier.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="journee_nature",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("rencontre_id"),
                when=pgtrigger.Before,
                func="""
                    IF (SELECT nature FROM promotions_rencontre WHERE id = NEW.rencontre_id)
                    <> 'journee' THEN
                        RAISE EXCEPTION 'Cette rencontre n''est pas une journée conclusive.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_journee_nature';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="journee_places_tenues",
                operation=pgtrigger.UpdateOf("places_invites"),
                when=pgtrigger.Before,
                declare=[("prises", "integer")],
                func="""
                    SELECT count(*) INTO prises FROM animation_inviteexterne
                    WHERE journee_id = NEW.id;
                    IF NEW.places_invites < prises THEN
                        RAISE EXCEPTION
                            'Il y a déjà % invités inscrits : gardez-leur une place.', prises
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_journee_places';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.rencontre)

    def get_absolute_url(self) -> str:
        return reverse("journees:journee", args=[self.rencontre.promotion.code, self.rencontre_id])


class InviteExterne(models.Model):
    """Someone without account who comes to the journée; may be erased at any time."""

    journee = models.ForeignKey(JourneeConclusive, models.CASCADE, related_name="invites")
    nom = models.CharField("nom", max_length=120)
    organisme = models.CharField("organisme", max_length=160, blank=True)
    email = models.EmailField("adresse électronique")
    inscrit_le = models.DateTimeField("inscrit le")

    class Meta:
        ordering = ["journee_id", "nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["journee", "email"],
                name="invite_externe_une_fois",
                violation_error_message="Cette adresse est déjà inscrite à la journée.",
            ),
            models.CheckConstraint(
                name="invite_externe_email",
                condition=Q(email=Lower(F("email"))),
                violation_error_message="Une adresse électronique s'écrit en minuscules.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="invite_externe_places",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("les_places", "integer")],
                func="""
                    -- One at a time per journée, so that two cannot take the last seat together.
                    SELECT places_invites INTO les_places FROM animation_journeeconclusive
                    WHERE id = NEW.journee_id FOR UPDATE;
                    IF (SELECT count(*) FROM animation_inviteexterne
                        WHERE journee_id = NEW.journee_id) >= les_places THEN
                        RAISE EXCEPTION
                            'Toutes les places des invités sont prises ; écrivez à l''équipe.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_invite_externe_places';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nom} ({self.organisme})" if self.organisme else self.nom
