"""The mails about people: the invitation, and word of what changed in one's account."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.urls import reverse

from rameau.commun import registres
from rameau.commun.models import Courriel
from rameau.commun.registres import GenreDeCourriel, Message
from rameau.commun.temps import maintenant
from rameau.comptes.actions.invitations import VALIDITE, constater_remise, preparer_secrets
from rameau.comptes.models import Invitation, Personne

CHANGEMENTS = {
    "mot_de_passe_change": "Votre mot de passe a changé",
    "second_facteur_pose": "Votre second facteur est en place",
    "second_facteur_retire": "Votre second facteur est retiré",
    "codes_de_secours_refaits": "Vos codes de secours sont refaits",
}


# Those that carry a code leave at once, within the request: allauth's template → its subject.
IMMEDIATS = {
    "account/email/login_code": "Votre code de connexion",
    "account/email/reauthentication_code": "Votre code de confirmation",
    "account/email/unknown_account": "Votre demande de code",
}


def message_immediat(genre: str, *, email: str, code: str) -> Message:
    """Return the message of a mail that leaves at once."""
    return Message(objet=IMMEDIATS[genre], template=genre, contexte={"email": email, "code": code})


def inscrire() -> None:
    """Register the kinds of mail of this app."""
    for genre, objet in IMMEDIATS.items():
        registres.courriels.inscrire(
            genre.rsplit("/", 1)[-1],
            GenreDeCourriel(
                libelle=objet,
                exemple=partial(message_immediat, genre, email="amina@exemple.test", code="H7KM2P"),
            ),
        )
    registres.courriels.inscrire(
        "invitation",
        GenreDeCourriel(
            libelle="Invitation d'une personne",
            preparer=_preparer_invitation,
            exemple=_exemple_invitation,
            apres_envoi=_constater_remise,
        ),
    )
    for genre, objet in CHANGEMENTS.items():
        registres.courriels.inscrire(
            genre,
            GenreDeCourriel(
                libelle=objet,
                preparer=_preparer_changement(objet),
                exemple=_exemple_changement(objet),
            ),
        )


# --- invitation --------------------------------------------------------------------------------
def _message_invitation(invitation: Invitation, *, jeton: str, code: str) -> Message:
    return Message(
        objet=f"Votre invitation : {invitation.motif}",
        template="courriels/invitation",
        contexte={
            "personne": invitation.personne,
            "invitation": invitation,
            "url": settings.URL_PUBLIQUE + reverse("comptes:invitation", args=[jeton]),
            "url_code": settings.URL_PUBLIQUE + reverse("comptes:invitation_code"),
            "code": f"{code[:3]} {code[3:]}",
        },
    )


def _preparer_invitation(courriel_id: int) -> Message | None:
    """Make the secrets and the words; None once the invitation is closed or sent anew since."""
    courriel = Courriel.objects.get(pk=courriel_id)
    invitation = (
        Invitation.objects.ouvertes(maintenant=maintenant())
        .avec_personnes()
        .filter(pk=courriel.objet_id)
        .first()
    )
    sent_anew = Courriel.objects.filter(
        genre=courriel.genre, objet_id=courriel.objet_id, pk__gt=courriel.pk
    )
    if invitation is None or sent_anew.exists():
        return None
    jeton, code = preparer_secrets(par=None, invitation=invitation)
    return _message_invitation(invitation, jeton=jeton, code=code)


def _constater_remise(courriel_id: int) -> None:
    courriel = Courriel.objects.get(pk=courriel_id)
    invitation = Invitation.objects.get(pk=courriel.objet_id)
    constater_remise(par=None, invitation=invitation, instant=courriel.envoye_le or maintenant())


def _exemple_invitation() -> Message:
    instant = maintenant()
    invitation = Invitation(
        personne=_amina(),
        motif="Promotion d'exemple, Pays d'exemple",
        envoyee_le=instant,
        expire_le=instant + VALIDITE,
        envoyee_par=Personne(prenom="Ophélie", nom="Exemple", email="ophelie@exemple.test"),
    )
    return _message_invitation(invitation, jeton="ceci-est-un-exemple", code="EXEM23")


# --- word of a change ----------------------------------------------------------------------------
def _message_changement(personne: Personne, objet: str, instant: datetime) -> Message:
    return Message(
        objet=objet,
        template="courriels/compte_change",
        contexte={
            "personne": personne,
            "instant": instant,
            "url": settings.URL_PUBLIQUE + reverse("comptes:compte"),
        },
    )


def _preparer_changement(objet: str) -> Callable[[int], Message | None]:
    def preparer(courriel_id: int) -> Message | None:
        courriel = Courriel.objects.select_related("destinataire").get(pk=courriel_id)
        if courriel.destinataire is None:
            return None
        return _message_changement(courriel.destinataire, objet, courriel.cree_le)

    return preparer


def _exemple_changement(objet: str) -> Callable[[], Message]:
    return lambda: _message_changement(_amina(), objet, maintenant())


def _amina() -> Personne:
    return Personne(prenom="Amina", nom="Exemple", email="amina@exemple.test")
