"""The committee's seats."""

from datetime import date, datetime

from django.utils.timezone import localdate

from parcours.promotions.actions.personnes import Invite, accueillir, laisser_partir
from parcours.promotions.droits.promotions import peut_composer_le_comite
from parcours.promotions.models import MembreComite, Programme
from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne

REFUS = "L'équipe compose le comité de pilotage."


@action("comite.nommer", champs=("programme",))
def nommer_au_comite(
    *,
    par: Personne,
    programme: Programme,
    personne: Personne,
    organisme: str,
    jour: date,
) -> MembreComite:
    """Give a person a seat in the committee that follows a programme, for a body."""
    if not peut_composer_le_comite(par, programme):
        raise AccesRefuse(REFUS)
    return MembreComite.objects.create(
        programme=programme, personne=personne, organisme=organisme, depuis=jour
    )


@action("comite.inviter", champs=("programme",))
def inviter_au_comite(
    *, par: Personne, programme: Programme, invite: Invite, organisme: str, instant: datetime
) -> MembreComite:
    """Give a seat to someone known by e-mail; a newcomer gets an invitation."""
    personne = accueillir(
        par=par, invite=invite, motif=f"Comité de pilotage, {programme.titre}", instant=instant
    )
    return nommer_au_comite(
        par=par,
        programme=programme,
        personne=personne,
        organisme=organisme,
        jour=localdate(instant),
    )


@action("comite.quitter", objet="siege", champs=("jusqua",))
def quitter_le_comite(*, par: Personne, siege: MembreComite, instant: datetime) -> None:
    """End a seat: from the next request on, the person no longer sees the programme.

    Raises RegleViolee when it is ended already.
    """
    if not peut_composer_le_comite(par, siege.programme):
        raise AccesRefuse(REFUS)
    siege = MembreComite.objects.select_for_update(of=("self",)).get(pk=siege.pk)
    if siege.jusqua is not None:
        raise RegleViolee("Ce siège a déjà pris fin.")
    siege.jusqua = localdate(instant)
    siege.save(update_fields=["jusqua"])
    laisser_partir(par=par, personne=siege.personne, instant=instant)
