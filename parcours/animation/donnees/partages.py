"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

_DUREE = "Tant que la promotion est gardée."

DECLARATIONS = {
    "PageAPartager": Declaration(
        textes="texte",
        techniques="id rencontre binome revision",
        quoi="Pages « À partager chez moi »",
        pourquoi="Raconter une session à l’extérieur au nom de la structure, sans nom.",
        duree=_DUREE,
    ),
    "LienDePartage": Declaration(
        personnelles="cree_par",
        techniques="id page empreinte_jeton cree_le expire_le retire_le",
        quoi="Liens des pages à partager",
        pourquoi="Ouvrir une page sans compte, jusqu’à une date, et pouvoir retirer ce lien.",
        duree=_DUREE,
    ),
    "DestinataireDePartage": Declaration(
        personnelles="nom qualite note_par",
        techniques="id page remis_le",
        quoi="Personnes à qui une page a été remise",
        pourquoi="Permettre au binôme, seul, de se rappeler à qui il l’a donnée.",
        duree=_DUREE,
    ),
}
