"""The works of a promotion, and their versions."""

from typing import Any

from django.db.models import Count, Q

from parcours.promotions.models import Promotion
from parcours.travaux.exports.binomes import lieu
from parcours.travaux.lectures.binomes import lignes_des_binomes
from parcours.travaux.models import Version
from parcours.travaux.models.livrables import Partage
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def travaux(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """Each work of each structure: when it is due, where it is, who reads it."""
    return Tableau(
        titre="Travaux",
        de=promotion.nom,
        objets=(
            (ligne, travail)
            for ligne in lignes_des_binomes(promotion, maintenant=demande.instant)
            for travail in ligne.travaux
        ),
        colonnes={
            **lieu(lambda couple: couple[0].binome),
            "Étape": lambda couple: couple[1].etape.ordre,
            "Travail": lambda couple: couple[1].titre,
            "Attendu le": lambda couple: couple[1].du_le,
            "État": lambda couple: couple[1].libelle_etat,
            "Partagé avec": lambda couple: str(Partage(couple[1].partage).label),
            "Remis le": lambda couple: couple[1].remis_le,
            "En retard": lambda couple: couple[1] in couple[0].en_retard,
        },
    )


def versions(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """The versions that the person may read: their facts, never their content."""
    return Tableau(
        titre="Versions",
        de=promotion.nom,
        objets=Version.objects.visibles_par(demande.personne)
        .filter(livrable__binome__promotion=promotion)
        .select_related("livrable__binome__structure", "livrable__binome__territoire", "figee_par")
        .defer("contenu", "document")
        .annotate(regards=Count("retours", filter=Q(retours__envoye_le__isnull=False)))
        .order_by("livrable__binome__rang", "livrable__etape__ordre", "numero"),
        colonnes={
            **lieu(lambda version: version.livrable.binome),
            "Travail": lambda version: version.livrable.titre,
            "Version": lambda version: version.numero,
            "Motif": lambda version: version.get_motif_display(),
            "Figée le": lambda version: version.figee_le,
            "Figée par": lambda version: str(version.figee_par),
            "Partagée avec": lambda version: version.get_partage_display(),
            "Regards reçus": lambda version: version.regards,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("promotion/travaux", travaux)
    registres.exports.inscrire("promotion/versions", versions)
