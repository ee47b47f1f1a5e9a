"""The nature of each field of the ground's models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Courriel": Declaration(
        personnelles="destinataire",
        techniques="id genre objet_id etat cree_le prochain_essai pris_le envoye_le essais erreur",
        quoi="Courriels envoyés par la plateforme",
        pourquoi="Savoir quel courriel est parti, à qui et quand, sans jamais en garder le texte.",
        duree="Tant que le compte existe.",
    ),
    "EntreeJournal": Declaration(
        personnelles="par pour_le_compte_de",
        techniques="id instant verbe type_objet objet_id avant apres cle",
        quoi="Journal des actes",
        pourquoi="Savoir qui a fait quoi et quand ; jamais la valeur d’un texte, d’une note ou "
        "d’un champ personnel.",
        duree="Tant que la promotion concernée est gardée.",
    ),
    "Fichier": Declaration(
        personnelles="nom contenu depose_par",
        techniques="id genre taille empreinte depose_le",
        quoi="Fichiers que vous déposez",
        pourquoi="Les donner à qui peut lire ce à quoi vous les avez joints",
        duree="Tant que ce à quoi ils sont joints est gardé",
    ),
    "Document": Declaration(
        quoi="Documents demandés",
        pourquoi="Donner un document à la personne qui l’a demandé, et à elle seule",
        duree="Sept jours",
        personnelles="demande_par fichier",
        techniques="id genre objet_id demande_le etat pris_le pret_le fait total empreinte",
    ),
}
