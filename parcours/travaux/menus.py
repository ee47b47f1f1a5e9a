"""The entries of the navigation that lead to the works."""

from django.urls import reverse

from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import EntreeDeMenu


def inscrire() -> None:
    """Register the entries."""
    registres.menus.inscrire(
        "travaux",
        EntreeDeMenu(
            chapeaux=(Chapeau.CATALYSEUR, Chapeau.ALUMNI),
            libelle="Nos travaux",
            icone="notebook-pen",
            adresse=lambda promotion: (
                promotion and reverse("parcours:livrables", args=[promotion.code])
            ),
        ),
        rang=10,
    )
    registres.menus.inscrire(
        "binomes",
        EntreeDeMenu(
            chapeaux=(Chapeau.COACH,),
            libelle="Mes binômes",
            icone="users",
            adresse=lambda promotion: reverse("coaching:binomes"),
        ),
        rang=10,
    )
