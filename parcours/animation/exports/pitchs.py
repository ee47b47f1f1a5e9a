"""The round of pitchs: its running order, and what was answered."""

from typing import Any

from parcours.animation.lectures.pitchs import ordre_de_passage, tour_de
from parcours.animation.models import Reaction
from parcours.promotions.models import Promotion
from parcours.travaux.exports.binomes import lieu
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def passages(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """Who speaks when."""
    return Tableau(
        titre="Pitchs",
        de=promotion.nom,
        objets=ordre_de_passage(promotion, tour=tour_de(promotion)),
        colonnes={
            "Ordre": lambda passage: passage.ordre,
            **lieu(lambda passage: passage.binome),
            "Début": lambda passage: passage.debut,
            "Fin": lambda passage: passage.fin,
            "Réactions": lambda passage: passage.reactions,
        },
    )


def reactions(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """What was answered to each pitch, as it came; what is hidden says so."""
    return Tableau(
        titre="Réactions aux pitchs",
        de=promotion.nom,
        objets=Reaction.objects.visibles_par(demande.personne)
        .filter(pitch__promotion=promotion)
        .select_related("pitch__binome__structure", "pitch__binome__territoire", "auteur")
        .order_by("pitch__ordre", "pk"),
        colonnes={
            **lieu(lambda reaction: reaction.pitch.binome),
            "Réaction": lambda reaction: reaction.texte,
            "De": lambda reaction: reaction.signature,
            "Écrite le": lambda reaction: reaction.ecrite_le,
            "Masquée le": lambda reaction: reaction.masquee_le,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("promotion/pitchs", passages)
    registres.exports.inscrire("promotion/reactions", reactions)
