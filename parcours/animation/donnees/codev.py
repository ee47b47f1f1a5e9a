"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

_DUREE = "Tant que la promotion est gardée."

DECLARATIONS = {
    "AtelierCodev": Declaration(
        personnelles="facilitateur gardien_du_temps clos_par",
        textes="sujet",
        techniques="id rencontre rang revision clos_le",
        quoi="Groupes de codev",
        pourquoi="Savoir qui facilite, qui garde le temps, qui a clos la feuille.",
        duree=_DUREE,
    ),
    "PlaceCodev": Declaration(techniques="id rencontre atelier binome place expose"),
    "EtapeCodev": Declaration(techniques="id atelier code ordre minutes commencee_le finie_le"),
    "LigneCodev": Declaration(
        personnelles="modifiee_par",
        textes="texte",
        techniques="id etape revision modifiee_le retiree_le element",
        quoi="Lignes des feuilles de codev",
        pourquoi="Écrire à plusieurs ; le groupe, ses coachs et l’équipe seuls les lisent.",
        duree=_DUREE,
    ),
}
