"""Who was there: per structure, per person, and at one rencontre."""

from collections.abc import Callable
from typing import Any

from django.utils.timezone import localdate

from parcours.animation.lectures.demi_journees import moments_de
from parcours.animation.lectures.presences import LignePresence, tableau_des_presences
from parcours.animation.models import Presence
from parcours.animation.models.presences import attendus
from parcours.promotions.models import Promotion, Rencontre
from parcours.travaux.exports.binomes import lieu
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau
from rameau.commun.texte import date_sans_jour


def des_structures(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """How many of each structure came to each rencontre."""
    tableau = tableau_des_presences(promotion, instant=demande.instant)
    return Tableau(
        titre="Présences des structures",
        de=promotion.nom,
        objets=tableau.lignes,
        colonnes={
            **lieu(lambda ligne: ligne.binome),
            **{
                f"{r.titre} ({date_sans_jour(localdate(r.debut))})": _case(rang)
                for rang, r in enumerate(tableau.rencontres)
            },
            "Représentée": lambda ligne: ligne.representee,
            "Sur": lambda ligne: len(tableau.rencontres),
        },
    )


def _case(rang: int) -> Callable[[LignePresence], str]:
    return lambda ligne: ligne.cases[rang].libelle


def des_personnes(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """At how many of the rencontres where she was expected each person came."""
    return Tableau(
        titre="Présences des personnes",
        de=promotion.nom,
        objets=tableau_des_presences(promotion, instant=demande.instant).personnes,
        colonnes={
            "Nom": lambda ligne: ligne.participation.personne.nom,
            "Prénom": lambda ligne: ligne.participation.personne.prenom,
            **lieu(lambda ligne: ligne.participation.binome),
            "Venue": lambda ligne: ligne.venue,
            "Attendue": lambda ligne: ligne.attendue,
            "À rattraper": lambda ligne: ligne.a_rattraper,
        },
    )


def de_la_rencontre(rencontre: Rencontre, demande: Demande) -> Tableau[Any]:
    """The list of a rencontre: everyone expected, at each of its moments, noted or not."""
    notees = {
        (presence.participation_id, presence.moment): presence
        for presence in Presence.objects.visibles_par(demande.personne)
        .filter(rencontre=rencontre)
        .order_by("pk")
    }
    demis = moments_de(rencontre)

    def presence(champ: str) -> Callable[[Any], Any]:
        return lambda ligne: getattr(ligne[2], champ, None)

    return Tableau(
        titre="Présences",
        de=f"{rencontre.titre} {rencontre.promotion.nom}",
        objets=(
            (attendue, demi.moment, notees.get((attendue.pk, demi.moment)))
            for attendue in attendus(rencontre)
            for demi in demis
        ),
        colonnes={
            **lieu(lambda ligne: ligne[0].binome),
            "Nom": lambda ligne: ligne[0].personne.nom,
            "Prénom": lambda ligne: ligne[0].personne.prenom,
            "Moment": lambda ligne: str(ligne[1].label),
            "Présence": lambda ligne: ligne[2].get_etat_display() if ligne[2] else "non notée",
            "Motif": presence("motif"),
            "À distance": presence("a_distance"),
            "Par quel moyen": presence("moyen"),
            "Signée le": presence("signee_le"),
            "Contresignée le": presence("contresignee_le"),
            "Rattrapée le": presence("rattrape_le"),
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("promotion/presences-des-structures", des_structures)
    registres.exports.inscrire("promotion/presences-des-personnes", des_personnes)
    registres.exports.inscrire("rencontre/presences", de_la_rencontre)
