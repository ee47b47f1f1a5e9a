"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "TourDePitchs": Declaration(techniques="id promotion debut code ouvert_le clos_le"),
    "Pitch": Declaration(
        personnelles="modifie_par",
        textes="points demande",
        techniques="id promotion binome ordre diapositive revision modifie_le",
        quoi="Fiches de pitch",
        pourquoi="Préparer la présentation ; le binôme et l’équipe la lisent.",
        duree="Tant que la promotion est gardée.",
    ),
    "Reaction": Declaration(
        personnelles="auteur nom masquee_par",
        textes="texte",
        techniques="id pitch ecrite_le masquee_le",
        quoi="Réactions aux pitchs",
        pourquoi="Dire au binôme ce que sa présentation a fait naître ; la promotion les lit.",
        duree="Tant que la promotion est gardée.",
    ),
}
