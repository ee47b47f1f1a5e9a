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
    "Element": Declaration(
        personnelles="porteur",
        textes="titre detail moyens indicateur",
        techniques="id livrable nature ordre debut fin etat etiquettes issu_de repris_le retire_le "
        "revision",
        quoi="Éléments d’un travail",
        pourquoi="Suivre un frein, un objectif, une action d’un travail à l’autre.",
        duree="Tant que la promotion est gardée.",
    ),
    "Contribution": Declaration(
        textes="partenaire donne recoit",
        techniques="id element",
        quoi="Partenaires d’une action",
        pourquoi="Dire avec qui une action se mène, ce que chacun donne et reçoit.",
        duree="Tant que la promotion est gardée.",
    ),
    "Version": Declaration(
        personnelles="figee_par",
        textes="contenu document",
        techniques="id livrable numero motif empreinte figee_le partage retenues",
        quoi="Versions partagées",
        pourquoi="Garder ce qui a été partagé, tel quel, pour qui peut le lire.",
        duree="Tant que la promotion est gardée.",
    ),
    "Publication": Declaration(
        personnelles="demandee_par repondue_par",
        textes="mot",
        techniques="id version demandee_le publiee repondue_le",
        quoi="Demandes de publication d’un travail",
        pourquoi="Savoir qui a demandé qu’un travail devienne public, et qui l’a lu avant.",
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
    "Prolongation": Declaration(
        personnelles="accordee_par",
        textes="raison",
        techniques="id livrable du_le_avant du_le accordee_le",
        quoi="Temps supplémentaire accordé à un binôme",
        pourquoi="Dire pour quand un travail est attendu, et pourquoi.",
        duree="Tant que la promotion est gardée.",
    ),
}
