"""The entry of the navigation that leads to the settings."""

from django.urls import reverse

from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import EntreeDeMenu


def inscrire() -> None:
    """Register the entry."""
    registres.menus.inscrire(
        "reglages",
        EntreeDeMenu(
            chapeaux=(Chapeau.EQUIPE,),
            libelle="Réglages",
            icone="settings-2",
            adresse=lambda promotion: reverse("accueil:reglages"),
            rayons=(
                "equipe:tous_les_parcours",
                "apercus:apercus",
                "territoires:territoires",
                "ressources:centres",
            ),
        ),
        rang=40,
    )
