"""The routes of the site. Each view declares who may enter (`ouvert_a`); a test walks them all."""

from django.urls import include, path

urlpatterns = [
    path("", include("rameau.accueil.urls")),
    path("", include("rameau.comptes.urls_connexion")),
    path("", include("rameau.comptes.urls")),
    path("parcours/", include("parcours.urls")),
    path("a-partager/", include("parcours.urls_partages")),
    path("documents/", include("rameau.accueil.urls_documents")),
    path("equipe/apercus/", include("rameau.accueil.urls_apercus")),
    path("equipe/", include("parcours.urls_equipe")),
    path("agenda/", include("parcours.urls_agenda")),
    path("coaching/", include("parcours.urls_coaching")),
    path("journees/", include("parcours.urls_journees")),
    path("territoires/", include("territoires.urls")),
    path("ressources/", include("ressources.urls")),
    path("pilotage/", include("evaluation.urls")),
]

handler400 = "rameau.accueil.views.erreurs.bad_request"
handler403 = "rameau.accueil.views.erreurs.forbidden"
handler404 = "rameau.accueil.views.erreurs.not_found"
handler500 = "rameau.accueil.views.erreurs.server_error"
