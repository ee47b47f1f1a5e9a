"""The nature of each field of the models about people."""

from rameau.commun.registres import Declaration, donnees_personnelles


def declarer() -> None:
    """Register the declarations of this app."""
    for label, declaration in {
        "comptes.Personne": Declaration(
            personnelles="email prenom nom telephone cle_de_tri password",
            techniques="id is_active cree_le last_login",
        ),
        "comptes.MembreEquipe": Declaration(personnelles="personne", techniques="id depuis jusqua"),
        "comptes.Invitation": Declaration(
            personnelles="personne envoyee_par empreinte_jeton empreinte_code",
            techniques="id motif envoyee_le remise_le expire_le acceptee_le retiree_le essais_code",
        ),
        "comptes.EntreeJournal": Declaration(
            personnelles="par pour_le_compte_de",
            techniques="id instant verbe type_objet objet_id avant apres cle",
        ),
    }.items():
        donnees_personnelles.inscrire(label, declaration)
