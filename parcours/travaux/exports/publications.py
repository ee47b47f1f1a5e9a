"""The versions that their binômes ask to make public."""

from typing import Any

from parcours.travaux.models import Publication
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def demandees(demande: Demande) -> Tableau[Any]:
    """What was asked, the latest first, with the answer."""
    return Tableau(
        titre="Demandes de publication",
        objets=Publication.objects.visibles_par(demande.personne)
        .select_related(
            "version__livrable__binome__promotion",
            "version__livrable__binome__structure",
            "version__livrable__binome__territoire",
            "demandee_par",
            "repondue_par",
        )
        .defer("version__contenu", "version__document")
        .order_by("-demandee_le", "-pk"),
        colonnes={
            "Structure": lambda p: p.version.livrable.binome.nom,
            "Promotion": lambda p: p.version.livrable.binome.promotion.nom,
            "Travail": lambda p: p.version.livrable.titre,
            "Version": lambda p: p.version.numero,
            "Demandée par": lambda p: str(p.demandee_par),
            "Demandée le": lambda p: p.demandee_le,
            "Publiée": lambda p: p.publiee,
            "Répondue par": lambda p: str(p.repondue_par or ""),
            "Répondue le": lambda p: p.repondue_le,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("plateforme/publications", demandees)
