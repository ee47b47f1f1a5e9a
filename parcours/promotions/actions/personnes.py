"""Bringing people in and letting them go; the équipe's own seats."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from rameau.commun.actions import action
from rameau.comptes.actions.invitations import inviter_personne, retirer_invitation
from rameau.comptes.actions.personnes import (
    creer_personne,
    nommer_dans_equipe,
    terminer_sessions,
)
from rameau.comptes.models import MembreEquipe, Personne


@dataclass(frozen=True, kw_only=True)
class Invite:
    """Someone to bring in; the two of a binôme may have different employers and functions."""

    email: str
    prenom: str
    nom: str
    fonction: str = ""


def accueillir(*, par: Personne, invite: Invite, motif: str, instant: datetime) -> Personne:
    """Return the person of this e-mail, known or new, invited if she never accepted an invitation.

    Called inside an action, which says what she is brought in for.
    """
    personne = creer_personne(
        par=par,
        email=invite.email,
        prenom=invite.prenom,
        nom=invite.nom,
        instant=instant,
    )
    invitations = personne.invitations
    if not (
        invitations.filter(acceptee_le__isnull=False).exists()
        or invitations.ouvertes(maintenant=instant).exists()
    ):
        inviter_personne(par=par, personne=personne, motif=motif, instant=instant)
    return personne


def laisser_partir(*, par: Personne, personne: Personne, instant: datetime) -> None:
    """Withdraw the waiting invitation and end the sessions of a person who wears no hat any more.

    Called inside the action that took the last one away.
    """
    if Personne.objects.avec_chapeaux().get(pk=personne.pk).chapeaux:
        return
    for invitation in personne.invitations.en_attente():
        retirer_invitation(par=par, invitation=invitation, instant=instant)
    terminer_sessions(par=None, personne=personne)


@action("equipe.inviter", champs=("personne",))
def inviter_dans_equipe(*, par: Personne, invite: Invite, instant: datetime) -> MembreEquipe:
    """Name in the équipe someone known by e-mail; a newcomer gets an invitation."""
    personne = accueillir(par=par, invite=invite, motif="Équipe du RAMEAU", instant=instant)
    return nommer_dans_equipe(par=par, personne=personne, jour=localdate(instant))
