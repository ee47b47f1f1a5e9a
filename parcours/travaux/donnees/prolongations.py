"""The nature of each field of the extensions."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Prolongation": Declaration(
        personnelles="accordee_par",
        textes="raison",
        techniques="id livrable du_le_avant du_le accordee_le",
        quoi="Temps supplémentaire accordé à un binôme",
        pourquoi="Dire pour quand un travail est attendu, et pourquoi.",
        duree="Tant que la promotion est gardée.",
    ),
}
