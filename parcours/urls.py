from django.urls import path

from parcours.views import (
    binomes,
    capitalisation,
    codev,
    livrables,
    partages,
    promotions,
    rencontres,
    retours,
    syntheses,
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
    # --- codev, synthèses, partages ----------------------------------------------------------
    path("<slug:promotion>/codev/<int:pk>/", codev.codev, name="codev"),
    path("<slug:promotion>/codev/<int:pk>/nouvelles/", codev.nouvelles, name="codev_nouvelles"),
    path("<slug:promotion>/codev/<int:pk>/actes/", codev.actes, name="codev_actes"),
    path("<slug:promotion>/codev/<int:pk>/lignes/", codev.lignes, name="codev_lignes"),
    path("<slug:promotion>/codev/<int:pk>/lignes/<int:ligne_pk>/", codev.ligne, name="codev_ligne"),
    path("<slug:promotion>/travaux/<int:pk>/du-codev/", codev.reprendre, name="reprendre_du_codev"),
    path("<slug:promotion>/rencontres/<int:pk>/synthese/", syntheses.synthese, name="synthese"),
    path(
        "<slug:promotion>/rencontres/<int:pk>/a-partager/", partages.a_partager, name="a_partager"
    ),
    # --- capitalisation ----------------------------------------------------------------------
    path("<slug:promotion>/capitalisation/", capitalisation.capitalisation, name="capitalisation"),
    path(
        "<slug:promotion>/capitalisation/<int:pk>/",
        capitalisation.regroupement,
        name="regroupement",
    ),
    path("<slug:promotion>/citations/", capitalisation.citations, name="citations"),
    path(
        "<slug:promotion>/citations/<int:pk>/repondre/",
        capitalisation.repondre,
        name="repondre_citation",
    ),
]
