"""The nature of each field of the elements."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Element": Declaration(
        personnelles="porteur",
        textes="titre detail moyens indicateur",
        techniques="id livrable nature ordre debut fin etat etiquettes issu_de repris_le retire_le "
        "revision",
        quoi="Éléments d’un travail",
        pourquoi="Suivre un frein, un objectif, une action d’un travail à l’autre.",
        duree="Tant que la promotion est gardée.",
    ),
    "Contribution": Declaration(
        textes="partenaire donne recoit",
        techniques="id element",
        quoi="Partenaires d’une action",
        pourquoi="Dire avec qui une action se mène, ce que chacun donne et reçoit.",
        duree="Tant que la promotion est gardée.",
    ),
}
