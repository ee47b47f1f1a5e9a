"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Suivi": Declaration(
        personnelles="ecrit_par",
        textes="mot mesure",
        techniques="id version mois action etat revision ecrit_le",
        quoi="Suivi des actions d’une feuille de route",
        pourquoi="Savoir ce que deviennent les actions après la promotion.",
        duree="Tant que la promotion est gardée.",
    ),
}
