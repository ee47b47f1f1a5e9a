"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Visite": Declaration(
        personnelles="personnalite_en_clair",
        textes="recit pratique",
        techniques="id rencontre genre personnalite hote places premier_tour_jusquau fermee_le",
        quoi="Visites apprenantes",
        pourquoi="Dire qui l’on rencontre, dans quel lieu, et qui reçoit.",
        duree="Tant que la promotion est gardée.",
    ),
    "RapportDeVisite": Declaration(
        textes="texte",
        techniques="id inscription ecrit_le",
        quoi="« Ce que j’en rapporte »",
        pourquoi="Partager avec la promotion ce qu’une visite apporte.",
        duree="Tant que la promotion est gardée.",
    ),
}
