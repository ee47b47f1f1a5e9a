"""Intervenants: those who speak in a session or a webinaire, or receive a visite."""

from django.db import models
from django.db.models import Q
from phonenumber_field.modelfields import PhoneNumberField

from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


class IntervenantQuerySet(models.QuerySet["Intervenant"]):
    def visibles_par(self, personne: Personne) -> "IntervenantQuerySet":
        """The équipe keeps the list; others read a name on the rencontre where it is said."""
        return self if personne.porte(Chapeau.EQUIPE) else self.none()


class Intervenant(models.Model):
    """A speaker or a host; may have no account. Address and phone are the équipe's alone."""

    prenom = models.CharField("prénom", max_length=80, blank=True)
    nom = models.CharField("nom", max_length=120)
    fonction = models.CharField("fonction", max_length=160, blank=True)
    organisme = models.CharField("organisme", max_length=160, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    telephone = PhoneNumberField("téléphone", region="FR", blank=True)
    presentation = models.TextField("en quelques mots", blank=True)
    personne = models.OneToOneField(
        Personne, models.SET_NULL, null=True, blank=True, related_name="intervenant"
    )

    objects = IntervenantQuerySet.as_manager()

    class Meta:
        ordering = ["nom", "prenom", "pk"]
        constraints = [
            models.CheckConstraint(
                name="intervenant_nom",
                condition=~Q(nom=""),
                violation_error_message="Nommez l'intervenant.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip()
