"""The routes of the site. Each view declares who may enter (`ouvert_a`); a test walks them all."""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.urls import URLPattern, include, path

from parcours.animation import urls as animation
from parcours.promotions import urls as promotions
from parcours.travaux import urls as travaux
from rameau.accueil import urls as accueil


def des_ailes(espace: str) -> Any:
    """The routes that the wings of the parcours give to a namespace, those of the lowest first."""
    ailes = (promotions, travaux, animation)
    return include(([route for aile in ailes for route in aile.ROUTES.get(espace, [])], espace))


def du_site() -> list[URLPattern]:
    """The routes of the site; with those of the demonstration where it is installed, which
    nothing here may import otherwise."""
    routes = [*accueil.ROUTES]
    if apps.is_installed("rameau.demonstration"):
        routes += import_module("rameau.demonstration.urls").ROUTES
    return routes


urlpatterns = [
    path("", include((du_site(), "accueil"))),
    path("", include("rameau.comptes.urls_connexion")),
    path("", include("rameau.comptes.urls")),
    path("parcours/", des_ailes("parcours")),
    path("a-partager/", des_ailes("partages")),
    path("pitchs/", des_ailes("pitchs")),
    path("documents/", include("rameau.accueil.urls_documents")),
    path("equipe/apercus/", include("rameau.accueil.urls_apercus")),
    path("equipe/", des_ailes("equipe")),
    path("agenda/", des_ailes("agenda")),
    path("coaching/", des_ailes("coaching")),
    path("journees/", des_ailes("journees")),
    path("territoires/", include("territoires.urls")),
    path("ressources/", include("ressources.urls")),
    path("pilotage/", include("evaluation.urls")),
]

handler400 = "rameau.accueil.views.erreurs.bad_request"
handler403 = "rameau.accueil.views.erreurs.forbidden"
handler404 = "rameau.accueil.views.erreurs.not_found"
handler500 = "rameau.accueil.views.erreurs.server_error"
