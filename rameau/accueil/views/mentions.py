"""The statement pages, open to all, linked at the foot of every page."""

from dataclasses import dataclass

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rameau.commun import registres
from rameau.commun.reference import programme
from rameau.commun.registres import Declaration
from rameau.commun.routes import TOUS, ouvert_a


@dataclass(frozen=True, kw_only=True)
class Traitement:
    """What the product keeps of people in one place: what, why, until when."""

    quoi: str
    contenu: str
    pourquoi: str
    duree: str


def traitements() -> list[Traitement]:
    """Read the declarations of every app: the page cannot say less than the code declares."""
    return [
        Traitement(
            quoi=declaration.quoi,
            contenu=_noms_des_champs(label, declaration),
            pourquoi=declaration.pourquoi,
            duree=declaration.duree,
        )
        for label, declaration in registres.donnees_personnelles.items()
        if declaration.personnelles or declaration.textes
    ]


def _noms_des_champs(label: str, declaration: Declaration) -> str:
    model = apps.get_model(label)
    champs = f"{declaration.personnelles} {declaration.textes}".split()
    return ", ".join(str(model._meta.get_field(champ).verbose_name) for champ in champs)


@ouvert_a(TOUS)
def accessibilite(request: HttpRequest) -> HttpResponse:
    """Say how accessible the site is known to be, and whom to tell otherwise."""
    return _page(request, "accueil/mentions/accessibilite.html")


@ouvert_a(TOUS)
def donnees_personnelles(request: HttpRequest) -> HttpResponse:
    """Print what is kept of people, as the code declares it."""
    return _page(request, "accueil/mentions/donnees_personnelles.html", traitements=traitements())


@ouvert_a(TOUS)
def mentions_legales(request: HttpRequest) -> HttpResponse:
    """Say who publishes the site."""
    return _page(request, "accueil/mentions/mentions_legales.html")


@ouvert_a(TOUS)
def contact(request: HttpRequest) -> HttpResponse:
    """Say how to reach Le RAMEAU."""
    return _page(request, "accueil/mentions/contact.html")


def _page(request: HttpRequest, genre: str, **contexte: object) -> HttpResponse:
    contexte["association"] = programme()["association"]
    return render(request, genre, contexte)
