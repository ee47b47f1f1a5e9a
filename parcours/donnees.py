"""The nature of each field of this app's models."""

from rameau.commun.registres import Declaration, donnees_personnelles

DECLARATIONS = {
    "Programme": Declaration(techniques="id titre debut fin"),
    "TempsProgramme": Declaration(techniques="id programme ordre titre debut fin"),
    "TacheProgramme": Declaration(techniques="id temps ordre titre faite_le"),
    "Parcours": Declaration(
        techniques="id code version remplace_par titre public partenaire duree_mois "
        "avec_territoire nombre_structures complet"
    ),
    "ModeleTemps": Declaration(techniques="id parcours ordre titre debut_mois nombre_mois taches"),
    "ModeleEtape": Declaration(
        techniques="id parcours ordre code titre theorie_titre theorie_points pratique"
    ),
    "ModeleRencontre": Declaration(
        techniques="id etape nature titre jour heure duree_minutes obligatoire"
    ),
    "ModeleLivrable": Declaration(techniques="id etape nature titre jours_avant"),
    "Promotion": Declaration(techniques="id programme parcours nom code debut fin etat"),
    "Etape": Declaration(techniques="id promotion modele ordre titre livrable_du_le"),
    "Rencontre": Declaration(
        textes="acces",
        techniques="id promotion etape nature titre debut fin obligatoire lieu adresse lien "
        "revision annulee_le",
        quoi="Rencontres",
        pourquoi="Dire à chacun où et quand venir ; « comment venir » peut nommer quelqu’un.",
        duree="Tant que la promotion est gardée.",
    ),
    "Sequence": Declaration(techniques="id rencontre ordre temps titre duree_minutes"),
    "Binome": Declaration(techniques="id promotion structure territoire rang"),
    "Participation": Declaration(
        personnelles="personne fonction motif_de_fin",
        techniques="id binome place depuis jusqua",
        quoi="Participation à une promotion",
        pourquoi="Savoir qui est de quel binôme, avec quelle fonction et jusqu’à quand.",
        duree="Tant que la promotion est gardée ; rendue anonyme avec le compte.",
    ),
    "AffectationCoach": Declaration(
        personnelles="coach",
        techniques="id binome depuis jusqua",
        quoi="Coach d’un binôme",
        pourquoi="Savoir qui suit quel binôme.",
        duree="Tant que la promotion est gardée ; rendue anonyme avec le compte.",
    ),
    "MembreComite": Declaration(
        personnelles="personne organisme",
        techniques="id programme depuis jusqua",
        quoi="Siège au comité de pilotage",
        pourquoi="Savoir qui siège, et pour quel organisme.",
        duree="Tant que le programme est gardé ; rendu anonyme avec le compte.",
    ),
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
        textes="titre detail",
        techniques="id livrable nature ordre issu_de revision",
        quoi="Éléments d’un travail",
        pourquoi="Suivre un frein, un objectif, une action d’un travail à l’autre.",
        duree="Tant que la promotion est gardée.",
    ),
    "Version": Declaration(
        personnelles="figee_par",
        textes="contenu document",
        techniques="id livrable numero motif empreinte figee_le partage",
        quoi="Versions partagées",
        pourquoi="Garder ce qui a été partagé, tel quel, pour qui peut le lire.",
        duree="Tant que la promotion est gardée.",
    ),
    "Retour": Declaration(
        personnelles="auteur",
        textes="mot",
        techniques="id version nature ouvert_le envoye_le",
        quoi="Regards du coach",
        pourquoi="Transmettre au binôme le mot de son coach ; eux seuls le lisent.",
        duree="Tant que la promotion est gardée.",
    ),
    "Remarque": Declaration(
        textes="citation texte",
        techniques="id retour section ecrite_le",
        quoi="Remarques du coach",
        pourquoi="Transmettre au binôme les remarques de son coach ; eux seuls les lisent.",
        duree="Tant que la promotion est gardée.",
    ),
}


def declarer() -> None:
    """Register the declarations of this app."""
    for model, declaration in DECLARATIONS.items():
        donnees_personnelles.inscrire(f"parcours.{model}", declaration)
