"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "PieceJointe": Declaration(
        personnelles="jointe_par",
        techniques="id livrable section fichier jointe_le retiree_le",
        quoi="Pièces jointes à un travail",
        pourquoi="Montrer un document avec le travail dont il fait partie.",
        duree="Tant que la promotion est gardée.",
    ),
}
