"""The nature of each field of these models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {
    "JourneeConclusive": Declaration(
        textes="presentation synthese",
        techniques="id rencontre places_invites ouverte publiee_le",
        quoi="Journées conclusives",
        pourquoi="Inviter les partenaires et le réseau, et publier ce qui s’y est dit.",
        duree="Tant que la promotion est gardée.",
    ),
    "InviteExterne": Declaration(
        personnelles="nom organisme email",
        techniques="id journee inscrit_le",
        quoi="Invités de la journée conclusive",
        pourquoi="Tenir la liste de ceux qui viennent et leur confirmer leur place.",
        duree="Jusqu’à ce que l’invité ou l’équipe les efface, au plus tard avec la promotion.",
    ),
}
