"""People: one account for life, hats from facts."""

from functools import cached_property
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from phonenumber_field.modelfields import PhoneNumberField

from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.recherche import noms
from rameau.commun.texte import cle_de_tri


class PersonneQuerySet(models.QuerySet["Personne"]):
    def avec_chapeaux(self) -> "PersonneQuerySet":
        """Annotate each hat and the presence of a second factor: one query, whatever the hats."""
        facts: dict[str, Any] = {
            f"chapeau_{code}": fact() for code, fact in registres.chapeaux.items()
        }
        return self.annotate(
            second_facteur_pose=Exists(Authenticator.objects.filter(user=OuterRef("pk"))),
            **facts,
        )

    def equipe(self) -> "PersonneQuerySet":
        """Those who run promotions today."""
        return self.filter(equipe__jusqua=None, equipe__isnull=False)


class PersonneManager(BaseUserManager.from_queryset(PersonneQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, email: str | None) -> "Personne":
        """Find a person by e-mail, whatever its case."""
        return self.get(email=(email or "").strip().lower())


class Personne(AbstractBaseUser):
    """Anyone invited or signed in. The e-mail is kept lower-cased and is unique."""

    email = models.EmailField("adresse électronique", unique=True)
    prenom = models.CharField("prénom", max_length=80, blank=True)
    nom = models.CharField("nom", max_length=80, blank=True)
    telephone = PhoneNumberField("téléphone", blank=True)
    cle_de_tri = models.CharField("clé de tri", max_length=170, editable=False)
    is_active = models.BooleanField("peut se connecter", default=True)
    cree_le = models.DateTimeField("créée le")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    # What of a person changes the queries about what she may see (rameau.commun.compiled).
    SHAPES_QUERIES = ("chapeaux",)

    objects = PersonneManager()

    class Meta:
        ordering = ["cle_de_tri", "pk"]
        indexes = [
            GinIndex(noms("cle_de_tri"), name="personne_noms"),
            models.Index(fields=["cle_de_tri", "id"], name="personne_ordre"),
        ]
        constraints = [
            models.CheckConstraint(
                name="personne_email_minuscules",
                condition=Q(email=Lower(F("email"))),
                violation_error_message="Une adresse électronique s'écrit en minuscules.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom_complet

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.cle_de_tri = cle_de_tri(f"{self.nom} {self.prenom}".strip() or self.email)
        super().save(*args, **kwargs)

    @property
    def nom_complet(self) -> str:
        """First name and name, or the address while the person has given neither."""
        return f"{self.prenom} {self.nom}".strip() or self.email

    @property
    def initiales(self) -> str:
        """Two letters for the avatar."""
        letters = "".join(part[:1] for part in (self.prenom, self.nom) if part)
        return (letters or self.email[:2]).upper()

    @cached_property
    def _facts(self) -> "Personne":
        if hasattr(self, "second_facteur_pose"):
            return self
        return Personne.objects.avec_chapeaux().get(pk=self.pk)

    @cached_property
    def chapeaux(self) -> frozenset[Chapeau]:
        """The hats this person wears now; asked once per instance, so once per request."""
        return frozenset(
            hat for hat in Chapeau if getattr(self._facts, f"chapeau_{hat.value}", False)
        )

    @property
    def a_un_second_facteur(self) -> bool:
        """Whether a second factor is set."""
        return bool(getattr(self._facts, "second_facteur_pose", False))

    def porte(self, chapeau: Chapeau) -> bool:
        """Say whether the person wears this hat."""
        return chapeau in self.chapeaux


class MembreEquipe(models.Model):
    """The fact that gives the hat « équipe »: staff of Le RAMEAU, from a day to another."""

    personne = models.ForeignKey(Personne, models.CASCADE, related_name="equipe")
    depuis = models.DateField("depuis")
    jusqua = models.DateField("jusqu'à", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["personne"],
                condition=Q(jusqua=None),
                name="membre_equipe_une_fois",
                violation_error_message="Cette personne est déjà de l'équipe.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} (équipe)"
