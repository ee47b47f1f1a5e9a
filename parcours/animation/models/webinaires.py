"""Webinaires: the questions written before and during, the replay and its chapters, consents."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from parcours.promotions.models.promotions import Promotion
from parcours.promotions.models.rencontres import Rencontre
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne

# The room is shown from a little before the start, and the questions are read closely then.
SALLE_AVANT = timedelta(minutes=15)


class Webinaire(models.Model):
    """What a rencontre at a distance has of its own.

    `revision` rises with each question, support or answer, so that readers ask what is new at the
    cost of one number. `conversation` keeps the chat of the outside room as it was pasted.
    """

    rencontre = models.OneToOneField(Rencontre, models.CASCADE, related_name="webinaire")
    revision = models.PositiveIntegerField("révision", default=0)
    enregistre = models.BooleanField("sera enregistré", default=False)
    replay = models.URLField("lien de l'enregistrement", max_length=500, blank=True)
    conversation = models.TextField("conversation de la salle", blank=True)

    def __str__(self) -> str:
        return str(self.rencontre)


class Chapitre(models.Model):
    """A chapter of the replay: its second and its title."""

    webinaire = models.ForeignKey(Webinaire, models.CASCADE, related_name="chapitres")
    seconde = models.PositiveIntegerField("seconde")
    titre = models.CharField("titre", max_length=160)

    class Meta:
        ordering = ["webinaire_id", "seconde"]
        constraints = [
            models.UniqueConstraint(
                fields=["webinaire", "seconde"],
                name="chapitre_unique",
                violation_error_message="Deux chapitres commencent au même moment.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    @property
    def minutage(self) -> str:
        """The time as players write it: 0:05, 12:30, 1:02:03."""
        heures, reste = divmod(self.seconde, 3600)
        minutes, secondes = divmod(reste, 60)
        return f"{heures}:{minutes:02}:{secondes:02}" if heures else f"{minutes}:{secondes:02}"


class QuestionPoseeQuerySet(models.QuerySet["QuestionPosee"]):
    def visibles_par(self, personne: Personne) -> "QuestionPoseeQuerySet":
        """The équipe sees all; those who live the promotion together see what is not hidden, and
        each sees her own."""
        if personne.porte(Chapeau.EQUIPE):
            return self
        return self.filter(
            Q(cachee_le=None) | Q(auteur=personne),
            rencontre__promotion__in=Promotion.objects.vecues_par(personne).order_by(),
        )

    def avec_soutiens(self, personne: Personne) -> Any:
        """Annotate how many support each question, and whether the person does."""
        miens = Soutien.objects.filter(question=OuterRef("pk"), personne=personne)
        return self.annotate(
            combien=models.Count("soutiens"), je_soutiens=Exists(miens.values("pk"))
        )


class QuestionPosee(models.Model):
    """A question written to the speakers, never lost: answered live or later, or hidden with a
    reason. `auteur_dit` is the name the outside room gave to one picked from its chat."""

    rencontre = models.ForeignKey(Rencontre, models.PROTECT, related_name="questions")
    auteur = models.ForeignKey(
        Personne, models.PROTECT, null=True, blank=True, related_name="questions_posees"
    )
    auteur_dit = models.CharField("nom donné dans la salle", max_length=120, blank=True)
    texte = models.TextField("question")
    posee_le = models.DateTimeField("posée le")
    en_direct = models.BooleanField("répondue en direct", default=False)
    reponse = models.TextField("réponse écrite", blank=True)
    repondue_le = models.DateTimeField("répondue le", null=True, blank=True)
    cachee_le = models.DateTimeField("cachée le", null=True, blank=True)
    motif = models.CharField("pourquoi elle est cachée", max_length=200, blank=True)

    objects = QuestionPoseeQuerySet.as_manager()

    class Meta:
        ordering = ["rencontre_id", "posee_le", "pk"]
        constraints = [
            models.CheckConstraint(
                name="question_texte",
                condition=~Q(texte=""),
                violation_error_message="Écrivez votre question.",
            ),
            models.CheckConstraint(
                name="question_auteur",
                condition=Q(auteur__isnull=False, auteur_dit="") | Q(auteur=None),
                violation_error_message="Une question a un seul auteur.",
            ),
            models.CheckConstraint(
                name="question_repondue",
                condition=Q(repondue_le=None, en_direct=False, reponse="")
                | (Q(repondue_le__isnull=False) & (Q(en_direct=True) | ~Q(reponse=""))),
                violation_error_message="Une réponse est donnée en direct ou par écrit.",
            ),
            models.CheckConstraint(
                name="question_cachee_motivee",
                condition=Q(cachee_le=None, motif="") | (Q(cachee_le__isnull=False) & ~Q(motif="")),
                violation_error_message="Dites pourquoi la question est cachée.",
            ),
            models.UniqueConstraint(
                fields=["rencontre", "auteur_dit", "texte"],
                condition=Q(auteur=None),
                name="question_reprise_une_fois",
                violation_error_message="Cette question est déjà reprise de la salle.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte[:80]

    @property
    def auteur_nomme(self) -> str:
        return str(self.auteur) if self.auteur else self.auteur_dit


class Soutien(models.Model):
    """« Moi aussi » : one support per person for a question."""

    question = models.ForeignKey(QuestionPosee, models.CASCADE, related_name="soutiens")
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="soutiens")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "personne"],
                name="soutien_unique",
                violation_error_message="Vous soutenez déjà cette question.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} : {self.question}"


class AccordEnregistrement(models.Model):
    """What a person says of being recorded; the journal keeps each change of mind."""

    rencontre = models.ForeignKey(Rencontre, models.CASCADE, related_name="accords")
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="accords_enregistrement")
    accepte = models.BooleanField("accepte d'être enregistrée")
    dit_le = models.DateTimeField("dit le")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rencontre", "personne"],
                name="accord_unique",
                violation_error_message="Vous avez déjà répondu pour ce webinaire.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} : {'oui' if self.accepte else 'non'}"


def salle_ouverte(rencontre: Rencontre, instant: datetime) -> bool:
    """Rule: the room is shown from fifteen minutes before the start until the end."""
    return (
        bool(rencontre.lien)
        and rencontre.annulee_le is None
        and rencontre.debut - SALLE_AVANT <= instant <= rencontre.fin
    )
