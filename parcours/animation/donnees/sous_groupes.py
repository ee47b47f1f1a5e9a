"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "SousGroupe": Declaration(
        personnelles="participations",
        textes="consigne",
        techniques="id rencontre ordre nom lieu",
        quoi="Sous-groupes d’une session",
        pourquoi="Dire à chacun avec qui, où et sur quoi travailler.",
        duree="Tant que la promotion est gardée.",
    ),
    "MembreDeSousGroupe": Declaration(
        personnelles="participation",
        techniques="id sous_groupe rencontre",
        quoi="Composition des sous-groupes",
        pourquoi="Dire à chacun avec qui travailler.",
        duree="Tant que la promotion est gardée.",
    ),
}
