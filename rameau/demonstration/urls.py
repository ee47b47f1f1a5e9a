"""The pages of the demonstration and the witness of the benchmarks, beside those of the site."""

from django.urls import URLPattern, path

from rameau.demonstration.views import demo, mesures

ROUTES: list[URLPattern] = [
    path("demo/composants/", demo.composants, name="composants"),
    path("demo/courriels/", demo.courriels, name="courriels"),
    path("demo/courriels/<str:nom>/", demo.courriel, name="courriel"),
    path("mesures/temoin/<int:requetes>/<int:octets>/", mesures.temoin, name="temoin"),
]
