from django.urls import path

from parcours.views import (
    binomes,
    capitalisation,
    differences,
    elements,
    fil,
    livrables,
    pieces_jointes,
    promotions,
    publications,
    rencontres,
    retours,
    textes,
    versions,
    voisins,
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
        elements.element,
        name="element",
    ),
    path("<slug:promotion>/travaux/<int:pk>/partager/", versions.partager, name="partager"),
    path("<slug:promotion>/travaux/<int:pk>/remettre/", versions.remettre, name="remettre"),
    path("<slug:promotion>/travaux/<int:pk>/reprendre/", versions.reprendre, name="reprendre"),
    path(
        "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/",
        retours.version,
        name="version",
    ),
    path(
        "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/elargir/",
        versions.elargir,
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
    path("travaux/apercu/", textes.apercu, name="apercu"),
    path("illustrations/<int:pk>/", publications.illustration, name="illustration"),
    path(
        "<slug:promotion>/travaux/<int:pk>/sections/<slug:code>/textes/",
        textes.textes,
        name="textes",
    ),
    path("<slug:promotion>/travaux/<int:pk>/reprises/", livrables.reprises, name="reprises"),
    path(
        "<slug:promotion>/travaux/<int:pk>/elements/<int:element_pk>/voisins/",
        voisins.voisins,
        name="voisins",
    ),
    path("<slug:promotion>/travaux/<int:pk>/pieces/", pieces_jointes.pieces, name="pieces"),
    path(
        "<slug:promotion>/travaux/<int:pk>/pieces/<int:piece_pk>/",
        pieces_jointes.piece,
        name="piece",
    ),
    path(
        "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/pieces/<int:piece_pk>/",
        pieces_jointes.piece_de_version,
        name="piece_de_version",
    ),
    path(
        "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/depuis/<int:avant>/",
        differences.differences,
        name="differences",
    ),
    path(
        "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/publier/",
        publications.demander,
        name="demander_publication",
    ),
    path(
        "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/remarques/<int:remarque_pk>/merci/",
        retours.merci,
        name="merci",
    ),
    path("<slug:promotion>/binomes/<int:pk>/fil/", fil.fil, name="fil"),
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
