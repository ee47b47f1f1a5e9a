"""The nature of each field of this app's models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Organisation": Declaration(techniques="id nom profil sphere cle_de_tri"),
    "Territoire": Declaration(
        personnelles="confirme_par",
        techniques="id nom structure region departements commune latitude longitude fuseau "
        "lecture_incertaine remarque_de_lecture confirme_le cle_de_tri",
        quoi="Territoires",
        pourquoi="Savoir qui de l’équipe a confirmé une lecture incertaine.",
        duree="Tant que le territoire est connu de la plateforme.",
    ),
}
