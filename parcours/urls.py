from django.urls import path

from parcours.views import (
    agenda,
    alumni,
    binomes,
    candidatures,
    capitalisation,
    codev,
    differences,
    elements,
    feuilles_de_route,
    fil,
    inscriptions,
    livrables,
    page_de_promotion,
    page_de_rencontre,
    partages,
    pieces_jointes,
    pitchs,
    presences,
    promotions,
    publications,
    rencontres,
    retours,
    suivis,
    sujets,
    supports,
    syntheses,
    textes,
    versions,
    visites,
    voisins,
    volontaires,
    webinaires,
)

app_name = "parcours"

urlpatterns = [
    # --- promotions, binômes, rencontres -----------------------------------------------------
    path("", promotions.mes_promotions, name="promotions"),
    path("<slug:promotion>/", page_de_promotion.promotion, name="promotion"),
    path("<slug:promotion>/binomes/<int:pk>/", binomes.binome, name="binome"),
    path("<slug:promotion>/rencontres/", rencontres.rencontres, name="rencontres"),
    path("<slug:promotion>/rencontres/<int:pk>/", page_de_rencontre.rencontre, name="rencontre"),
    path("<slug:promotion>/apres/", alumni.apres, name="apres"),
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
    # --- agenda ------------------------------------------------------------------------------
    path(
        "<slug:promotion>/rencontres/<int:pk>/calendrier.ics",
        agenda.telecharger,
        name="rencontre_ics",
    ),
    # --- inscriptions, visites ---------------------------------------------------------------
    path(
        "<slug:promotion>/rencontres/<int:pk>/place/<slug:acte>/",
        inscriptions.ma_place,
        name="ma_place",
    ),
    path("<slug:promotion>/rencontres/<int:pk>/rapport/", visites.rapport, name="rapport"),
]
