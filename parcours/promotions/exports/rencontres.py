"""The calendar of a promotion: its rencontres, its échéances, and the agenda of a rencontre."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from parcours.promotions.lectures.echeances import echeances_de
from parcours.promotions.models import Promotion, Rencontre
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau

STATUTS = {"fait": "passée", "en-cours": "en cours", "a-venir": "à venir"}


def rencontres(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """The rencontres of a promotion, by date, those that were cancelled too."""
    return Tableau(
        titre="Rencontres",
        de=promotion.nom,
        objets=Rencontre.objects.visibles_par(demande.personne)
        .filter(promotion=promotion)
        .select_related("etape")
        .order_by("debut", "pk"),
        colonnes={
            "Rencontre": lambda r: r.titre,
            "Nature": lambda r: r.get_nature_display(),
            "Étape": lambda r: r.etape and r.etape.titre,
            "Début": lambda r: r.debut,
            "Fin": lambda r: r.fin,
            "Lieu": lambda r: r.lieu,
            "Adresse": lambda r: r.adresse,
            "Salle à distance": lambda r: r.lien,
            "Obligatoire": lambda r: r.obligatoire,
            "Annulée le": lambda r: r.annulee_le,
        },
    )


def echeances(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """The dates beside the rencontres and the works."""
    return Tableau(
        titre="Échéances",
        de=promotion.nom,
        objets=echeances_de(promotion, demande.personne, jour=localdate(demande.instant)),
        colonnes={
            "Échéance": lambda ligne: ligne.echeance.titre,
            "Genre": lambda ligne: ligne.echeance.get_genre_display(),
            "Étape": lambda ligne: ligne.echeance.etape.titre,
            "Le": lambda ligne: ligne.echeance.le,
            "Jusqu’au": lambda ligne: ligne.echeance.jusquau,
            "État": lambda ligne: STATUTS[ligne.statut],
        },
    )


def deroule(rencontre: Rencontre, demande: Demande) -> Tableau[Any]:
    """The agenda of a rencontre, moment by moment."""
    return Tableau(
        titre="Déroulé",
        de=f"{rencontre.titre} {rencontre.promotion.nom}",
        objets=rencontre.sequences.prefetch_related("intervenants").order_by("ordre"),
        colonnes={
            "Début": lambda s: rencontre.debut + timedelta(minutes=s.debut_minutes),
            "Minutes": lambda s: s.duree_minutes,
            "Séquence": lambda s: s.titre,
            "Temps": lambda s: s.get_temps_display(),
            "Visée": lambda s: s.visee,
            "Intervenants": lambda s: ", ".join(str(lui) for lui in s.intervenants.all()),
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("promotion/rencontres", rencontres)
    registres.exports.inscrire("promotion/echeances", echeances)
    registres.exports.inscrire("rencontre/deroule", deroule)
