"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Binome": Declaration(techniques="id promotion structure territoire rang"),
    "Participation": Declaration(
        personnelles="personne fonction motif_de_fin",
        techniques="id binome place depuis jusqua",
        quoi="Participation à une promotion",
        pourquoi="Savoir qui est de quel binôme, avec quelle fonction et jusqu’à quand.",
        duree="Tant que la promotion est gardée ; rendue anonyme avec le compte.",
    ),
    "AffectationCoach": Declaration(
        personnelles="coach",
        techniques="id binome depuis jusqua",
        quoi="Coach d’un binôme",
        pourquoi="Savoir qui suit quel binôme.",
        duree="Tant que la promotion est gardée ; rendue anonyme avec le compte.",
    ),
    "MembreComite": Declaration(
        personnelles="personne organisme",
        techniques="id programme depuis jusqua",
        quoi="Siège au comité de pilotage",
        pourquoi="Savoir qui siège, et pour quel organisme.",
        duree="Tant que le programme est gardé ; rendu anonyme avec le compte.",
    ),
}
