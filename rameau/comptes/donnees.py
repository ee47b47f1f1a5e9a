"""The nature of each field of the models about people."""

from rameau.commun.registres import Declaration, donnees_personnelles


def inscrire() -> None:
    """Register the declarations of this app."""
    for label, declaration in {
        "comptes.Personne": Declaration(
            personnelles="email prenom nom telephone cle_de_tri password",
            techniques="id is_active cree_le last_login",
            quoi="Votre compte",
            pourquoi="Vous reconnaître, vous écrire, vous mettre en relation avec votre promotion.",
            duree="Tant que le compte existe ; effacé à votre demande.",
        ),
        "comptes.MembreEquipe": Declaration(
            personnelles="personne",
            techniques="id depuis jusqua",
            quoi="Appartenance à l’équipe du RAMEAU",
            pourquoi="Donner à l’équipe ses droits, et à personne d’autre.",
            duree="Tant que le compte existe.",
        ),
        "comptes.Accueil": Declaration(
            personnelles="personne",
            techniques="id chapeau vu_le",
            quoi="Mots d’accueil déjà lus",
            pourquoi="Ne pas vous montrer deux fois le même mot d’accueil.",
            duree="Tant que le compte existe.",
        ),
        "comptes.Invitation": Declaration(
            personnelles="personne envoyee_par empreinte_jeton empreinte_code",
            techniques="id motif envoyee_le remise_le expire_le acceptee_le retiree_le essais_code",
            quoi="Invitations",
            pourquoi="Ouvrir un compte à qui est invité ; le lien et le code "
            "ne sont gardés que sous forme d’empreinte.",
            duree="Le lien et le code, quatorze jours ; leur trace, tant que le compte existe.",
        ),
        "comptes.EntreeJournal": Declaration(
            personnelles="par pour_le_compte_de",
            techniques="id instant verbe type_objet objet_id avant apres cle",
            quoi="Journal des actes",
            pourquoi="Savoir qui a fait quoi et quand ; jamais la valeur d’un texte, d’une note ou "
            "d’un champ personnel.",
            duree="Tant que la promotion concernée est gardée.",
        ),
    }.items():
        donnees_personnelles.inscrire(label, declaration)
