"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Sujet": Declaration(
        personnelles="propose_par",
        textes="pourquoi",
        techniques="id promotion titre origine propose_le retire_le",
        quoi="Sujets proposés",
        pourquoi="Choisir ensemble le sujet de la troisième étape.",
        duree="Tant que la promotion est gardée.",
    ),
    "Scrutin": Declaration(techniques="id promotion ouvre_le ferme_le retenu confirme_le"),
    "Bulletin": Declaration(
        personnelles="votant sujet depose_le",
        techniques="id scrutin",
        quoi="Bulletins de vote",
        pourquoi="Compter chaque voix une fois ; aucune page ne dit qui a voté, ni quoi.",
        duree="Tant que la promotion est gardée.",
    ),
}
