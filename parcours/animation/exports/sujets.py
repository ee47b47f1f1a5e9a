"""The topics proposed for stage 3."""

from typing import Any

from django.db.models import Count

from parcours.animation.models import Scrutin, Sujet
from parcours.promotions.models import Promotion
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def sujets(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """The topics as they were proposed; their voices once the vote is closed, never before."""
    scrutin = Scrutin.objects.filter(promotion=promotion).first()
    ferme = scrutin is not None and scrutin.est_ferme(demande.instant)
    retenu = scrutin.retenu_id if scrutin else None
    return Tableau(
        titre="Sujets",
        de=promotion.nom,
        objets=Sujet.objects.visibles_par(demande.personne)
        .proposes()
        .filter(promotion=promotion)
        .select_related("propose_par")
        .annotate(voix=Count("bulletins"))
        .order_by("propose_le", "pk"),
        colonnes={
            "Sujet": lambda sujet: sujet.titre,
            "Pourquoi": lambda sujet: sujet.pourquoi,
            "Origine": lambda sujet: sujet.origine,
            "Proposé par": lambda sujet: str(sujet.propose_par),
            "Proposé le": lambda sujet: sujet.propose_le,
            "Voix": lambda sujet: sujet.voix if ferme else None,
            "Retenu": lambda sujet: sujet.pk == retenu if retenu else None,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("promotion/sujets", sujets)
