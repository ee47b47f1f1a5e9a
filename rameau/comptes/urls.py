"""Our own routes about people, under `comptes:`."""

from django.urls import path

from rameau.comptes.views import compte, confirmation, invitations

app_name = "comptes"

urlpatterns = [
    path("invitation/", invitations.accepter_par_code, name="invitation_code"),
    path("invitation/<str:jeton>/", invitations.invitation, name="invitation"),
    path("connexion/confirmer/code/", confirmation.confirmer_par_code, name="confirmer_par_code"),
    path("compte/", compte.compte, name="compte"),
    path("compte/bienvenue/", compte.bienvenue, name="bienvenue"),
    path("compte/accueil/", compte.accueil, name="accueil"),
    path("compte/chapeau/", compte.chapeau, name="chapeau"),
]
