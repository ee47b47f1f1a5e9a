"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
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
