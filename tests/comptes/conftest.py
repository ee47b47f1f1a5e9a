"""What the tests about people share: a person with a password, the mail of an invitation."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rameau.commun import courriels
from rameau.commun.models import Courriel
from rameau.comptes.actions.invitations import inviter_personne
from rameau.comptes.actions.personnes import changer_mot_de_passe, nommer_dans_equipe
from rameau.comptes.models import Invitation, Personne
from tests import scenes

PHRASE = "les douze territoires en chemin"


@pytest.fixture
def equipe(db: None) -> Personne:
    ophelie = scenes.personne("Ophélie", email="ophelie@essai.test")
    nommer_dans_equipe(par=None, personne=ophelie, jour=date(2020, 1, 1))
    return scenes.relire(ophelie)


@pytest.fixture
def amina(db: None) -> Personne:
    return scenes.personne("Amina", email="amina@essai.test")


@pytest.fixture
def amina_au_mot_de_passe(amina: Personne) -> Personne:
    changer_mot_de_passe(par=None, personne=amina, mot_de_passe=PHRASE)
    return amina


@dataclass(frozen=True)
class Recue:
    """An invitation as its person holds it: the secrets of the mail."""

    invitation: Invitation
    jeton: str
    code: str
    courriel: EmailMultiAlternatives

    @property
    def url(self) -> str:
        return reverse("comptes:invitation", args=[self.jeton])


def lire_invitation(invitation: Invitation) -> Recue:
    """Send the latest mail of the invitation and read the secrets in it."""
    row = Courriel.objects.filter(genre="invitation", objet_id=invitation.pk).first()
    courriels.envoyer(row.pk)
    message = mail.outbox[-1]
    jeton = re.search(r"/invitation/([\w-]{40,})/", message.body)[1]
    code = re.search(r"ce code\u00a0: (\w{3} \w{3})", message.body)[1]
    invitation.refresh_from_db()
    return Recue(invitation, jeton, code, message)


@pytest.fixture
def inviter(equipe: Personne) -> Callable[[Personne], Recue]:
    def run(personne: Personne) -> Recue:
        invitation = inviter_personne(
            par=equipe,
            personne=personne,
            motif="Promotion 2026, Vallée d'Exemple",
            instant=timezone.now(),
        )
        return lire_invitation(invitation)

    return run


def par_mot_de_passe(client: Client, email: str, phrase: str = PHRASE):
    """Sign in as a person does: through the form."""
    return client.post(reverse("account_login"), {"login": email, "password": phrase})


def qui_est_la(client: Client) -> int | None:
    """The key of the person signed in with this client."""
    found = client.session.get("_auth_user_id")
    return int(found) if found else None
