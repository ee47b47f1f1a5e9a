from django.urls import path

from parcours.views import (
    alumni,
    binomes,
    candidatures,
    capitalisation,
    inscriptions,
    livrables,
    presences,
    promotions,
    rencontres,
    retours,
    sujets,
    supports,
    visites,
    volontaires,
    webinaires,
)

app_name = "parcours"

urlpatterns = [
    # --- promotions, binômes, rencontres -----------------------------------------------------
    path("", promotions.mes_promotions, name="promotions"),
    path("<slug:promotion>/", promotions.promotion, name="promotion"),
    path("<slug:promotion>/binomes/<int:pk>/", binomes.binome, name="binome"),
    path("<slug:promotion>/rencontres/", rencontres.rencontres, name="rencontres"),
    path("<slug:promotion>/rencontres/<int:pk>/", rencontres.rencontre, name="rencontre"),
    path("<slug:promotion>/apres/", alumni.apres, name="apres"),
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
    # --- inscriptions, visites ---------------------------------------------------------------
    path(
        "<slug:promotion>/rencontres/<int:pk>/place/<slug:acte>/",
        inscriptions.ma_place,
        name="ma_place",
    ),
    path("<slug:promotion>/rencontres/<int:pk>/rapport/", visites.rapport, name="rapport"),
    # --- volunteer, topic of stage 3, webinaires ----------------------------------------------
    path(
        "<slug:promotion>/volontaire/",
        volontaires.se_porter_volontaire,
        name="se_porter_volontaire",
    ),
    path("<slug:promotion>/sujet/", sujets.sujets, name="sujets"),
    path("<slug:promotion>/sujet/<int:pk>/retirer/", sujets.retirer, name="retirer_sujet"),
    path("<slug:promotion>/sujet/vote/", sujets.bulletin, name="bulletin"),
    path(
        "<slug:promotion>/rencontres/<int:pk>/supports/<int:support_pk>/",
        supports.fichier,
        name="support",
    ),
    path("<slug:promotion>/rencontres/<int:pk>/webinaire/", webinaires.webinaire, name="webinaire"),
    path(
        "<slug:promotion>/rencontres/<int:pk>/webinaire/<int:question_pk>/soutien/",
        webinaires.soutien,
        name="soutien",
    ),
    path(
        "<slug:promotion>/rencontres/<int:pk>/webinaire/inscription/",
        webinaires.inscription,
        name="inscription_webinaire",
    ),
    # --- candidatures ------------------------------------------------------------------------
    path("<slug:promotion>/candidater/", candidatures.candidater, name="candidater"),
    # --- presences ---------------------------------------------------------------------------
    path("<slug:promotion>/presences/", presences.mes_presences, name="mes_presences"),
    path("<slug:promotion>/rencontres/<int:pk>/presence/", presences.presence, name="presence"),
    path("<slug:promotion>/rencontres/<int:pk>/presence/excuse/", presences.excuse, name="excuse"),
    path(
        "<slug:promotion>/rencontres/<int:pk>/presence/rattrapage/",
        presences.rattrapage,
        name="rattrapage",
    ),
]
