"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Promotion": Declaration(
        techniques="id programme parcours nom code debut fin etat choix_demandes_le"
    ),
    "Etape": Declaration(techniques="id promotion modele ordre titre livrable_du_le"),
    "Echeance": Declaration(techniques="id etape modele genre titre le jusquau"),
}
