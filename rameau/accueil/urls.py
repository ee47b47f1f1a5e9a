from django.conf import settings
from django.urls import path

from rameau.accueil.views import accueil, demo, mesures, recherche, sante

app_name = "accueil"

urlpatterns = [
    path("", accueil.accueil, name="accueil"),
    path("recherche/", recherche.recherche, name="recherche"),
    path("sante/vivant", sante.alive, name="vivant"),
    path("sante/pret", sante.ready, name="pret"),
    path("sante/complet", sante.complete, name="complet"),
]

if settings.DEMO:
    urlpatterns += [
        path("demo/composants/", demo.composants, name="composants"),
        path("demo/courriels/", demo.courriels, name="courriels"),
        path("demo/courriels/<str:nom>/", demo.courriel, name="courriel"),
    ]

if settings.MESURES:
    urlpatterns += [
        path("mesures/temoin/<int:requetes>/<int:octets>/", mesures.temoin, name="temoin"),
    ]
