"""The entries of the navigation that lead to the promotions and to their dates."""

from django.urls import reverse

from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import EntreeDeMenu


def inscrire() -> None:
    """Register the entries."""
    for nom, rang, entree in (
        (
            "agenda",
            20,
            EntreeDeMenu(
                chapeaux=(Chapeau.CATALYSEUR, Chapeau.ALUMNI, Chapeau.COACH, Chapeau.COMITE),
                libelle="Agenda",
                icone="calendar-days",
                adresse=lambda promotion: reverse("agenda:agenda"),
            ),
        ),
        (
            "promotion",
            30,
            EntreeDeMenu(
                chapeaux=(Chapeau.CATALYSEUR, Chapeau.ALUMNI),
                libelle="La promotion",
                icone="git-branch",
                adresse=lambda promotion: promotion and promotion.get_absolute_url(),
            ),
        ),
        (
            "promotions",
            10,
            EntreeDeMenu(
                chapeaux=(Chapeau.EQUIPE,),
                libelle="Promotions",
                icone="git-branch",
                adresse=lambda promotion: reverse("equipe:promotions"),
                rayons=("parcours:promotions", "/equipe/programmes/"),
            ),
        ),
        (
            "personnes",
            30,
            EntreeDeMenu(
                chapeaux=(Chapeau.EQUIPE,),
                libelle="Personnes",
                icone="users",
                adresse=lambda promotion: reverse("equipe:personnes"),
                rayons=("equipe:intervenants",),
            ),
        ),
    ):
        registres.menus.inscrire(nom, entree, rang=rang)
