"""What the home of a catalyseur says first: the one thing to do now."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.promotions.lectures.accueils import (
    des_promotions_closes,
    rencontres_a_venir,
    son_binome,
)
from parcours.promotions.models import Rencontre
from parcours.travaux.lectures.binomes import travaux_du_binome
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Livrable
from rameau.commun.compiled import compiled
from rameau.commun.registres import Venue
from rameau.comptes.models import Personne


@dataclass(frozen=True, kw_only=True)
class ProchaineEtape:
    """The one thing to do now: what, for when, and the act that leads there."""

    titre: str
    texte: str
    attente: str
    acte: str
    url: str
    etape: int
    etape_titre: str
    echeance: date | None = None
    jours: int | None = None


def ses_travaux(venue: Venue) -> list[Livrable]:
    """The works of the binôme of who comes."""
    return travaux_du_binome(venue.une_fois(son_binome))


def travaux_vecus(venue: Venue) -> list[Livrable]:
    """The works of an alumni, those of the latest promotion first."""
    return _travaux_vecus(venue.personne)


@compiled
def _travaux_vecus(personne: Personne) -> QuerySet[Livrable]:
    return (
        Livrable.objects.filter(binome__in=des_promotions_closes(personne).order_by())
        .avec_etat()
        .select_related("etape", "binome__promotion")
        .order_by("-binome__promotion__debut", "etape__ordre", "pk")
    )


def prochaine_etape(venue: Venue) -> ProchaineEtape:
    """The first work not yet remis, unless a session comes before it is due; else the next
    rencontre; else the works, to read again."""
    jour = localdate(venue.instant)
    rencontres = venue.une_fois(rencontres_a_venir)
    etats = Livrable.Etat
    travail = next((t for t in venue.une_fois(ses_travaux) if t.etat != etats.REMIS), None)
    session = next((r for r in rencontres if r.nature == Rencontre.Nature.SESSION), None)
    session_d_abord = (
        session is not None
        and travail is not None
        and session.etape is not None
        and session.etape.ordre <= travail.etape.ordre
    )
    if travail is not None and not session_d_abord:
        return _le_travail(travail, jour)
    prochaine = session if session_d_abord else (rencontres[0] if rencontres else None)
    if prochaine is not None:
        return _la_rencontre(prochaine, jour)
    return ProchaineEtape(
        titre="Vos travaux sont remis",
        attente="",
        texte="Les sessions sont passées. Votre feuille de route vous accompagne à présent.",
        acte="Relire vos travaux",
        url=reverse("parcours:livrables", args=[venue.promotion.code]),
        etape=4,
        etape_titre="Mettre en perspective",
    )


def _le_travail(travail: Livrable, jour: date) -> ProchaineEtape:
    etats = Livrable.Etat
    nom = trame_de(travail.nature).avec_article
    texte, acte = {
        etats.A_FAIRE: ("À commencer quand vous voulez, seul ou à deux.", f"Commencer {nom}"),
        etats.EN_COURS: ("Vous l'avez commencé.", f"Continuer {nom}"),
        etats.PARTAGE: (
            "Votre coach a reçu votre texte ; vous pouvez écrire en attendant.",
            f"Continuer {nom}",
        ),
        etats.REGARD: ("Votre coach vous a répondu.", "Lire le regard de votre coach"),
    }[etats(travail.etat)]
    return ProchaineEtape(
        titre=travail.titre,
        texte=texte,
        attente="Attendu le",
        acte=acte,
        url=travail.get_absolute_url(),
        etape=travail.etape.ordre,
        etape_titre=travail.etape.titre,
        echeance=travail.du_le,
        jours=(travail.du_le - jour).days,
    )


def _la_rencontre(prochaine: Rencontre, jour: date) -> ProchaineEtape:
    debut = localdate(prochaine.debut)
    return ProchaineEtape(
        titre=prochaine.titre,
        texte=prochaine.lieu or "Le lieu vous sera précisé.",
        attente="Rendez-vous le",
        acte="Voir la rencontre",
        url=prochaine.get_absolute_url(),
        etape=prochaine.etape.ordre if prochaine.etape else 4,
        etape_titre=prochaine.etape.titre if prochaine.etape else "",
        echeance=debut,
        jours=(debut - jour).days,
    )
