from django.urls import path

from parcours.views import (
    binomes,
    feuilles_de_route,
    livrables,
    pitchs,
    promotions,
    rencontres,
    retours,
    suivis,
)

app_name = "parcours"

urlpatterns = [
    # --- promotions, binômes, rencontres -----------------------------------------------------
    path("", promotions.mes_promotions, name="promotions"),
    path("<slug:promotion>/", promotions.promotion, name="promotion"),
    path("<slug:promotion>/binomes/<int:pk>/", binomes.binome, name="binome"),
    path("<slug:promotion>/rencontres/", rencontres.rencontres, name="rencontres"),
    path("<slug:promotion>/rencontres/<int:pk>/", rencontres.rencontre, name="rencontre"),
    # --- livrables ---------------------------------------------------------------------------
    path("<slug:promotion>/travaux/", livrables.livrables, name="livrables"),
    path("<slug:promotion>/travaux/<int:pk>/", livrables.livrable, name="livrable"),
    path(
        "<slug:promotion>/travaux/<int:pk>/sections/<slug:code>/",
        livrables.section,
        name="section",
    ),
    path(
        "<slug:promotion>/travaux/<int:pk>/elements/<int:element_pk>/",
        livrables.element,
        name="element",
    ),
    path("<slug:promotion>/travaux/<int:pk>/partager/", livrables.partager, name="partager"),
    path("<slug:promotion>/travaux/<int:pk>/remettre/", livrables.remettre, name="remettre"),
    path("<slug:promotion>/travaux/<int:pk>/reprendre/", livrables.reprendre, name="reprendre"),
    path(
        "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/",
        retours.version,
        name="version",
    ),
    path(
        "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/elargir/",
        livrables.elargir,
        name="elargir",
    ),
    path(
        "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/regard/",
        retours.regard,
        name="regard",
    ),
    path(
        "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/remarques/<int:remarque_pk>/",
        retours.remarque,
        name="remarque",
    ),
    # --- feuilles de route, suivis, pitchs ---------------------------------------------------
    path(
        "<slug:promotion>/feuilles-de-route/",
        feuilles_de_route.feuilles_de_route,
        name="feuilles_de_route",
    ),
    path(
        "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/feuille-de-route/",
        feuilles_de_route.feuille_de_route,
        name="feuille_de_route",
    ),
    path("<slug:promotion>/binomes/<int:pk>/suivi/<int:mois>/", suivis.suivi, name="suivi"),
    path("<slug:promotion>/pitchs/", pitchs.pitchs, name="pitchs"),
    path("<slug:promotion>/pitchs/ecran/<int:ordre>/", pitchs.ecran, name="ecran_de_pitch"),
    path("<slug:promotion>/binomes/<int:pk>/pitch/", pitchs.pitch, name="pitch"),
    path(
        "<slug:promotion>/binomes/<int:pk>/pitch/diapositive/",
        pitchs.diapositive,
        name="diapositive_de_pitch",
    ),
    path(
        "<slug:promotion>/binomes/<int:pk>/pitch/reactions/",
        pitchs.reaction,
        name="reagir_au_pitch",
    ),
]
