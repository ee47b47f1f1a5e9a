"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Presence": Declaration(
        personnelles="participation motif moyen saisie_par nom_signe contresignee_par "
        "nom_contresigne",
        techniques="id rencontre moment etat a_distance source saisie_le rattrape_le signee_le "
        "empreinte contresignee_le empreinte_contresignee",
        quoi="Présence aux rencontres",
        pourquoi="Savoir qui était là, aider à rattraper, établir les attestations.",
        duree="Tant que la promotion est gardée ; rendue anonyme avec le compte.",
    ),
    "Appel": Declaration(
        personnelles="ouvert_par",
        textes="graine",
        techniques="id rencontre moment ouvert_le ferme_le",
        quoi="Codes de présence affichés",
        pourquoi="Reconnaître le code tapé dans la salle ; la graine ne se montre jamais.",
        duree="Tant que la promotion est gardée.",
    ),
    "Rattrapage": Declaration(
        textes="texte",
        techniques="id rencontre ecrit_le",
        quoi="Pour rattraper une rencontre",
        pourquoi="Dire aux absents ce qu’il y a à lire et à faire.",
        duree="Tant que la promotion est gardée.",
    ),
}
