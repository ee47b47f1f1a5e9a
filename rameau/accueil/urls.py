"""The pages of the site that belong to no room."""

from django.urls import URLPattern, path

from rameau.accueil.views import accueil, aide, mentions, recherche, reglages, sante

ROUTES: list[URLPattern] = [
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
]
