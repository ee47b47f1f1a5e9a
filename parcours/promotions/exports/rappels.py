"""The reminders of a promotion: those to come, those that left."""

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from parcours.promotions.lectures.rappels import apercu_de
from parcours.promotions.models import Promotion, RappelEnvoye
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau
from rameau.commun.models import Courriel


def prevus(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """Who receives what tomorrow, or today if asked, and why."""
    jour = localdate(demande.instant)
    if demande.filtre.get("jour") != "aujourdhui":
        jour += timedelta(days=1)
    return Tableau(
        titre="Rappels prévus",
        de=promotion.nom,
        objets=apercu_de(promotion, jour),
        colonnes={
            "Jour": lambda prevu: jour,
            "Personne": lambda prevu: str(prevu.personne or ""),
            "Rappel": lambda prevu: prevu.rappel.texte,
            "Pourquoi ce jour": lambda prevu: prevu.motif,
            "Écarté": lambda prevu: prevu.ecarte,
            "Parti": lambda prevu: prevu.parti,
        },
    )


def envoyes(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """What was told, to whom, when, and what became of the mail."""
    courriel = Courriel.objects.filter(genre="rappels", objet_id=OuterRef("envoi_id"))
    return Tableau(
        titre="Rappels envoyés",
        de=promotion.nom,
        objets=RappelEnvoye.objects.filter(promotion=promotion)
        .select_related("envoi__personne")
        .annotate(courriel=Subquery(courriel.order_by("-pk").values("etat")[:1]))
        .order_by("-envoi__jour", "envoi__personne__cle_de_tri", "pk"),
        colonnes={
            "Jour": lambda envoye: envoye.envoi.jour,
            "Nom": lambda envoye: envoye.envoi.personne.nom,
            "Prénom": lambda envoye: envoye.envoi.personne.prenom,
            "Ce qui a été rappelé": lambda envoye: envoye.texte,
            "Courriel": lambda envoye: (
                str(Courriel.Etat(envoye.courriel).label) if envoye.courriel else ""
            ),
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("promotion/rappels-prevus", prevus)
    registres.exports.inscrire("promotion/rappels-envoyes", envoyes)
