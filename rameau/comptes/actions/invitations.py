"""Invitations: closed sign-up by a link and a code, both made when the mail leaves.

The secrets exist in clear in the mail alone; the database holds keyed fingerprints of them.
"""

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.utils.crypto import constant_time_compare, salted_hmac

from rameau.commun import registres
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.actions.personnes import L_EQUIPE_SEULE
from rameau.comptes.droits import peut_gerer_les_personnes
from rameau.comptes.models import Invitation, Personne

VALIDITE = timedelta(days=14)
# Neither 0 and O, nor 1, I and L, nor U and V: read aloud and copied by hand without mistake.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"

DEJA_ACCEPTEE = "Cette invitation a déjà été acceptée : vous pouvez vous connecter."
EXPIREE = "Cette invitation a expiré : demandez à l'équipe de vous l'envoyer à nouveau."
RETIREE = "Cette invitation a été retirée : l'équipe vous dira pourquoi."


def empreinte_du_jeton(jeton: str) -> str:
    """Return what the database keeps of a link's token."""
    return salted_hmac("comptes.invitation.jeton", jeton, algorithm="sha256").hexdigest()


def empreinte_du_code(invitation: Invitation, code: str) -> str:
    """Return what the database keeps of a code, tied to its invitation; case and spaces do not
    count."""
    typed = "".join(code.split()).replace("-", "").upper()
    return salted_hmac(
        "comptes.invitation.code", f"{invitation.pk}:{typed}", algorithm="sha256"
    ).hexdigest()


@action("invitations.envoyer", champs=("motif", "expire_le"))
def inviter_personne(
    *, par: Personne | None, personne: Personne, motif: str, instant: datetime
) -> Invitation:
    """Invite a person, for a reason she will read; the mail leaves once all is committed.

    Raises RegleViolee if an invitation is waiting for her already; an expired one gives way.
    """
    if not peut_gerer_les_personnes(par):
        raise AccesRefuse(L_EQUIPE_SEULE)
    personne.invitations.en_attente().filter(expire_le__lte=instant).update(retiree_le=instant)
    invitation = Invitation.objects.create(
        personne=personne,
        motif=motif,
        envoyee_le=instant,
        envoyee_par=par,
        expire_le=instant + VALIDITE,
    )
    prevenir(genre="invitation", destinataire=personne, objet=invitation, instant=instant)
    return invitation


@action("invitations.renvoyer", objet="invitation", champs=("expire_le",))
def renvoyer_invitation(*, par: Personne, invitation: Invitation, instant: datetime) -> None:
    """Send the same invitation again, for fourteen more days: the former link and code die at
    once. Raises RegleViolee once it is accepted or withdrawn."""
    if not peut_gerer_les_personnes(par):
        raise AccesRefuse(L_EQUIPE_SEULE)
    invitation = _verrouiller(invitation)
    _refuser_si_conclue(invitation)
    invitation.envoyee_le, invitation.envoyee_par = instant, par
    invitation.expire_le = instant + VALIDITE
    invitation.remise_le = None
    invitation.empreinte_jeton = invitation.empreinte_code = ""
    invitation.essais_code = 0
    invitation.save()
    prevenir(
        genre="invitation",
        destinataire=invitation.personne,
        objet=invitation,
        instant=instant,
    )


@action("invitations.retirer", objet="invitation", champs=("retiree_le",))
def retirer_invitation(*, par: Personne, invitation: Invitation, instant: datetime) -> None:
    """Withdraw an invitation nobody has accepted: its link and its code no longer open."""
    if not peut_gerer_les_personnes(par):
        raise AccesRefuse(L_EQUIPE_SEULE)
    invitation = _verrouiller(invitation)
    _refuser_si_conclue(invitation)
    invitation.retiree_le = instant
    invitation.save(update_fields=["retiree_le"])


@action("invitations.preparer", objet="invitation")
def preparer_secrets(*, par: None, invitation: Invitation) -> tuple[str, str]:
    """Make the link's token and the code of a mail about to leave; only their fingerprints are
    kept, and the former ones die."""
    invitation = _verrouiller(invitation)
    jeton = secrets.token_urlsafe(32)
    code = "".join(secrets.choice(ALPHABET) for _ in range(6))
    invitation.empreinte_jeton = empreinte_du_jeton(jeton)
    invitation.empreinte_code = empreinte_du_code(invitation, code)
    invitation.essais_code = 0
    invitation.save(update_fields=["empreinte_jeton", "empreinte_code", "essais_code"])
    return jeton, code


@action("invitations.constater_remise", objet="invitation", champs=("remise_le",))
def constater_remise(*, par: None, invitation: Invitation, instant: datetime) -> None:
    """Note that the mail server took the mail."""
    invitation = _verrouiller(invitation)
    invitation.remise_le = instant
    invitation.save(update_fields=["remise_le"])


@action("invitations.accepter_par_lien", objet="invitation", champs=("acceptee_le",))
def accepter_invitation_par_lien(
    *, par: Personne, invitation: Invitation, jeton: str, instant: datetime
) -> None:
    """Accept by the link. Two at the same instant: one passes, the other gets the sentence of
    an invitation already accepted. Raises RegleViolee when it is no longer open."""
    invitation = _verrouiller(invitation)
    if invitation.empreinte_jeton != empreinte_du_jeton(jeton):
        raise RegleViolee(
            "Une invitation plus récente vous a été envoyée : ouvrez le dernier courriel."
        )
    _refuser_si_fermee(invitation, instant)
    _conclure(invitation, instant)


@action(
    "invitations.accepter_par_code",
    objet="invitation",
    champs=("acceptee_le", "essais_code"),
)
def accepter_invitation_par_code(
    *, par: Personne, invitation: Invitation, code: str, instant: datetime
) -> bool:
    """Accept by the code; return whether it was the right one. A wrong one is counted, and
    after five the code is dead while the link goes on. Raises RegleViolee when the invitation
    is no longer open."""
    invitation = _verrouiller(invitation)
    _refuser_si_fermee(invitation, instant)
    if invitation.code_epuise:
        return False
    if not constant_time_compare(invitation.empreinte_code, empreinte_du_code(invitation, code)):
        invitation.essais_code += 1
        invitation.save(update_fields=["essais_code"])
        return False
    _conclure(invitation, instant)
    return True


def _verrouiller(invitation: Invitation) -> Invitation:
    """Read the invitation anew and keep others waiting until the end of the action."""
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("personne")
        .get(pk=invitation.pk)
    )


def _refuser_si_conclue(invitation: Invitation) -> None:
    if invitation.retiree_le is not None:
        raise RegleViolee(RETIREE)
    if invitation.acceptee_le is not None:
        raise RegleViolee(DEJA_ACCEPTEE)


def _refuser_si_fermee(invitation: Invitation, instant: datetime) -> None:
    _refuser_si_conclue(invitation)
    if invitation.expire_le <= instant:
        raise RegleViolee(EXPIREE)


def _conclure(invitation: Invitation, instant: datetime) -> None:
    """Mark it accepted; the address is proved by the mail, and a closed account opens again."""
    invitation.acceptee_le = instant
    invitation.save(update_fields=["acceptee_le"])
    personne = invitation.personne
    if not personne.is_active:
        personne.is_active = True
        personne.save(update_fields=["is_active"])
    EmailAddress.objects.update_or_create(
        user=personne,
        email=personne.email,
        defaults={"verified": True, "primary": True},
    )
    for suite in registres.acceptations:
        suite(personne=personne, instant=instant)
