"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Promotion": Declaration(techniques="id programme parcours nom code debut fin etat"),
    "Etape": Declaration(techniques="id promotion modele ordre titre livrable_du_le"),
}
