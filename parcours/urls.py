from django.urls import path

from parcours.views import (
    agenda,
    binomes,
    capitalisation,
    livrables,
    promotions,
    rencontres,
    retours,
)

app_name = "parcours"

urlpatterns = [
    # --- promotions, binômes, rencontres -----------------------------------------------------
    path("", promotions.mes_promotions, name="promotions"),
    path("<slug:promotion>/", promotions.promotion, name="promotion"),
    path("<slug:promotion>/binomes/<int:pk>/", binomes.binome, name="binome"),
    path("<slug:promotion>/rencontres/", rencontres.rencontres, name="rencontres"),
    path("<slug:promotion>/rencontres/<int:pk>/", rencontres.rencontre, name="rencontre"),
    # --- agenda ------------------------------------------------------------------------------
    path(
        "<slug:promotion>/rencontres/<int:pk>/calendrier.ics",
        agenda.telecharger,
        name="rencontre_ics",
    ),
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
