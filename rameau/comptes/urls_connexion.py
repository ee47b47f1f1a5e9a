"""The routes of allauth that we serve: French paths, allauth's names, our declarations.

allauth finds its pages by name, so they are global. What is not here is not served: no sign-up,
no change of e-mail, no password reset (the code by mail does its work).
"""

from django.urls import path

from rameau.comptes.views import compte, connexion

urlpatterns = [
    path("connexion/", connexion.connexion, name="account_login"),
    path("connexion/code/", connexion.demander_un_code, name="account_request_login_code"),
    path("connexion/code/confirmer/", connexion.taper_le_code, name="account_confirm_login_code"),
    path("connexion/second-facteur/", connexion.second_facteur, name="mfa_authenticate"),
    path("connexion/compte-ferme/", connexion.compte_ferme, name="account_inactive"),
    path("connexion/confirmer/", connexion.confirmer, name="account_reauthenticate"),
    path(
        "connexion/confirmer/second-facteur/",
        connexion.confirmer_par_second_facteur,
        name="mfa_reauthenticate",
    ),
    path("deconnexion/", connexion.deconnexion, name="account_logout"),
    path("compte/mot-de-passe/", connexion.changer_mot_de_passe, name="account_change_password"),
    path(
        "compte/mot-de-passe/choisir/",
        connexion.choisir_mot_de_passe,
        name="account_set_password",
    ),
    path("compte/second-facteur/", connexion.facteurs, name="mfa_index"),
    path("compte/second-facteur/poser/", connexion.poser_second_facteur, name="mfa_activate_totp"),
    path(
        "compte/second-facteur/retirer/",
        connexion.retirer_second_facteur,
        name="mfa_deactivate_totp",
    ),
    path(
        "compte/second-facteur/codes/",
        connexion.codes_de_secours,
        name="mfa_view_recovery_codes",
    ),
    path(
        "compte/second-facteur/codes/refaire/",
        connexion.refaire_les_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "compte/second-facteur/codes/telecharger/",
        connexion.telecharger_les_codes,
        name="mfa_download_recovery_codes",
    ),
    path("compte/sessions/", compte.sessions, name="usersessions_list"),
]
