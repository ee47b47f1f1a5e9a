from django.urls import path

from parcours.views import (
    binomes,
    capitalisation,
    comite,
    personnes,
    prolongations,
    promotions,
    publications,
    rencontres,
)

app_name = "equipe"

PROMOTION = "promotions/<slug:promotion>/"
REGROUPEMENT = f"{PROMOTION}capitalisation/<int:pk>/"
BINOME = f"{PROMOTION}binomes/<int:pk>/"

urlpatterns = [
    path("promotions/", promotions.promotions, name="promotions"),
    path("promotions/nouvelle/", promotions.nouvelle_promotion, name="nouvelle_promotion"),
    path(PROMOTION, promotions.promotion_de_l_equipe, name="promotion"),
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
    path("programmes/<int:pk>/comite/", comite.comite, name="comite"),
    path(
        "programmes/<int:pk>/comite/<int:siege_pk>/quitter/", comite.quitter, name="quitter_comite"
    ),
    path("personnes/", personnes.personnes, name="personnes"),
    path("personnes/inviter/", personnes.inviter_equipe, name="inviter_equipe"),
    path("personnes/<int:pk>/quitter/", personnes.quitter_equipe, name="quitter_equipe"),
    path("invitations/<int:pk>/renvoyer/", personnes.renvoyer, name="renvoyer_invitation"),
    path("invitations/<int:pk>/retirer/", personnes.retirer, name="retirer_invitation"),
    # --- livrables ---------------------------------------------------------------------------
    path(f"{PROMOTION}travaux/<int:pk>/temps/", prolongations.prolonger, name="prolonger"),
    path("publications/", publications.demandes, name="publications"),
    path("publications/<int:pk>/", publications.demande, name="publication"),
    # --- capitalisation ----------------------------------------------------------------------
    path(
        f"{PROMOTION}capitalisation/regrouper/",
        capitalisation.regrouper_elements,
        name="regrouper",
    ),
    path(REGROUPEMENT, capitalisation.modifier, name="regroupement"),
    path(f"{REGROUPEMENT}publier/", capitalisation.publier, name="publier_regroupement"),
    path(f"{REGROUPEMENT}defaire/", capitalisation.defaire, name="defaire_regroupement"),
    path(
        f"{REGROUPEMENT}elements/<int:element_pk>/detacher/",
        capitalisation.detacher_element,
        name="detacher",
    ),
    path(f"{REGROUPEMENT}elements/<int:element_pk>/citer/", capitalisation.citer, name="citer"),
]
