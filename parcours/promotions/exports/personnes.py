"""The people known to the platform."""

from typing import Any

from parcours.promotions.lectures.personnes import lire_personne, personnes_connues
from rameau.commun import registres
from rameau.commun.exports import LIGNES_MAX, Demande, Tableau


def toutes(demande: Demande) -> Tableau[Any]:
    """The people, by name, hat or invitation if asked, with where their invitation stands."""
    connues = personnes_connues(demande.filtre, instant=demande.instant)[: LIGNES_MAX + 1]
    return Tableau(
        titre="Personnes",
        objets=map(lire_personne, connues),
        colonnes={
            "Nom": lambda lue: lue.personne.nom,
            "Prénom": lambda lue: lue.personne.prenom,
            "Adresse électronique": lambda lue: lue.personne.email,
            "Téléphone": lambda lue: telephone(lue.personne.telephone),
            "Rôles": lambda lue: ", ".join(lue.chapeaux),
            "Invitation": lambda lue: lue.libelle,
            "Envoyée le": lambda lue: lue.invitation and lue.invitation.envoyee_le,
            "Ce qui n’est pas arrivé": lambda lue: lue.probleme,
            "Connue depuis": lambda lue: lue.personne.cree_le,
        },
    )


def telephone(numero: object) -> str:
    """A number as people say it, « 01 23 45 67 89 »: the spaces keep its first zero."""
    return str(getattr(numero, "as_national", "") or "")


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("plateforme/personnes", toutes)
