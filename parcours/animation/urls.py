"""The routes of what happens when people meet, and of the pages that show all three wings:
those of each namespace, joined in `rameau.urls`."""

from django.urls import URLPattern, path

from parcours.animation.views import (
    codev,
    inscriptions,
    journees,
    partages,
    pitchs,
    preparations,
    presences,
    promotions,
    rencontres,
    sequences,
    sous_groupes,
    sujets,
    supports,
    syntheses,
    visites,
    volontaires,
    webinaires,
    webinaires_equipe,
)

PROMOTION = "promotions/<slug:promotion>/"
PRESENCES = f"{PROMOTION}rencontres/<int:pk>/presences/"
RENCONTRE = f"{PROMOTION}rencontres/<int:pk>/"
REGROUPEMENT = f"{PROMOTION}capitalisation/<int:pk>/"

ROUTES: dict[str, list[URLPattern]] = {
    "parcours": [
        path("<slug:promotion>/", promotions.promotion, name="promotion"),
        path("<slug:promotion>/rencontres/<int:pk>/", rencontres.rencontre, name="rencontre"),
        path("<slug:promotion>/presences/", presences.mes_presences, name="mes_presences"),
        path("<slug:promotion>/rencontres/<int:pk>/presence/", presences.presence, name="presence"),
        path(
            "<slug:promotion>/rencontres/<int:pk>/presence/excuse/", presences.excuse, name="excuse"
        ),
        path(
            "<slug:promotion>/rencontres/<int:pk>/presence/rattrapage/",
            presences.rattrapage,
            name="rattrapage",
        ),
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
        path(
            "<slug:promotion>/rencontres/<int:pk>/webinaire/",
            webinaires.webinaire,
            name="webinaire",
        ),
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
        path("<slug:promotion>/codev/<int:pk>/", codev.codev, name="codev"),
        path("<slug:promotion>/codev/<int:pk>/nouvelles/", codev.nouvelles, name="codev_nouvelles"),
        path("<slug:promotion>/codev/<int:pk>/actes/", codev.actes, name="codev_actes"),
        path("<slug:promotion>/codev/<int:pk>/lignes/", codev.lignes, name="codev_lignes"),
        path(
            "<slug:promotion>/codev/<int:pk>/lignes/<int:ligne_pk>/",
            codev.ligne,
            name="codev_ligne",
        ),
        path(
            "<slug:promotion>/travaux/<int:pk>/du-codev/",
            codev.reprendre,
            name="reprendre_du_codev",
        ),
        path("<slug:promotion>/rencontres/<int:pk>/synthese/", syntheses.synthese, name="synthese"),
        path(
            "<slug:promotion>/rencontres/<int:pk>/a-partager/",
            partages.a_partager,
            name="a_partager",
        ),
        path(
            "<slug:promotion>/rencontres/<int:pk>/place/<slug:acte>/",
            inscriptions.ma_place,
            name="ma_place",
        ),
        path("<slug:promotion>/rencontres/<int:pk>/rapport/", visites.rapport, name="rapport"),
    ],
    "equipe": [
        path(PROMOTION, promotions.promotion_de_l_equipe, name="promotion"),
        path(f"{PROMOTION}presences/", presences.presences, name="presences"),
        path(PRESENCES, presences.feuille, name="feuille_presence"),
        path(f"{PRESENCES}code/", presences.code, name="code_presence"),
        path(f"{PRESENCES}rattraper/", presences.pour_rattraper, name="pour_rattraper"),
        path(
            f"{PRESENCES}<slug:moment>/contresigner/", presences.signer_en_face, name="contresigner"
        ),
        path(f"{PROMOTION}pitchs/", pitchs.tour, name="tour_de_pitchs"),
        path(f"{PROMOTION}reactions/<int:pk>/masquer/", pitchs.masquer, name="masquer_reaction"),
        path(f"{RENCONTRE}deroule/", sequences.deroule, name="deroule"),
        path(f"{RENCONTRE}supports/", supports.supports, name="supports"),
        path(f"{RENCONTRE}supports/<int:support_pk>/", supports.support, name="support"),
        path(f"{RENCONTRE}sous-groupes/", sous_groupes.sous_groupes, name="sous_groupes"),
        path(f"{RENCONTRE}webinaire/", webinaires_equipe.webinaire_de_l_equipe, name="webinaire"),
        path(
            f"{RENCONTRE}webinaire/conversation/",
            webinaires_equipe.conversation,
            name="conversation",
        ),
        path(
            f"{RENCONTRE}webinaire/questions/<int:question_pk>/",
            webinaires_equipe.question,
            name="question",
        ),
        path(f"{PROMOTION}volontaire/", volontaires.volontaire, name="volontaire"),
        path(f"{PROMOTION}sujet/vote/", sujets.scrutin, name="scrutin"),
        path(f"{PROMOTION}sujet/<int:pk>/confirmer/", sujets.confirmer, name="confirmer_sujet"),
        path(
            f"{PROMOTION}rencontres/<int:pk>/preparer/", preparations.preparation, name="preparer"
        ),
        path(f"{PROMOTION}rencontres/<int:pk>/codev/", codev.groupes, name="codev"),
        path(f"{PROMOTION}rencontres/<int:pk>/synthese/", syntheses.rediger, name="synthese"),
        path(f"{REGROUPEMENT}sujet/", sujets.proposer_regroupement, name="proposer_regroupement"),
        path(f"{RENCONTRE}inscriptions/", inscriptions.inscriptions, name="inscriptions"),
        path(
            f"{RENCONTRE}inscriptions/<int:inscription_pk>/<slug:acte>/",
            inscriptions.inscription,
            name="inscription",
        ),
        path(f"{RENCONTRE}visite/", visites.preparer, name="visite"),
        path(f"{RENCONTRE}visite/fiche/", visites.fiche_a_garder, name="fiche_a_garder"),
        path(f"{RENCONTRE}visite/<slug:acte>/", visites.fermeture, name="fermeture"),
        path(f"{RENCONTRE}journee/", journees.tenir, name="journee"),
        path(
            f"{RENCONTRE}journee/invites/<int:invite_pk>/effacer/",
            journees.effacer,
            name="effacer_invite",
        ),
        path(
            f"{RENCONTRE}journee/synthese/<slug:acte>/",
            journees.synthese,
            name="synthese_de_journee",
        ),
    ],
    "journees": [
        path("invitation/<str:jeton>/", journees.invite, name="invite"),
        path("<slug:promotion>/<int:pk>/", journees.journee, name="journee"),
    ],
    "partages": [
        path("<str:jeton>/", partages.page, name="page"),
        path("<str:jeton>/diapositives/", partages.diapositives, name="diapositives"),
    ],
    "pitchs": [
        path("", pitchs.entree, name="entree"),
        path("<slug:code>/", pitchs.salle, name="salle"),
    ],
}
