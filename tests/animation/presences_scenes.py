"""Scenes of presences: a webinaire of today, with or without half-days."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from parcours.animation.actions.inscriptions import s_inscrire, se_retirer
from parcours.animation.actions.presences import LigneSaisie, ouvrir_appel
from parcours.animation.lectures.demi_journees import code_affiche
from parcours.animation.models import Appel
from parcours.promotions.actions.rencontres import planifier_rencontre
from parcours.promotions.models import Participation, Promotion, Rencontre
from parcours.promotions.models.programmes import Option
from rameau.commun.temps import instant_de_paris
from tests.scenes import Monde, allumer, relire


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
    for prenom in ("Amina", "Bruno", "Delphine"):
        inscrire_a(monde, rencontre, prenom)
    return Rencontre.objects.select_related("promotion__parcours").get(pk=rencontre.pk)


def session_de_la_veille(monde: Monde) -> Rencontre:
    """A bilatérale aside, what took place before the participations of the scene began."""
    rencontre = monde.promotion.rencontres.sessions().order_by("debut")[0]
    debut = a(9, jours=-1)
    return Rencontre(
        promotion=rencontre.promotion,
        nature=Rencontre.Nature.SESSION,
        titre="La veille",
        debut=debut,
        fin=debut + timedelta(hours=7),
    )


def retirer_sa_place(monde: Monde, rencontre: Rencontre, prenom: str) -> None:
    """Someone gives her place back the day before."""
    inscription = rencontre.inscriptions.get(personne__prenom=prenom)
    qui = relire(inscription.personne)
    se_retirer(par=qui, inscription=inscription, instant=a(0, jours=-1))


def inscrire_a(monde: Monde, rencontre: Rencontre, prenom: str) -> None:
    """Someone of the promotion holds a place: she is expected."""
    qui = relire(participation(monde, prenom).personne)
    s_inscrire(par=qui, rencontre=rencontre, instant=a(0, jours=-1))


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
