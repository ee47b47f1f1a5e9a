"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Synthese": Declaration(
        personnelles="modifiee_par publiee_par",
        textes="texte pour_l_exterieur",
        techniques="id rencontre revision modifiee_le publiee_le corrigee_le",
        quoi="Synthèses des sessions",
        pourquoi="Garder ce qu’une session a dit, pour celles et ceux de la promotion.",
        duree="Tant que la promotion est gardée.",
    ),
}
