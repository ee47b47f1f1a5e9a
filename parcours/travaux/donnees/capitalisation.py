"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Regroupement": Declaration(
        textes="constat",
        techniques="id promotion titre cree_le publie_le",
        quoi="Regroupements",
        pourquoi="Dire ce que les structures ont en commun ; le constat peut citer quelqu’un.",
        duree="Tant que la promotion est gardée.",
    ),
    "Rattachement": Declaration(techniques="id regroupement element"),
    "Citation": Declaration(
        personnelles="demandee_par repondue_par",
        textes="texte",
        techniques="id regroupement version demandee_le reponse repondue_le",
        quoi="Citations de vos travaux",
        pourquoi="Ne citer un travail qu’avec l’accord de son binôme, et garder cet accord.",
        duree="Tant que la promotion est gardée.",
    ),
}
