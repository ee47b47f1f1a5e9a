"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Support": Declaration(
        personnelles="ajoute_par",
        techniques="id rencontre moment titre lien fichier publie_le ajoute_le",
        quoi="Supports d’une rencontre",
        pourquoi="Donner à lire avant une rencontre, ou en garder la trace.",
        duree="Tant que la promotion est gardée.",
    ),
}
