from django.urls import path

from parcours.views import (
    alumni,
    binomes,
    candidatures,
    capitalisation,
    codev,
    comite,
    copies,
    deplacements,
    echeances,
    exports,
    inscriptions,
    intervenants,
    journees,
    modeles,
    page_de_promotion,
    personnes,
    pitchs,
    preparations,
    presences,
    programmes,
    prolongations,
    promotions,
    publications,
    rappels,
    rencontres,
    sequences,
    sous_groupes,
    suivis,
    sujets,
    supports,
    syntheses,
    visites,
    volontaires,
    webinaires_equipe,
)

app_name = "equipe"
PROMOTION = "promotions/<slug:promotion>/"
BINOME = f"{PROMOTION}binomes/<int:pk>/"
CANDIDATURE = f"{PROMOTION}candidatures/<int:pk>/"
PRESENCES = f"{PROMOTION}rencontres/<int:pk>/presences/"
RENCONTRE = f"{PROMOTION}rencontres/<int:pk>/"
REGROUPEMENT = f"{PROMOTION}capitalisation/<int:pk>/"
PARCOURS = "parcours/<slug:code>/<int:version>/"

urlpatterns = [
    path("promotions/", promotions.promotions, name="promotions"),
    path("promotions/nouvelle/", promotions.nouvelle_promotion, name="nouvelle_promotion"),
    path(PROMOTION, page_de_promotion.promotion_de_l_equipe, name="promotion"),
    path(f"{PROMOTION}etat/<slug:etat>/", promotions.etat_de_promotion, name="etat_de_promotion"),
    path(f"{PROMOTION}binomes/nouveau/", binomes.nouveau_binome, name="nouveau_binome"),
    path(BINOME, binomes.binome_de_l_equipe, name="binome"),
    path(f"{BINOME}inviter/", binomes.inviter, name="inviter_binome"),
    path(f"{BINOME}coach/", binomes.coach, name="coach"),
    path(f"{BINOME}membres/<int:participation_pk>/inviter/", binomes.reinviter, name="reinviter"),
    path(
        f"{BINOME}membres/<int:participation_pk>/remplacer/",
        binomes.remplacer,
        name="remplacer",
    ),
    path(
        f"{PROMOTION}rencontres/nouvelle/", rencontres.nouvelle_rencontre, name="nouvelle_rencontre"
    ),
    path(f"{PROMOTION}rencontres/<int:pk>/", rencontres.modifier, name="rencontre"),
    path(f"{PROMOTION}rencontres/<int:pk>/annuler/", rencontres.annuler, name="annuler_rencontre"),
    # --- candidatures ------------------------------------------------------------------------
    path(f"{PROMOTION}candidatures/", candidatures.candidatures, name="candidatures"),
    path(f"{PROMOTION}candidatures/nouvelle/", candidatures.nouvelle, name="nouvelle_candidature"),
    path(f"{PROMOTION}candidatures/appel/", candidatures.appel, name="appel_a_candidatures"),
    path(CANDIDATURE, candidatures.candidature, name="candidature"),
    path(f"{CANDIDATURE}decision/", candidatures.decision, name="decider_candidature"),
    path(f"{CANDIDATURE}bilaterale/", candidatures.bilaterale, name="bilaterale"),
    path(f"{CANDIDATURE}annonce/", candidatures.annonce, name="annoncer_decision"),
    path(f"{CANDIDATURE}ajouter/", candidatures.retenir, name="ajouter_candidature"),
    # --- presences ---------------------------------------------------------------------------
    path(f"{PROMOTION}presences/", presences.presences, name="presences"),
    path(PRESENCES, presences.feuille, name="feuille_presence"),
    path(f"{PRESENCES}code/", presences.code, name="code_presence"),
    path(f"{PRESENCES}rattraper/", presences.pour_rattraper, name="pour_rattraper"),
    path(f"{PRESENCES}<slug:moment>/contresigner/", presences.signer_en_face, name="contresigner"),
    # --- committee, people -------------------------------------------------------------------
    path("programmes/<int:pk>/comite/", comite.comite, name="comite"),
    path(
        "programmes/<int:pk>/comite/<int:siege_pk>/quitter/", comite.quitter, name="quitter_comite"
    ),
    path("personnes/", personnes.personnes, name="personnes"),
    path("personnes/inviter/", personnes.inviter_equipe, name="inviter_equipe"),
    path("personnes/<int:pk>/quitter/", personnes.quitter_equipe, name="quitter_equipe"),
    path("invitations/<int:pk>/renvoyer/", personnes.renvoyer, name="renvoyer_invitation"),
    path("invitations/<int:pk>/retirer/", personnes.retirer, name="retirer_invitation"),
    # --- suivis, pitchs ----------------------------------------------------------------------
    path(f"{PROMOTION}suivis/", suivis.suivis, name="suivis"),
    path(f"{PROMOTION}pitchs/", pitchs.tour, name="tour_de_pitchs"),
    path(f"{PROMOTION}reactions/<int:pk>/masquer/", pitchs.masquer, name="masquer_reaction"),
    # --- agenda, supports, sub-groups, volunteer, topic, webinaires, intervenants ------------
    path(f"{RENCONTRE}deroule/", sequences.deroule, name="deroule"),
    path(f"{RENCONTRE}supports/", supports.supports, name="supports"),
    path(f"{RENCONTRE}supports/<int:support_pk>/", supports.support, name="support"),
    path(f"{RENCONTRE}sous-groupes/", sous_groupes.sous_groupes, name="sous_groupes"),
    path(f"{RENCONTRE}webinaire/", webinaires_equipe.webinaire_de_l_equipe, name="webinaire"),
    path(
        f"{RENCONTRE}webinaire/conversation/", webinaires_equipe.conversation, name="conversation"
    ),
    path(
        f"{RENCONTRE}webinaire/questions/<int:question_pk>/",
        webinaires_equipe.question,
        name="question",
    ),
    path(f"{PROMOTION}volontaire/", volontaires.volontaire, name="volontaire"),
    path(f"{PROMOTION}sujet/vote/", sujets.scrutin, name="scrutin"),
    path(f"{PROMOTION}sujet/<int:pk>/confirmer/", sujets.confirmer, name="confirmer_sujet"),
    path("intervenants/", intervenants.intervenants, name="intervenants"),
    path("intervenants/nouveau/", intervenants.nouvel_intervenant, name="nouvel_intervenant"),
    path("intervenants/<int:pk>/", intervenants.intervenant, name="intervenant"),
    # --- préparer une session, codev, synthèse -----------------------------------------------
    path(f"{PROMOTION}rencontres/<int:pk>/preparer/", preparations.preparation, name="preparer"),
    path(f"{PROMOTION}rencontres/<int:pk>/codev/", codev.groupes, name="codev"),
    path(f"{PROMOTION}rencontres/<int:pk>/synthese/", syntheses.rediger, name="synthese"),
    # --- capitalisation ----------------------------------------------------------------------
    path(
        f"{PROMOTION}capitalisation/regrouper/",
        capitalisation.regrouper_elements,
        name="regrouper",
    ),
    path(REGROUPEMENT, capitalisation.modifier, name="regroupement"),
    path(f"{REGROUPEMENT}sujet/", sujets.proposer_regroupement, name="proposer_regroupement"),
    path(f"{REGROUPEMENT}publier/", capitalisation.publier, name="publier_regroupement"),
    path(f"{REGROUPEMENT}defaire/", capitalisation.defaire, name="defaire_regroupement"),
    path(
        f"{REGROUPEMENT}elements/<int:element_pk>/detacher/",
        capitalisation.detacher_element,
        name="detacher",
    ),
    path(f"{REGROUPEMENT}elements/<int:element_pk>/citer/", capitalisation.citer, name="citer"),
    # --- livrables ---------------------------------------------------------------------------
    path(f"{PROMOTION}travaux/<int:pk>/temps/", prolongations.prolonger, name="prolonger"),
    path("publications/", publications.demandes, name="publications"),
    path("publications/<int:pk>/", publications.demande, name="publication"),
    # --- rappels -----------------------------------------------------------------------------
    path(f"{PROMOTION}rappels/", rappels.apercu, name="rappels"),
    path(f"{PROMOTION}rappels/ecarter/", rappels.ecarter, name="ecarter_rappel"),
    path(f"{PROMOTION}rappels/reglages/", rappels.reglages, name="reglages_rappels"),
    path(f"{PROMOTION}rappels/journal/", rappels.journal, name="journal_rappels"),
    # --- inscriptions, visites, journée conclusive -------------------------------------------
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
        f"{RENCONTRE}journee/synthese/<slug:acte>/", journees.synthese, name="synthese_de_journee"
    ),
    # --- programmes, parcours, déplacements, copies, alumni -----------------------------------
    path("programmes/<int:pk>/", programmes.programme, name="programme"),
    path(
        "programmes/<int:pk>/temps/<int:temps_pk>/taches/",
        programmes.nouvelle_tache,
        name="nouvelle_tache",
    ),
    path("programmes/<int:pk>/taches/<int:tache_pk>/", programmes.tache, name="tache"),
    path("parcours/", modeles.tous_les_parcours, name="tous_les_parcours"),
    path(PARCOURS, modeles.parcours, name="parcours"),
    path(f"{PARCOURS}identite/", modeles.identite, name="identite_du_parcours"),
    path(f"{PARCOURS}temps/", modeles.temps, name="temps_du_parcours"),
    path(f"{PARCOURS}etapes/<int:ordre>/", modeles.etape, name="etape_du_parcours"),
    path(
        f"{PARCOURS}etapes/<int:ordre>/questions/",
        modeles.questions,
        name="questions_du_parcours",
    ),
    path(f"{PROMOTION}rencontres/<int:pk>/deplacer/", deplacements.deplacer, name="deplacer"),
    path(f"{PROMOTION}reprendre/", copies.reprendre, name="reprendre_promotion"),
    path(f"{PROMOTION}echeances/<int:pk>/", echeances.echeance, name="echeance"),
    path(f"{PROMOTION}cloture/", alumni.cloture, name="cloture"),
    # --- exports -------------------------------------------------------------------------------
    path("exports/<slug:liste>/", exports.de_la_plateforme, name="exporter"),
    path(
        "programmes/<int:pk>/exports/<slug:liste>/",
        exports.du_programme,
        name="exporter_du_programme",
    ),
    path(
        f"{PROMOTION}exports/<slug:liste>/",
        exports.de_la_promotion,
        name="exporter_de_la_promotion",
    ),
    path(
        f"{RENCONTRE}exports/<slug:liste>/",
        exports.de_la_rencontre,
        name="exporter_de_la_rencontre",
    ),
]
