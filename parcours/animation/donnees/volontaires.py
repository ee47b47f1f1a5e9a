"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Volontaire": Declaration(
        personnelles="participation",
        textes="mot",
        techniques="id promotion propose_le nomme_le fini_le",
        quoi="Volontaires de la communauté",
        pourquoi="Dire qui s’est proposé et qui anime la communauté.",
        duree="Tant que la promotion est gardée.",
    ),
}
