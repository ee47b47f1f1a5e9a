"""Scenes of the visites: one to come, with its places; people of the twelve binômes."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from parcours.animation.actions.inscriptions import s_inscrire
from parcours.animation.actions.journees import preparer_journee, s_annoncer
from parcours.animation.models import Inscription, Visite
from parcours.promotions.actions.rencontres import planifier_rencontre
from parcours.promotions.models import Participation, Rencontre
from parcours.promotions.models.programmes import Option
from rameau.comptes.models import Personne
from tests import scenes
from tests.scenes import Monde


def rencontre(monde: Monde, jours: int = 20, nature: str = "visite", **champs: Any) -> Rencontre:
    """A rencontre of the promotion, some days from now."""
    debut = timezone.now() + timedelta(days=jours)
    return planifier_rencontre(
        par=monde.equipe,
        promotion=monde.promotion,
        nature=nature,
        titre="Visite : l'atelier partagé",
        debut=debut,
        fin=debut + timedelta(hours=3),
        **champs,
    )


def ouvrir(
    monde: Monde, places: int = 2, jours: int = 20, premier_tour: datetime | None = None
) -> Rencontre:
    """A visite whose registrations are open; its first turn is over unless an end is given."""
    visite = rencontre(monde, jours)
    fin = premier_tour or timezone.now() - timedelta(hours=1)
    scenes.forcer(
        lambda: Visite.objects.create(
            rencontre=visite, genre="pair-pionnier", places=places, premier_tour_jusquau=fin
        )
    )
    return visite


def peupler(monde: Monde) -> None:
    """What the table of routes needs: a visite past of the first binôme, one to come whose only
    seat is taken, the journée conclusive with a guest."""
    instant = timezone.now()
    passee = ouvrir(monde, jours=1)
    inscrire(monde.catalyseur, passee)
    scenes.forcer(
        lambda: Rencontre.objects.filter(pk=passee.pk).update(
            titre="Visite passée", debut=instant - timedelta(days=1), fin=instant
        )
    )
    inscrire(monde.autre, ouvrir(monde, places=1))
    journee = preparer_journee(
        par=monde.equipe,
        rencontre=monde.promotion.rencontres.select_related("promotion").get(nature="journee"),
        presentation="",
        places_invites=9,
        ouverte=True,
    )
    s_annoncer(
        par=None,
        journee=journee,
        nom="Invité",
        organisme="",
        email="invite@essai.test",
        instant=instant,
    )


def avec_offres() -> None:
    """Switch the option of expiring offers on in the parcours of the scene."""
    scenes.allumer(Option.OFFRES_EXPIRANTES)


def membres(monde: Monde) -> list[Personne]:
    """The people of the promotion, binôme by binôme: the two of one follow each other."""
    participations = Participation.objects.actives().filter(binome__promotion=monde.promotion)
    return [
        p.personne
        for p in participations.order_by("binome__rang", "place").select_related("personne")
    ]


def inscrire(
    qui: Personne, visite: Rencontre, instant: datetime | None = None, **kwargs: Any
) -> Inscription:
    """Someone asks for a place."""
    return s_inscrire(par=qui, rencontre=visite, instant=instant or timezone.now(), **kwargs)


def etats(visite: Rencontre) -> dict[str, str]:
    """Who is where: first name → state of her last wish."""
    return {
        i.personne.prenom: i.etat
        for i in visite.inscriptions.select_related("personne").order_by("pk")
    }
