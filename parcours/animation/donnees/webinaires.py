"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DUREE = "Tant que la promotion est gardée."

DECLARATIONS = {
    "Webinaire": Declaration(
        textes="conversation",
        techniques="id rencontre revision enregistre replay",
        quoi="Webinaires",
        pourquoi="Garder la conversation de la salle, qui nomme ceux qui ont écrit.",
        duree=DUREE,
    ),
    "Chapitre": Declaration(techniques="id webinaire seconde titre"),
    "QuestionPosee": Declaration(
        personnelles="auteur auteur_dit",
        textes="texte reponse motif",
        techniques="id rencontre posee_le en_direct repondue_le cachee_le",
        quoi="Questions posées aux intervenants",
        pourquoi="Répondre à chacune, en direct ou plus tard.",
        duree=DUREE,
    ),
    "Soutien": Declaration(
        personnelles="personne",
        techniques="id question",
        quoi="Soutiens d’une question",
        pourquoi="Dire aux intervenants ce que beaucoup se demandent.",
        duree=DUREE,
    ),
    "AccordEnregistrement": Declaration(
        personnelles="personne",
        techniques="id rencontre accepte dit_le",
        quoi="Accords pour l’enregistrement",
        pourquoi="N’enregistrer que ceux qui l’acceptent.",
        duree=DUREE,
    ),
}
