"""Attaching files to a work, within what a binôme may keep."""

from datetime import datetime

from django.db.models import Sum

from parcours.travaux.actions.livrables import REFUS_ECRIRE
from parcours.travaux.droits.livrables import peut_ecrire
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Livrable, PieceJointe, Version
from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.fichiers import FichierExamine, deposer_fichier, retirer_fichier
from rameau.comptes.models import Personne

PIECES_MAX = 20
QUOTA = 100 * 2**20


@action("pieces_jointes.joindre")
def joindre_piece(
    *,
    par: Personne,
    livrable: Livrable,
    examine: FichierExamine,
    section: str,
    instant: datetime,
) -> PieceJointe:
    """Attach a file to a work, or to one of its sections (none: the work as a whole).

    Raises RegleViolee when the binôme's files would be too many or too heavy.
    """
    if not peut_ecrire(par, livrable):
        raise AccesRefuse(REFUS_ECRIRE)
    if section and section not in trame_de(livrable.nature).codes:
        raise RegleViolee("Ce travail n'a pas cette section.")
    # The works of the binôme are locked: two files at once cannot both pass the quota.
    travaux = list(
        Livrable.objects.select_for_update().filter(binome=livrable.binome_id).order_by("pk")
    )
    if PieceJointe.objects.filter(livrable=livrable, retiree_le=None).count() >= PIECES_MAX:
        raise RegleViolee(f"Un travail porte {PIECES_MAX} pièces jointes au plus.")
    toutes = PieceJointe.objects.filter(livrable__in=travaux)
    prises = toutes.aggregate(en_tout=Sum("fichier__taille"))["en_tout"] or 0
    if prises + len(examine.octets) > QUOTA:
        raise RegleViolee(
            f"Les pièces jointes de votre binôme dépasseraient {QUOTA // 2**20} Mo en tout : "
            "retirez-en d'abord."
        )
    return PieceJointe.objects.create(
        livrable=livrable,
        section=section,
        fichier=deposer_fichier(par=par, examine=examine, instant=instant),
        jointe_le=instant,
        jointe_par=par,
    )


@action("pieces_jointes.retirer", objet="piece")
def retirer_piece(*, par: Personne, piece: PieceJointe, instant: datetime) -> None:
    """Take a file out of a work; the versions that hold it keep it, else it is gone."""
    if not peut_ecrire(par, piece.livrable):
        raise AccesRefuse(REFUS_ECRIRE)
    # Locked, as when a version is frozen: it holds this file or it does not.
    Livrable.objects.select_for_update().get(pk=piece.livrable_id)
    tenue = Version.objects.filter(
        livrable=piece.livrable_id, contenu__pieces__contains=[{"id": piece.pk}]
    )
    if tenue.exists():
        PieceJointe.objects.filter(pk=piece.pk, retiree_le=None).update(retiree_le=instant)
        return
    PieceJointe.objects.filter(pk=piece.pk).delete()
    retirer_fichier(par=par, fichier=piece.fichier)
