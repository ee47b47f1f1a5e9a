"""The nature of each field of the requests to be public."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Publication": Declaration(
        personnelles="demandee_par repondue_par",
        textes="mot",
        techniques="id version demandee_le publiee repondue_le",
        quoi="Demandes de publication d’un travail",
        pourquoi="Savoir qui a demandé qu’un travail devienne public, et qui l’a lu avant.",
        duree="Tant que la promotion est gardée.",
    ),
}
