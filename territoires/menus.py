"""The entries of the navigation that lead here."""

from django.urls import reverse

from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import EntreeDeMenu


def inscrire() -> None:
    """Register the entries: whoever lives a promotion finds its territories there instead."""
    registres.menus.inscrire(
        "territoires",
        EntreeDeMenu(
            chapeaux=(Chapeau.COACH, Chapeau.COMITE),
            libelle="Territoires",
            icone="map",
            adresse=lambda promotion: reverse("territoires:territoires"),
        ),
        rang=40,
    )
    registres.menus.inscrire(
        "territoires/sans-promotion",
        EntreeDeMenu(
            chapeaux=(Chapeau.CATALYSEUR, Chapeau.ALUMNI),
            libelle="Territoires",
            icone="map",
            adresse=lambda promotion: None if promotion else reverse("territoires:territoires"),
        ),
        rang=40,
    )
