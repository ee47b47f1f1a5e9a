"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "Candidature": Declaration(
        personnelles="contact_prenom contact_nom contact_email contact_telephone decidee_par",
        textes="motivation notes",
        techniques="id promotion origine structure territoire nom profil nom_territoire region "
        "departements latitude longitude population maturite bilaterale decision decidee_le "
        "binome recue_le",
        quoi="Candidatures à une promotion",
        pourquoi="Choisir les structures d’une promotion, et leur répondre.",
        duree="Tant que la promotion est gardée.",
    ),
    "Annonce": Declaration(
        personnelles="envoyee_par",
        textes="objet texte",
        techniques="id candidature decision envoyee_le",
        quoi="Réponses aux candidatures",
        pourquoi="Savoir ce qui a été répondu, et ne pas l’envoyer deux fois.",
        duree="Tant que la promotion est gardée.",
    ),
    "AppelACandidatures": Declaration(
        personnelles="ouvert_par",
        textes="presentation",
        techniques="id promotion ouvert change_le",
        quoi="Appels à candidatures",
        pourquoi="Savoir qui de l’équipe a ouvert le formulaire public.",
        duree="Tant que la promotion est gardée.",
    ),
    "AvisDuComite": Declaration(
        personnelles="siege",
        textes="mots",
        techniques="id promotion accord empreinte donne_le",
        quoi="Avis du comité sur le choix des structures",
        pourquoi="Savoir qui a endossé quelle liste.",
        duree="Tant que la promotion est gardée.",
    ),
}
