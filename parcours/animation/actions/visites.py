"""Preparing a visite, opening and closing its registrations, saying what one brings back."""

from datetime import datetime, timedelta
from typing import Any

from parcours.animation.droits.visites import peut_preparer_la_visite, peut_rapporter
from parcours.animation.models import Inscription, RapportDeVisite, Visite
from parcours.promotions.models import Rencontre
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_lecture
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne

REFUS = "L'équipe prépare les visites d'une promotion ouverte."
PREMIER_TOUR_AVANT = timedelta(days=7)


def fin_du_premier_tour(rencontre: Rencontre) -> datetime:
    """Rule: unless the équipe says otherwise, each binôme keeps its chance until a week before."""
    return rencontre.debut - PREMIER_TOUR_AVANT


@action("visites.preparer", champs=("genre", "places", "premier_tour_jusquau"))
def preparer_visite(
    *,
    par: Personne,
    rencontre: Rencontre,
    genre: str,
    places: int,
    premier_tour_jusquau: datetime | None = None,
    lu: str | None = None,
    **champs: Any,
) -> Visite:
    """Say whom one meets, the story of the place, the host, the places; registrations open.

    Called again, it changes what was said. Raises VersionDepassee when someone else has changed it
    since it was read (`lu`), RegleViolee for fewer places than are taken,
    or a first turn that would end after the visite begins; TypeError for an unknown field.
    """
    if not peut_preparer_la_visite(par, rencontre):
        raise AccesRefuse(REFUS)
    inconnus = set(champs) - {"personnalite", "personnalite_en_clair", "recit", "hote", "pratique"}
    if inconnus:
        raise TypeError(f"unknown fields: {sorted(inconnus)}")
    tour = premier_tour_jusquau or fin_du_premier_tour(rencontre)
    if tour > rencontre.debut:
        raise RegleViolee(
            "Le premier tour finit avant que la visite commence.", constraint="premier_tour"
        )
    valeurs = {"genre": genre, "places": places, "premier_tour_jusquau": tour, **champs}
    Rencontre.objects.select_for_update(of=("self",)).get(pk=rencontre.pk)
    verifier_lecture(lu, Visite.objects.filter(rencontre=rencontre).first(), valeurs)
    visite, _ = Visite.objects.update_or_create(rencontre=rencontre, defaults=valeurs)
    return visite


@action("visites.clore_inscriptions", objet="visite", champs=("fermee_le",))
def clore_inscriptions(*, par: Personne, visite: Visite, instant: datetime) -> None:
    """Take no more registrations but through the équipe; nobody loses a place or a turn."""
    _fermer(par, visite, instant)


@action("visites.rouvrir_inscriptions", objet="visite", champs=("fermee_le",))
def rouvrir_inscriptions(*, par: Personne, visite: Visite) -> None:
    """Take registrations again."""
    _fermer(par, visite, None)


def _fermer(par: Personne, visite: Visite, instant: datetime | None) -> None:
    if not peut_preparer_la_visite(par, visite.rencontre):
        raise AccesRefuse(REFUS)
    visite.fermee_le = instant
    visite.save(update_fields=["fermee_le"])


@action("visites.rapporter")
def rapporter(
    *, par: Personne, inscription: Inscription, texte: str, instant: datetime
) -> RapportDeVisite:
    """Write, or write anew, what one brings back; the promotion reads it.

    Raises RegleViolee for an empty text, AccesRefuse for who had no place or before the visite.
    """
    if not peut_rapporter(par, inscription, instant):
        raise AccesRefuse("Celles et ceux qui y étaient disent ce qu'ils en rapportent.")
    rapport, _ = RapportDeVisite.objects.update_or_create(
        inscription=inscription,
        defaults={"texte": texte.strip(), "ecrit_le": instant},
    )
    return rapport
