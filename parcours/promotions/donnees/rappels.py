"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "ReglageRappel": Declaration(techniques="id promotion genre actif jours"),
    "RappelEcarte": Declaration(
        personnelles="personne ecarte_par",
        techniques="id promotion cle jour ecarte_le",
        quoi="Rappels écartés par l’équipe",
        pourquoi="Ne pas vous rappeler ce dont vous avez convenu autrement.",
        duree="Tant que la promotion est gardée.",
    ),
    "EnvoiRappels": Declaration(
        personnelles="personne",
        techniques="id jour cree_le",
        quoi="Messages de rappel",
        pourquoi="Ne vous écrire qu’une fois par jour, et savoir ce qui vous a été rappelé.",
        duree="Tant que la promotion est gardée.",
    ),
    "RappelEnvoye": Declaration(
        techniques="id envoi promotion genre cle texte",
        quoi="Rappels envoyés",
        pourquoi="Ne jamais rappeler deux fois la même chose le même jour.",
        duree="Tant que la promotion est gardée.",
    ),
}
