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
    "Merci": Declaration(
        personnelles="dit_par",
        techniques="id remarque dit_le",
        quoi="Mercis pour une remarque",
        pourquoi="Dire au coach qu’une remarque a été utile.",
        duree="Tant que la promotion est gardée.",
    ),
}
