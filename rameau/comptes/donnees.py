"""The nature of each field of the models of this app."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Personne": Declaration(
        personnelles="email prenom nom telephone cle_de_tri password",
        techniques="id is_active cree_le last_login",
        quoi="Votre compte",
        pourquoi="Vous reconnaître, vous écrire, vous mettre en relation avec votre promotion.",
        duree="Tant que le compte existe ; effacé à votre demande.",
    ),
    "MembreEquipe": Declaration(
        personnelles="personne",
        techniques="id depuis jusqua",
        quoi="Appartenance à l’équipe du RAMEAU",
        pourquoi="Donner à l’équipe ses droits, et à personne d’autre.",
        duree="Tant que le compte existe.",
    ),
    "Accueil": Declaration(
        personnelles="personne",
        techniques="id chapeau vu_le",
        quoi="Mots d’accueil déjà lus",
        pourquoi="Ne pas vous montrer deux fois le même mot d’accueil.",
        duree="Tant que le compte existe.",
    ),
    "Invitation": Declaration(
        personnelles="personne envoyee_par empreinte_jeton empreinte_code",
        techniques="id motif envoyee_le remise_le expire_le acceptee_le retiree_le essais_code",
        quoi="Invitations",
        pourquoi="Ouvrir un compte à qui est invité ; le lien et le code "
        "ne sont gardés que sous forme d’empreinte.",
        duree="Le lien et le code, quatorze jours ; leur trace, tant que le compte existe.",
    ),
}
