"""The questions of a webinaire, and who accepts to be recorded."""

from typing import Any

from parcours.animation.models import QuestionPosee
from parcours.promotions.models import Rencontre
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def questions(rencontre: Rencontre, demande: Demande) -> Tableau[Any]:
    """The questions as they came, those that are hidden too, with their answers."""
    return Tableau(
        titre="Questions",
        de=f"{rencontre.titre} {rencontre.promotion.nom}",
        objets=QuestionPosee.objects.visibles_par(demande.personne)
        .avec_soutiens(demande.personne)
        .filter(rencontre=rencontre)
        .select_related("auteur")
        .order_by("posee_le", "pk"),
        colonnes={
            "Question": lambda q: q.texte,
            "Posée par": lambda q: q.auteur_nomme,
            "Posée le": lambda q: q.posee_le,
            "Soutiens": lambda q: q.combien,
            "Répondue le": lambda q: q.repondue_le,
            "En direct": lambda q: q.en_direct if q.repondue_le else None,
            "Réponse écrite": lambda q: q.reponse,
            "Cachée le": lambda q: q.cachee_le,
            "Pourquoi": lambda q: q.motif,
        },
    )


def accords(rencontre: Rencontre, demande: Demande) -> Tableau[Any]:
    """What each said of being recorded, the refusals first."""
    return Tableau(
        titre="Accords d’enregistrement",
        de=f"{rencontre.titre} {rencontre.promotion.nom}",
        objets=rencontre.accords.select_related("personne").order_by(
            "accepte", "personne__cle_de_tri", "pk"
        ),
        colonnes={
            "Nom": lambda accord: accord.personne.nom,
            "Prénom": lambda accord: accord.personne.prenom,
            "Accepte d’être enregistrée": lambda accord: accord.accepte,
            "Dit le": lambda accord: accord.dit_le,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("rencontre/questions", questions)
    registres.exports.inscrire("rencontre/accords", accords)
