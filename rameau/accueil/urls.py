from django.urls import path

from rameau.accueil.views import accueil, aide, demo, mentions, mesures, recherche, reglages, sante

app_name = "accueil"

urlpatterns = [
    path("", accueil.accueil, name="accueil"),
    path("equipe/reglages/", reglages.reglages, name="reglages"),
    path("recherche/", recherche.recherche, name="recherche"),
    path("aide/", aide.aide, name="aide"),
    path("aide/<slug:role>/", aide.guide, name="guide"),
    path("accessibilite/", mentions.accessibilite, name="accessibilite"),
    path("donnees-personnelles/", mentions.donnees_personnelles, name="donnees_personnelles"),
    path("mentions-legales/", mentions.mentions_legales, name="mentions_legales"),
    path("contact/", mentions.contact, name="contact"),
    path("sante/vivant", sante.alive, name="vivant"),
    path("sante/pret", sante.ready, name="pret"),
    path("sante/complet", sante.complete, name="complet"),
    # --- only with DEMO=1, and with MESURES=1: absent otherwise ---------------------------------
    path("demo/composants/", demo.composants, name="composants"),
    path("demo/courriels/", demo.courriels, name="courriels"),
    path("demo/courriels/<str:nom>/", demo.courriel, name="courriel"),
    path("mesures/temoin/<int:requetes>/<int:octets>/", mesures.temoin, name="temoin"),
]
