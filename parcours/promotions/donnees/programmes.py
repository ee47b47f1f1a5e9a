"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Programme": Declaration(techniques="id titre debut fin"),
    "TempsProgramme": Declaration(techniques="id programme ordre titre debut fin"),
    "TacheProgramme": Declaration(techniques="id temps ordre titre faite_le"),
    "Parcours": Declaration(
        techniques="id code version remplace_par titre public partenaire duree_mois "
        "avec_territoire nombre_structures complet brouillon options"
    ),
    "ModeleTemps": Declaration(techniques="id parcours ordre titre debut_mois nombre_mois taches"),
    "ModeleEtape": Declaration(
        techniques="id parcours ordre code titre theorie_titre theorie_points pratique"
    ),
    "ModeleRencontre": Declaration(
        techniques="id etape nature titre jour heure duree_minutes obligatoire"
    ),
    "ModeleSequence": Declaration(techniques="id rencontre ordre temps titre duree_minutes"),
    "ModeleEcheance": Declaration(
        techniques="id etape genre titre ancre jours ancre_fin jours_fin"
    ),
    "ModeleLivrable": Declaration(techniques="id etape nature titre jours_avant questions"),
}
