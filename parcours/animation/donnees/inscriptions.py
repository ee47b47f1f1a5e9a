"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Inscription": Declaration(
        textes="besoins",
        techniques="id rencontre personne binome etat demandee_le depuis offre_jusquau",
        quoi="Inscriptions aux visites, aux webinaires et à la journée conclusive",
        pourquoi="Tenir les places avec équité et accueillir chacun comme il le faut.",
        duree="Tant que la promotion est gardée.",
    ),
}
