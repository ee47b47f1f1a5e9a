from django.urls import path

from rameau.accueil.views import apercus

app_name = "apercus"

urlpatterns = [
    path("", apercus.apercus, name="apercus"),
    path("courriels/<slug:genre>/", apercus.courriel, name="courriel"),
    path("courriels/<slug:genre>/html/", apercus.courriel_html, name="courriel_html"),
    path("documents/<slug:genre>/", apercus.demander_exemple, name="document"),
]
