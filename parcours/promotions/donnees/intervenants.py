"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Intervenant": Declaration(
        personnelles="prenom nom fonction organisme email telephone personne",
        textes="presentation",
        techniques="id",
        quoi="Intervenants",
        pourquoi="Dire qui parle ou qui reçoit, et pouvoir le joindre.",
        duree="Tant que les rencontres où il intervient sont gardées.",
    ),
}
