"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Rencontre": Declaration(
        textes="acces",
        techniques="id promotion etape nature titre debut fin obligatoire lieu adresse lien "
        "revision annulee_le",
        quoi="Rencontres",
        pourquoi="Dire à chacun où et quand venir ; « comment venir » peut nommer quelqu’un.",
        duree="Tant que la promotion est gardée.",
    ),
    "Sequence": Declaration(
        techniques="id rencontre ordre temps titre debut_minutes duree_minutes heure_fixe visee "
        "intervenants"
    ),
}
