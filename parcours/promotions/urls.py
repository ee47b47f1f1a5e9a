"""The routes of programmes, promotions and their dates, by namespace; joined in `rameau.urls`."""

from django.urls import URLPattern, path

from parcours.promotions.views import (
    agenda,
    candidatures,
    comite,
    copies,
    deplacements,
    echeances,
    exports,
    intervenants,
    personnes,
    programmes,
    promotions,
    rappels,
    rencontres,
)

PROMOTION = "promotions/<slug:promotion>/"
CANDIDATURE = f"{PROMOTION}candidatures/<int:pk>/"
RENCONTRE = f"{PROMOTION}rencontres/<int:pk>/"

ROUTES: dict[str, list[URLPattern]] = {
    "parcours": [
        path("", promotions.mes_promotions, name="promotions"),
        path("<slug:promotion>/rencontres/", rencontres.rencontres, name="rencontres"),
        path("<slug:promotion>/candidater/", candidatures.candidater, name="candidater"),
        path(
            "<slug:promotion>/rencontres/<int:pk>/calendrier.ics",
            agenda.telecharger,
            name="rencontre_ics",
        ),
    ],
    "equipe": [
        path("promotions/", promotions.promotions, name="promotions"),
        path("promotions/nouvelle/", promotions.nouvelle_promotion, name="nouvelle_promotion"),
        path(
            f"{PROMOTION}etat/<slug:etat>/", promotions.etat_de_promotion, name="etat_de_promotion"
        ),
        path(
            f"{PROMOTION}rencontres/nouvelle/",
            rencontres.nouvelle_rencontre,
            name="nouvelle_rencontre",
        ),
        path(f"{PROMOTION}rencontres/<int:pk>/", rencontres.modifier, name="rencontre"),
        path(
            f"{PROMOTION}rencontres/<int:pk>/annuler/", rencontres.annuler, name="annuler_rencontre"
        ),
        path(f"{PROMOTION}candidatures/", candidatures.candidatures, name="candidatures"),
        path(
            f"{PROMOTION}candidatures/nouvelle/", candidatures.nouvelle, name="nouvelle_candidature"
        ),
        path(f"{PROMOTION}candidatures/appel/", candidatures.appel, name="appel_a_candidatures"),
        path(CANDIDATURE, candidatures.candidature, name="candidature"),
        path(f"{CANDIDATURE}decision/", candidatures.decision, name="decider_candidature"),
        path(f"{CANDIDATURE}bilaterale/", candidatures.bilaterale, name="bilaterale"),
        path(f"{CANDIDATURE}annonce/", candidatures.annonce, name="annoncer_decision"),
        path(f"{CANDIDATURE}ajouter/", candidatures.retenir, name="ajouter_candidature"),
        path("programmes/<int:pk>/comite/", comite.comite, name="comite"),
        path(
            "programmes/<int:pk>/comite/<int:siege_pk>/quitter/",
            comite.quitter,
            name="quitter_comite",
        ),
        path("personnes/", personnes.personnes, name="personnes"),
        path("personnes/inviter/", personnes.inviter_equipe, name="inviter_equipe"),
        path("personnes/<int:pk>/quitter/", personnes.quitter_equipe, name="quitter_equipe"),
        path("invitations/<int:pk>/renvoyer/", personnes.renvoyer, name="renvoyer_invitation"),
        path("invitations/<int:pk>/retirer/", personnes.retirer, name="retirer_invitation"),
        path("intervenants/", intervenants.intervenants, name="intervenants"),
        path("intervenants/nouveau/", intervenants.nouvel_intervenant, name="nouvel_intervenant"),
        path("intervenants/<int:pk>/", intervenants.intervenant, name="intervenant"),
        path(f"{PROMOTION}rappels/", rappels.apercu, name="rappels"),
        path(f"{PROMOTION}rappels/ecarter/", rappels.ecarter, name="ecarter_rappel"),
        path(f"{PROMOTION}rappels/reglages/", rappels.reglages, name="reglages_rappels"),
        path(f"{PROMOTION}rappels/journal/", rappels.journal, name="journal_rappels"),
        path("programmes/<int:pk>/", programmes.programme, name="programme"),
        path(
            "programmes/<int:pk>/temps/<int:temps_pk>/taches/",
            programmes.nouvelle_tache,
            name="nouvelle_tache",
        ),
        path("programmes/<int:pk>/taches/<int:tache_pk>/", programmes.tache, name="tache"),
        path(f"{PROMOTION}rencontres/<int:pk>/deplacer/", deplacements.deplacer, name="deplacer"),
        path(f"{PROMOTION}reprendre/", copies.reprendre, name="reprendre_promotion"),
        path(f"{PROMOTION}echeances/<int:pk>/", echeances.echeance, name="echeance"),
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
    ],
    "agenda": [
        path("", agenda.agenda, name="agenda"),
        path("abonnement/", agenda.abonnement, name="abonnement"),
        path("abonnement/revoquer/", agenda.revoquer, name="revoquer"),
        path("flux/<str:jeton>.ics", agenda.flux, name="flux"),
    ],
}
