"""The places of a rencontre, and its waiting list."""

from typing import Any

from parcours.animation.models import Inscription
from parcours.promotions.exports.personnes import telephone
from parcours.promotions.models import Rencontre
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def inscriptions(rencontre: Rencontre, demande: Demande) -> Tableau[Any]:
    """Those who have a place, then those who wait, in the order of their turn, then the rest."""
    toutes = (
        Inscription.objects.visibles_par(demande.personne)
        .filter(rencontre=rencontre)
        .select_related("personne", "binome__structure", "binome__territoire")
    )
    attente = list(toutes.liste_d_attente())
    rangs = {inscription.pk: rang for rang, inscription in enumerate(attente, start=1)}
    return Tableau(
        titre="Inscriptions",
        de=f"{rencontre.titre} {rencontre.promotion.nom}",
        objets=[
            *toutes.prenant_place().order_by("personne__cle_de_tri", "pk"),
            *attente,
            *toutes.exclude(etat__in=Inscription.VIVANTES).order_by("-depuis", "-pk"),
        ],
        colonnes={
            "Nom": lambda i: i.personne.nom,
            "Prénom": lambda i: i.personne.prenom,
            "Adresse électronique": lambda i: i.personne.email,
            "Téléphone": lambda i: telephone(i.personne.telephone),
            "Structure": lambda i: i.binome and i.binome.nom,
            "État": lambda i: i.get_etat_display(),
            "Rang d’attente": lambda i: rangs.get(i.pk),
            "Demandée le": lambda i: i.demandee_le,
            "Dans cet état depuis": lambda i: i.depuis,
            "Offerte jusqu’au": lambda i: i.offre_jusquau,
            "À savoir": lambda i: i.besoins,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("rencontre/inscriptions", inscriptions)
