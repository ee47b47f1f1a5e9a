"""The nature of each field of the versions."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Version": Declaration(
        personnelles="figee_par",
        textes="contenu document",
        techniques="id livrable numero motif empreinte figee_le partage retenues",
        quoi="Versions partagées",
        pourquoi="Garder ce qui a été partagé, tel quel, pour qui peut le lire.",
        duree="Tant que la promotion est gardée.",
    ),
}
