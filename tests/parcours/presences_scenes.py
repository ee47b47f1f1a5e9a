"""Scenes of presences: a webinaire of today, with or without half-days."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from parcours.actions.presences import LigneSaisie, ouvrir_appel
from parcours.actions.rencontres import planifier_rencontre
from parcours.appels import code_affiche
from parcours.calendrier import instant_de_paris
from parcours.models import Appel, Participation, Promotion, Rencontre
from parcours.models.programmes import Option
from tests.scenes import Monde, allumer


def a(heure: int, minute: int = 0, jours: int = 0) -> datetime:
    """An instant of today, in Paris, or of so many days after."""
    return instant_de_paris(timezone.localdate() + timedelta(days=jours), time(heure, minute))


def par_demi_journee(promotion: Promotion) -> None:
    """Switch the option on, as a parcours that has it would."""
    allumer(Option.DEMI_JOURNEES)
    promotion.parcours.refresh_from_db()


def rencontre_du_jour(monde: Monde, jours: int = 0, titre: str = "Journée d’essai") -> Rencontre:
    rencontre = planifier_rencontre(
        par=monde.equipe,
        promotion=monde.promotion,
        nature=Rencontre.Nature.WEBINAIRE,
        titre=titre,
        debut=a(9, 30, jours),
        fin=a(16, 30, jours),
    )
    return Rencontre.objects.select_related("promotion__parcours").get(pk=rencontre.pk)


def participation(monde: Monde, prenom: str = "Amina") -> Participation:
    return Participation.objects.get(
        personne__prenom=prenom, binome__promotion=monde.promotion, jusqua=None
    )


def ligne(monde: Monde, etat: str, prenom: str = "Amina", **champs: object) -> LigneSaisie:
    return LigneSaisie(
        **{
            "participation_id": participation(monde, prenom).pk,
            "moment": "rencontre",
            "vu": "",
            "etat": etat,
            **champs,
        }
    )


def afficher(
    monde: Monde, rencontre: Rencontre, instant: datetime, moment: str = "rencontre"
) -> tuple[Appel, str]:
    """Open the roll call; return it with the code shown."""
    appel = ouvrir_appel(par=monde.equipe, rencontre=rencontre, moment=moment, instant=instant)
    return appel, code_affiche(appel, instant)
