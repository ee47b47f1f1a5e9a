"""The entry of the navigation that leads to the committee's pages."""

from django.urls import reverse

from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import EntreeDeMenu


def inscrire() -> None:
    """Register the entry."""
    registres.menus.inscrire(
        "pilotage",
        EntreeDeMenu(
            chapeaux=(Chapeau.EQUIPE, Chapeau.COMITE),
            libelle="Pilotage",
            icone="layout-grid",
            adresse=lambda promotion: reverse("pilotage:programmes"),
        ),
        rang=15,
    )
