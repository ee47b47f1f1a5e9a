"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "ChoixAlumni": Declaration(
        personnelles="participation coordonnees entraide travaux",
        techniques="id fait_le",
        quoi="Ce qui reste visible après la promotion",
        pourquoi="Ne montrer de vous, une fois la promotion close, que ce que vous avez choisi.",
        duree="Tant que la promotion est gardée ; chaque choix est gardé, le dernier compte.",
    ),
}
