"""Presences: who came to a rencontre, who was excused and caught up, who was not there."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from parcours.animation.models.inscriptions import Inscription
from parcours.promotions.models.binomes import Participation
from parcours.promotions.models.rencontres import Rencontre
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


class Moment(models.TextChoices):
    """What a presence is about: the whole rencontre, or one of its half-days."""

    RENCONTRE = "rencontre", "la rencontre"
    MATIN = "matin", "le matin"
    APRES_MIDI = "apres-midi", "l’après-midi"


class PresenceQuerySet(models.QuerySet["Presence"]):
    def visibles_par(self, personne: Personne) -> "PresenceQuerySet":
        """The équipe sees all of them; a person her own, whatever became of her participation.
        Nobody else: coach and committee read counts at most."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        return self.filter(participation__personne=personne)

    def tenues(self) -> "PresenceQuerySet":
        """Those of who came."""
        return self.filter(etat=Presence.Etat.PRESENT)

    def a_rattraper(self) -> "PresenceQuerySet":
        """The excuses and absences that their person has not made up for yet."""
        return self.exclude(etat=Presence.Etat.PRESENT).filter(rattrape_le=None)


class Presence(models.Model):
    """One person at one rencontre, or at one half-day of it when the parcours asks for it.

    Once signed, what was signed is frozen; once countersigned, the whole row is.
    """

    class Etat(models.TextChoices):
        PRESENT = "present", "présence"
        EXCUSE = "excuse", "excuse"
        ABSENT = "absent", "absence"

    class Source(models.TextChoices):
        LISTE = "liste", "liste tenue par l’équipe"
        CODE = "code", "code affiché dans la salle"
        PREVENU = "prevenu", "la personne a prévenu"

    rencontre = models.ForeignKey(Rencontre, models.PROTECT, related_name="presences")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="presences")
    moment = models.CharField("moment", max_length=10, choices=Moment)
    etat = models.CharField("état", max_length=8, choices=Etat)
    motif = models.CharField("motif de l’excuse", max_length=200, blank=True)
    a_distance = models.BooleanField("à distance", default=False)
    moyen = models.CharField("par quel moyen", max_length=120, blank=True)
    source = models.CharField("d’où on le sait", max_length=8, choices=Source)
    saisie_par = models.ForeignKey(Personne, models.PROTECT, related_name="+")
    saisie_le = models.DateTimeField("saisie le")
    rattrape_le = models.DateTimeField("rattrapé le", null=True, blank=True)
    nom_signe = models.CharField("nom signé", max_length=160, blank=True)
    signee_le = models.DateTimeField("signée le", null=True, blank=True)
    empreinte = models.CharField("empreinte de la signature", max_length=64, blank=True)
    contresignee_par = models.ForeignKey(
        Personne, models.PROTECT, null=True, blank=True, related_name="+"
    )
    nom_contresigne = models.CharField("nom contresigné", max_length=160, blank=True)
    contresignee_le = models.DateTimeField("contresignée le", null=True, blank=True)
    empreinte_contresignee = models.CharField(
        "empreinte de la contresignature", max_length=64, blank=True
    )

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ["rencontre_id", "participation_id", "moment"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencontre", "participation", "moment"],
                name="presence_unique",
                violation_error_message="Cette présence est déjà notée.",
            ),
            models.CheckConstraint(
                name="presence_motif",
                condition=(Q(etat="excuse") & ~Q(motif="")) | (~Q(etat="excuse") & Q(motif="")),
                violation_error_message="Une excuse porte son motif.",
            ),
            models.CheckConstraint(
                name="presence_a_distance",
                condition=Q(etat="present") | Q(a_distance=False),
                violation_error_message="On n’est à distance que si l’on participe.",
            ),
            models.CheckConstraint(
                name="presence_moyen",
                condition=Q(a_distance=True) | Q(moyen=""),
                violation_error_message="Un moyen ne se dit que pour qui participe à distance.",
            ),
            models.CheckConstraint(
                name="presence_rattrapage",
                condition=~Q(etat="present") | Q(rattrape_le=None),
                violation_error_message="Qui était là n’a rien à rattraper.",
            ),
            models.CheckConstraint(
                name="presence_signature",
                condition=Q(signee_le=None, nom_signe="", empreinte="")
                | (
                    Q(signee_le__isnull=False, etat="present") & ~Q(nom_signe="") & ~Q(empreinte="")
                ),
                violation_error_message="Une signature porte son nom, son instant, son empreinte.",
            ),
            models.CheckConstraint(
                name="presence_contresignature",
                condition=Q(
                    contresignee_le=None,
                    contresignee_par=None,
                    nom_contresigne="",
                    empreinte_contresignee="",
                )
                | (
                    Q(
                        contresignee_le__isnull=False,
                        contresignee_par__isnull=False,
                        signee_le__isnull=False,
                    )
                    & ~Q(nom_contresigne="")
                    & ~Q(empreinte_contresignee="")
                ),
                violation_error_message="On ne contresigne que ce qui est signé.",
            ),
        ]
        indexes = [models.Index(fields=["participation", "rencontre"], name="presence_de")]
        triggers = [
            pgtrigger.Trigger(
                name="presence_a_sa_place",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("r", "record"), ("la_promotion", "bigint")],
                func="""
                    SELECT b.promotion_id INTO la_promotion FROM promotions_participation a
                    JOIN promotions_binome b ON b.id = a.binome_id
                    WHERE a.id = NEW.participation_id;
                    SELECT c.promotion_id, c.annulee_le,
                        (c.debut AT TIME ZONE 'Europe/Paris')::date AS jour,
                        'demi-journees' = ANY (p.options) AS par_demi_journee INTO r
                    FROM promotions_rencontre c
                    JOIN promotions_promotion o ON o.id = c.promotion_id
                    JOIN promotions_parcours p ON p.id = o.parcours_id
                    WHERE c.id = NEW.rencontre_id;
                    IF r.promotion_id <> la_promotion THEN
                        RAISE EXCEPTION 'Cette personne est d''une autre promotion.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_presence_promotion';
                    END IF;
                    IF r.par_demi_journee <> (NEW.moment <> 'rencontre') THEN
                        RAISE EXCEPTION 'La présence se note par demi-journée, ou pour la '
                            'rencontre entière, selon le parcours.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_presence_moment';
                    END IF;
                    IF NEW.etat <> 'excuse'
                        AND (NEW.saisie_le AT TIME ZONE 'Europe/Paris')::date < r.jour THEN
                        RAISE EXCEPTION
                            'La présence se note à partir du jour de la rencontre.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_presence_trop_tot';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="presence_signee_gardee",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF OLD.contresignee_le IS NOT NULL THEN
                        RAISE EXCEPTION 'Cette présence est contresignée : elle ne change plus.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_presence_contresignee';
                    END IF;
                    IF OLD.signee_le IS NOT NULL AND (TG_OP = 'DELETE' OR
                        (NEW.rencontre_id, NEW.participation_id, NEW.moment, NEW.etat,
                         NEW.a_distance, NEW.moyen, NEW.nom_signe, NEW.signee_le, NEW.empreinte)
                        IS DISTINCT FROM
                        (OLD.rencontre_id, OLD.participation_id, OLD.moment, OLD.etat,
                         OLD.a_distance, OLD.moyen, OLD.nom_signe, OLD.signee_le, OLD.empreinte)
                    ) THEN
                        RAISE EXCEPTION 'Cette présence est signée : elle ne change plus.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_presence_signee';
                    END IF;
                    IF TG_OP = 'DELETE' THEN
                        RETURN OLD;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation}, {self.rencontre} : {self.get_etat_display()}"


class AppelQuerySet(models.QuerySet["Appel"]):
    def ouverts(self) -> "AppelQuerySet":
        return self.filter(ferme_le=None)


class Appel(models.Model):
    """A code being shown in the room: who reads it may sign for this rencontre and this moment.

    The code itself is nowhere: it is drawn from the seed, the server's key and the clock, and
    another takes its place every few minutes.
    """

    rencontre = models.ForeignKey(Rencontre, models.PROTECT, related_name="appels")
    moment = models.CharField("moment", max_length=10, choices=Moment)
    graine = models.CharField("graine", max_length=64)
    ouvert_par = models.ForeignKey(Personne, models.PROTECT, related_name="+")
    ouvert_le = models.DateTimeField("ouvert le")
    ferme_le = models.DateTimeField("fermé le", null=True, blank=True)

    objects = AppelQuerySet.as_manager()

    class Meta:
        ordering = ["rencontre_id", "-ouvert_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencontre", "moment"],
                condition=Q(ferme_le=None),
                name="appel_un_ouvert",
                violation_error_message="Un code est déjà affiché pour ce moment.",
            ),
            models.CheckConstraint(
                name="appel_fin",
                condition=Q(ferme_le=None) | Q(ferme_le__gte=F("ouvert_le")),
                violation_error_message="Un code s’affiche avant d’être retiré.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rencontre}, {self.get_moment_display()}"


class Rattrapage(models.Model):
    """What to read and do, in the équipe's words, for those who were not at a rencontre."""

    rencontre = models.OneToOneField(Rencontre, models.PROTECT, related_name="rattrapage")
    texte = models.TextField("pour rattraper", blank=True)
    ecrit_le = models.DateTimeField("écrit le")

    class Meta:
        ordering = ["rencontre_id"]

    def __str__(self) -> str:
        return f"Pour rattraper : {self.rencontre}"


# Where one registers; at the journée conclusive the whole promotion is expected.
AVEC_PLACES = (Rencontre.Nature.WEBINAIRE, Rencontre.Nature.VISITE)


def attendus(rencontre: Rencontre) -> models.QuerySet[Participation]:
    """Rule: are expected those who took part in the promotion on the day of the rencontre; where
    one registers, those of them who hold a place; at a bilatérale, nobody (it comes before)."""
    if rencontre.nature == Rencontre.Nature.BILATERALE:
        return Participation.objects.none()
    jour = localdate(rencontre.debut)
    expected = Participation.objects.filter(
        binome__promotion=rencontre.promotion_id, depuis__lte=jour
    )
    if rencontre.nature in AVEC_PLACES:
        expected = expected.filter(
            personne__in=rencontre.inscriptions.filter(etat=Inscription.Etat.INSCRITE)
            .order_by()
            .values("personne")
        )
    return (
        expected.filter(Q(jusqua=None) | Q(jusqua__gt=jour))
        .select_related("personne", "binome__structure", "binome__territoire")
        .order_by("binome__rang", "place", "pk")
    )
