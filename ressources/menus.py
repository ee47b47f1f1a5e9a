"""The entries of the navigation that lead here."""

from django.urls import reverse

from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import EntreeDeMenu


def inscrire() -> None:
    """Register the entry."""
    registres.menus.inscrire(
        "ressources",
        EntreeDeMenu(
            chapeaux=(Chapeau.COACH, Chapeau.COMITE, Chapeau.CATALYSEUR, Chapeau.ALUMNI),
            libelle="Ressources",
            icone="library",
            adresse=lambda promotion: reverse("ressources:centres"),
        ),
        rang=50,
    )
