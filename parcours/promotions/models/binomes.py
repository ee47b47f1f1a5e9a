"""Binômes and the people around them: participations, coaches, committee."""

import pgtrigger
from django.db import models
from django.db.models import Q

from parcours.promotions.models.programmes import Programme
from parcours.promotions.models.promotions import Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne
from territoires.models import Organisation, Territoire


class BinomeQuerySet(models.QuerySet["Binome"]):
    def visibles_par(self, personne: Personne) -> "BinomeQuerySet":
        """Those of the promotions the person sees: the 12 know one another."""
        return self.filter(promotion__in=Promotion.objects.visibles_par(personne).order_by())

    def de(self, personne: Personne) -> "BinomeQuerySet":
        """Those the person is a member of, today."""
        return self.filter(pk__in=personne.participations.filter(jusqua=None).values("binome"))

    def suivis_par(self, personne: Personne) -> "BinomeQuerySet":
        """Those the person coaches, today."""
        return self.filter(pk__in=personne.binomes_suivis.filter(jusqua=None).values("binome"))


class Binome(models.Model):
    """The one or two catalyseurs of a structure in a promotion: the unit that owns the works.

    Each binôme holds one numbered seat of the promotion; the seats are those of the parcours.
    """

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="binomes")
    structure = models.ForeignKey(Organisation, models.PROTECT, related_name="binomes")
    territoire = models.ForeignKey(
        Territoire, models.PROTECT, null=True, blank=True, related_name="binomes"
    )
    rang = models.PositiveSmallIntegerField("place dans la promotion")

    objects = BinomeQuerySet.as_manager()

    class Meta:
        ordering = ["promotion_id", "rang"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "structure"],
                name="binome_structure_unique",
                violation_error_message="Cette structure participe déjà à la promotion.",
            ),
            models.UniqueConstraint(
                fields=["promotion", "rang"],
                name="binome_rang_unique",
                violation_error_message="Cette place de la promotion vient d'être prise.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="binome_regles_du_parcours",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("places", "integer"), ("avec_territoire", "boolean")],
                func="""
                    SELECT p.nombre_structures, p.avec_territoire INTO places, avec_territoire
                    FROM promotions_promotion r JOIN promotions_parcours p ON p.id = r.parcours_id
                    WHERE r.id = NEW.promotion_id;
                    IF NEW.rang < 1 OR NEW.rang > places THEN
                        RAISE EXCEPTION
                            'La promotion est complète : ce parcours a % places.', places
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_binome_capacite';
                    END IF;
                    IF avec_territoire AND NEW.territoire_id IS NULL THEN
                        RAISE EXCEPTION
                            'Dans ce parcours, chaque structure anime un territoire : dites lequel.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_binome_territoire';
                    END IF;
                    IF NOT avec_territoire AND NEW.territoire_id IS NOT NULL THEN
                        RAISE EXCEPTION
                            'Dans ce parcours, les structures participent sans territoire.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_binome_territoire';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.structure)

    @property
    def nom(self) -> str:
        """How people call it: the territory when there is one, else the structure."""
        return str(self.territoire or self.structure)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def actives(self) -> "ParticipationQuerySet":
        """Those that nobody has ended; a closed promotion keeps them (they make the alumni)."""
        return self.filter(jusqua=None)


class Participation(models.Model):
    """A catalyseur in a binôme, on its first or second seat, from a day to another."""

    binome = models.ForeignKey(Binome, models.PROTECT, related_name="participations")
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="participations")
    place = models.PositiveSmallIntegerField("place dans le binôme")
    fonction = models.CharField("fonction", max_length=120, blank=True)
    depuis = models.DateField("depuis")
    jusqua = models.DateField("jusqu'à", null=True, blank=True)
    motif_de_fin = models.CharField("motif de fin", max_length=200, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["binome_id", "place", "-depuis", "pk"]
        constraints = [
            models.CheckConstraint(
                name="participation_place",
                condition=Q(place__in=[1, 2]),
                violation_error_message="Un binôme compte deux personnes au plus.",
            ),
            models.UniqueConstraint(
                fields=["binome", "place"],
                condition=Q(jusqua=None),
                name="participation_place_unique",
                violation_error_message="Un binôme compte deux personnes au plus.",
            ),
            models.CheckConstraint(
                name="participation_fin_motivee",
                condition=Q(jusqua=None, motif_de_fin="")
                | (Q(jusqua__isnull=False) & ~Q(motif_de_fin="")),
                violation_error_message="La fin d'une participation porte sa date et son motif.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="participation_une_par_promotion",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("la_promotion", "bigint")],
                condition=pgtrigger.Q(new__jusqua__isnull=True),
                func="""
                    -- One at a time per promotion, so that two invitations cannot pass together.
                    SELECT p.id INTO la_promotion FROM promotions_promotion p
                    JOIN promotions_binome b ON b.promotion_id = p.id
                    WHERE b.id = NEW.binome_id FOR UPDATE OF p;
                    IF EXISTS (
                        SELECT 1 FROM promotions_participation a
                        JOIN promotions_binome b ON b.id = a.binome_id
                        WHERE b.promotion_id = la_promotion AND a.personne_id = NEW.personne_id
                        AND a.jusqua IS NULL AND a.id <> NEW.id
                    ) THEN
                        RAISE EXCEPTION 'Cette personne participe déjà à la promotion.'
                        USING ERRCODE = '23514',
                        CONSTRAINT = 'regle_participation_une_par_promotion';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} ({self.binome})"


class AffectationCoach(models.Model):
    """The fact that gives the hat « coach »: a person follows a binôme, from a day to another."""

    binome = models.ForeignKey(Binome, models.PROTECT, related_name="affectations")
    coach = models.ForeignKey(Personne, models.PROTECT, related_name="binomes_suivis")
    depuis = models.DateField("depuis")
    jusqua = models.DateField("jusqu'à", null=True, blank=True)

    class Meta:
        ordering = ["binome_id", "-depuis", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["binome"],
                condition=Q(jusqua=None),
                name="affectation_un_coach",
                violation_error_message="Ce binôme a déjà son coach : passez-le-lui d'abord.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coach} → {self.binome}"


class MembreComite(models.Model):
    """The fact that gives the hat « comité de pilotage »: a seat, for a body."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="comite")
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="sieges")
    organisme = models.CharField("organisme", max_length=160)
    depuis = models.DateField("depuis")
    jusqua = models.DateField("jusqu'à", null=True, blank=True)

    class Meta:
        ordering = ["programme_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "personne"],
                condition=Q(jusqua=None),
                name="membre_comite_unique",
                violation_error_message="Cette personne siège déjà au comité de pilotage.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} ({self.organisme})"


def hats_by_fact() -> dict[Chapeau, models.Exists]:
    """Return the hats this floor gives: catalyseur, alumni, coach, comité."""
    person = models.OuterRef("pk")
    active = Participation.objects.actives().filter(personne=person)
    return {
        Chapeau.CATALYSEUR: models.Exists(
            active.exclude(binome__promotion__etat=Promotion.Etat.CLOSE)
        ),
        Chapeau.ALUMNI: models.Exists(active.filter(binome__promotion__etat=Promotion.Etat.CLOSE)),
        Chapeau.COACH: models.Exists(AffectationCoach.objects.filter(coach=person, jusqua=None)),
        Chapeau.COMITE: models.Exists(MembreComite.objects.filter(personne=person, jusqua=None)),
    }
