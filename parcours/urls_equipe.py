from django.urls import path

from parcours.views import binomes, comite, personnes, pitchs, promotions, rencontres, suivis

app_name = "equipe"

PROMOTION = "promotions/<slug:promotion>/"
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
    # --- suivis, pitchs ----------------------------------------------------------------------
    path(f"{PROMOTION}suivis/", suivis.suivis, name="suivis"),
    path(f"{PROMOTION}pitchs/", pitchs.tour, name="tour_de_pitchs"),
    path(f"{PROMOTION}reactions/<int:pk>/masquer/", pitchs.masquer, name="masquer_reaction"),
]
