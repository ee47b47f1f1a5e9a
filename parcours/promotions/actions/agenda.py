"""The private address of an agenda, and the mails that keep calendars true.

The functions named `annoncer…` are called inside the action that changes something; they write
to no one about what is past, nor before the promotion has started.
"""

import secrets
from datetime import datetime

from django.utils.crypto import salted_hmac

from parcours.promotions.lectures.destinataires import (
    EN_MARCHE,
    a_qui_donner_les_dates,
    joignables,
    prevenues,
)
from parcours.promotions.models import FluxAgenda, Participation, Promotion, Rencontre
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.models import Courriel
from rameau.comptes.models import Personne


def empreinte_du_flux(jeton: str) -> str:
    """Return what the database keeps of an address's token."""
    return salted_hmac("parcours.agenda.flux", jeton, algorithm="sha256").hexdigest()


@action("agenda.ouvrir_flux", objet="par")
def ouvrir_flux(*, par: Personne, instant: datetime) -> str:
    """Make the person's private address and return its token, which exists nowhere else; the
    former one, if any, is dead at once."""
    Personne.objects.select_for_update().get(pk=par.pk)
    par.flux_agenda.ouverts().update(revoque_le=instant)
    jeton = secrets.token_urlsafe(32)
    FluxAgenda.objects.create(personne=par, empreinte=empreinte_du_flux(jeton), cree_le=instant)
    return jeton


@action("agenda.revoquer_flux", objet="par")
def revoquer_flux(*, par: Personne, instant: datetime) -> None:
    """Close the person's private address: calendars that still ask learn that it is over."""
    par.flux_agenda.ouverts().update(revoque_le=instant)


def annoncer(rencontre: Rencontre, *, genre: str, instant: datetime) -> None:
    """Tell those who are expected that a rencontre is planned, has changed or is cancelled."""
    for personne in prevenues(rencontre, instant=instant):
        prevenir(genre=genre, destinataire=personne, objet=rencontre, instant=instant)


def annoncer_les_dates(promotion: Promotion, *, instant: datetime) -> None:
    """Send each catalyseur of a promotion that starts her dates, in one mail."""
    for participation in a_qui_donner_les_dates(promotion):
        _donner_les_dates(participation, instant)


def annoncer_les_dates_de(*, personne: Personne, instant: datetime) -> None:
    """Send someone who has just accepted the dates of the promotions that have started."""
    participations = Participation.objects.actives().filter(
        personne=personne, binome__promotion__etat__in=EN_MARCHE
    )
    for participation in participations.select_related("personne").order_by("pk"):
        _donner_les_dates(participation, instant)


def _donner_les_dates(participation: Participation, instant: datetime) -> None:
    """Once per participation: changes then come one by one."""
    deja = Courriel.objects.filter(genre="agenda_dates", objet_id=participation.pk)
    if not deja.exists():
        prevenir(
            genre="agenda_dates",
            destinataire=participation.personne,
            objet=participation,
            instant=instant,
        )


def annoncer_le_depart(participation: Participation, *, instant: datetime) -> None:
    """Take the sessions to come out of the calendar of someone who leaves."""
    if participation.binome.promotion.etat in EN_MARCHE and (
        joignables().filter(pk=participation.personne_id).exists()
    ):
        prevenir(
            genre="agenda_depart",
            destinataire=participation.personne,
            objet=participation,
            instant=instant,
        )
