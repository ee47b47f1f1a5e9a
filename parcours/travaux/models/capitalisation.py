"""Capitalisation: what the 12 have in common, gathered, named, quoted with consent."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from parcours.promotions.models.binomes import Participation
from parcours.promotions.models.promotions import Promotion
from parcours.travaux.models.livrables import Element, Version
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


class RegroupementQuerySet(models.QuerySet["Regroupement"]):
    def visibles_par(self, personne: Personne) -> "RegroupementQuerySet":
        """The équipe sees them all; who sees the promotion, those that are published."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        return self.filter(
            publie_le__isnull=False,
            promotion__in=Promotion.objects.visibles_par(personne).order_by(),
        )


class Regroupement(models.Model):
    """Elements of several structures that say the same thing, under one name.

    How many structures meet it is counted from what they share, never stored, never ranked.
    """

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="regroupements")
    titre = models.CharField("nom du regroupement", max_length=160)
    constat = models.TextField("ce que nous en retenons", max_length=4000, blank=True)
    cree_le = models.DateTimeField("créé le")
    publie_le = models.DateTimeField("publié le", null=True, blank=True)

    objects = RegroupementQuerySet.as_manager()

    class Meta:
        ordering = ["titre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "titre"],
                name="regroupement_titre_unique",
                violation_error_message="Un regroupement porte déjà ce nom.",
            ),
            models.CheckConstraint(
                name="regroupement_titre",
                condition=~Q(titre=""),
                violation_error_message="Nommez le regroupement.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    def get_absolute_url(self) -> str:
        return reverse("parcours:regroupement", args=[self.promotion.code, self.pk])


class Rattachement(models.Model):
    """An element in a group; an element is in one group at most."""

    regroupement = models.ForeignKey(Regroupement, models.CASCADE, related_name="rattachements")
    element = models.OneToOneField(Element, models.CASCADE, related_name="rattachement")

    class Meta:
        ordering = ["regroupement_id", "pk"]
        triggers = [
            pgtrigger.Trigger(
                name="rattachement_meme_promotion",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF (
                        SELECT promotion_id FROM travaux_regroupement
                        WHERE id = NEW.regroupement_id
                    ) <> (
                        SELECT b.promotion_id FROM travaux_element e
                        JOIN travaux_livrable l ON l.id = e.livrable_id
                        JOIN promotions_binome b ON b.id = l.binome_id
                        WHERE e.id = NEW.element_id
                    ) THEN
                        RAISE EXCEPTION 'Cet élément est d''une autre promotion.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_rattachement_promotion';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.element} → {self.regroupement}"


class CitationQuerySet(models.QuerySet["Citation"]):
    def visibles_par(self, personne: Personne) -> "CitationQuerySet":
        """The équipe sees them all, a binôme those of its works; others, those it granted, in a
        group they see."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        return self.filter(
            Q(version__livrable__binome__in=_binomes_de(personne))
            | Q(
                reponse__in=Citation.ACCORDS,
                regroupement__in=Regroupement.objects.visibles_par(personne).order_by(),
            )
        )

    def de(self, personne: Personne) -> "CitationQuerySet":
        """Those of the works the person writes."""
        return self.filter(version__livrable__binome__in=_binomes_de(personne))

    def en_attente(self) -> "CitationQuerySet":
        """Those the binôme has not answered."""
        return self.filter(reponse=Citation.Reponse.ATTENTE)

    def accordees(self) -> "CitationQuerySet":
        """Those that may be shown, named or not."""
        return self.filter(reponse__in=Citation.ACCORDS)


def _binomes_de(personne: Personne) -> models.QuerySet[Any, Any]:
    return Participation.objects.actives().filter(personne=personne).order_by().values("binome")


class Citation(models.Model):
    """Words of a shared version that the équipe wishes to quote; the binôme alone says yes."""

    class Reponse(models.TextChoices):
        ATTENTE = "attente", "en attente"
        OUI = "oui", "oui, en nommant notre structure"
        ANONYME = "anonyme", "oui, sans nous nommer"
        NON = "non", "non"

    ACCORDS = (Reponse.OUI, Reponse.ANONYME)

    regroupement = models.ForeignKey(Regroupement, models.PROTECT, related_name="citations")
    version = models.ForeignKey(Version, models.PROTECT, related_name="citations")
    texte = models.CharField("passage cité", max_length=500)
    demandee_par = models.ForeignKey(Personne, models.PROTECT, related_name="+")
    demandee_le = models.DateTimeField("demandée le")
    reponse = models.CharField("réponse", max_length=7, choices=Reponse, default=Reponse.ATTENTE)
    repondue_par = models.ForeignKey(Personne, models.PROTECT, null=True, related_name="+")
    repondue_le = models.DateTimeField("répondue le", null=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["regroupement_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["regroupement", "version", "texte"],
                name="citation_unique",
                violation_error_message="Cette citation est déjà demandée.",
            ),
            models.CheckConstraint(
                name="citation_repondue",
                condition=Q(reponse="attente", repondue_par=None, repondue_le=None)
                | (
                    ~Q(reponse="attente") & Q(repondue_par__isnull=False, repondue_le__isnull=False)
                ),
                violation_error_message="Une réponse dit qui l'a donnée et quand.",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="citation_figee",
                fields=["regroupement", "version", "texte", "demandee_par", "demandee_le"],
            ),
        ]

    def __str__(self) -> str:
        return f"« {self.texte[:60]} »"
