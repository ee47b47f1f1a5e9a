"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "FluxAgenda": Declaration(
        personnelles="personne",
        techniques="id empreinte cree_le revoque_le",
        quoi="Adresses privées d’agenda",
        pourquoi="Laisser le calendrier de votre téléphone ou de votre messagerie suivre vos "
        "rendez-vous.",
        duree="Tant que le compte existe ; une adresse révoquée ne donne plus rien.",
    ),
}
