"""The chain in words: its three works, the six levels of sharing, how long a text may be."""

from django.db import models

LONGUEUR_MAX = 40_000


class Nature(models.TextChoices):
    """The three works of the chain, in its order."""

    BILAN = "bilan", "bilan"
    PLAN = "plan", "plan de mise en œuvre"
    FEUILLE_DE_ROUTE = "feuille-de-route", "feuille de route"


class Partage(models.IntegerChoices):
    """Who may read a version, each level including the former ones.

    The réseau is every catalyseur and coach of any promotion, past or present.
    """

    BINOME = 0, "le binôme"
    COACH = 1, "le coach et l'équipe"
    PROMOTION = 2, "la promotion"
    COMITE = 3, "le comité de pilotage"
    RESEAU = 4, "le réseau"
    PUBLIC = 5, "tout le monde"
