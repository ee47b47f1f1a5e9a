"""The mails about people: the invitation."""

from rameau.commun.models import Courriel
from rameau.commun.registres import GabaritCourriel, Message
from rameau.commun.temps import maintenant
from rameau.comptes.actions.invitations import (
    VALIDITE,
    constater_remise,
    preparer_secrets,
)
from rameau.comptes.models import Invitation, Personne


def _message(invitation: Invitation, *, jeton: str, code: str) -> Message:
    return Message(
        objet=f"Votre invitation : {invitation.motif}",
        gabarit="courriels/invitation",
        contexte={
            "personne": invitation.personne,
            "invitation": invitation,
            "jeton": jeton,
            "code": f"{code[:3]} {code[3:]}",
        },
    )


def _preparer(courriel_id: int) -> Message | None:
    """Make the secrets and the words; None once the invitation is closed or sent anew since."""
    invitation = (
        Invitation.objects.ouvertes(maintenant=maintenant())
        .select_related("personne", "envoyee_par")
        .filter(pk=Courriel.objects.get(pk=courriel_id).objet_id)
        .first()
    )
    if invitation is None or _sent_anew_since(courriel_id, invitation):
        return None
    jeton, code = preparer_secrets(par=None, invitation=invitation)
    return _message(invitation, jeton=jeton, code=code)


def _sent_anew_since(courriel_id: int, invitation: Invitation) -> bool:
    return Courriel.objects.filter(
        gabarit="invitation", objet_id=invitation.pk, pk__gt=courriel_id
    ).exists()


def _apres_envoi(courriel_id: int) -> None:
    courriel = Courriel.objects.get(pk=courriel_id)
    invitation = Invitation.objects.get(pk=courriel.objet_id)
    constater_remise(par=None, invitation=invitation, instant=courriel.envoye_le)


def _exemple() -> Message:
    instant = maintenant()
    invitation = Invitation(
        personne=Personne(prenom="Amina", nom="Exemple", email="amina@exemple.test"),
        motif="Promotion d'exemple, Pays d'exemple",
        envoyee_le=instant,
        expire_le=instant + VALIDITE,
        envoyee_par=Personne(prenom="Ophélie", nom="Exemple", email="o@exemple.test"),
    )
    return _message(invitation, jeton="ceci-est-un-exemple", code="EXEM23")


INVITATION = GabaritCourriel(
    libelle="Invitation d'une personne",
    preparer=_preparer,
    exemple=_exemple,
    apres_envoi=_apres_envoi,
)
