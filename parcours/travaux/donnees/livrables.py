"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Livrable": Declaration(
        personnelles="remis_par",
        techniques="id binome etape nature titre du_le remis_le version_remise "
        "partage_avant_remise",
        quoi="Travaux d’un binôme",
        pourquoi="Savoir qui a remis un travail et quand.",
        duree="Tant que la promotion est gardée.",
    ),
    "Section": Declaration(
        personnelles="modifiee_par",
        textes="texte",
        techniques="id livrable code revision modifiee_le",
        quoi="Textes de travail",
        pourquoi="Vous permettre d’écrire à deux ; le binôme seul les lit.",
        duree="Tant que la promotion est gardée.",
    ),
    "TexteGarde": Declaration(
        personnelles="ecrit_par",
        textes="texte",
        techniques="id section revision ecrit_le",
        quoi="Textes précédents d’une section",
        pourquoi="Vous permettre de retrouver un texte d’avant ; le binôme seul les lit.",
        duree="Les trente derniers textes de chaque section.",
    ),
}
