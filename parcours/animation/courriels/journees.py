"""The mails about the journée conclusive."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.timezone import localtime

from parcours.animation.models import InviteExterne
from rameau.commun import registres
from rameau.commun.models import Courriel
from rameau.commun.registres import GenreDeCourriel, Message
from rameau.commun.temps import maintenant
from rameau.commun.texte import date_longue, periode

SEL = "invite-de-la-journee"


def inscrire() -> None:
    """Register the kind of mail a guest gets."""
    registres.courriels.inscrire(
        "invite_annonce",
        GenreDeCourriel(
            libelle="Un invité s’inscrit à la journée conclusive",
            preparer=_preparer,
            exemple=_exemple,
        ),
    )


def lien_d_invite(invite: InviteExterne) -> str:
    """The path a guest alone knows: signed, nothing secret is stored."""
    return reverse("journees:invite", args=[signing.Signer(salt=SEL).sign(str(invite.pk))])


def invite_du_lien(jeton: str) -> int | None:
    """Return the guest a link speaks of, None for a link we did not make."""
    try:
        return int(signing.Signer(salt=SEL).unsign(jeton))
    except (signing.BadSignature, ValueError):
        return None


def _message(
    *, titre: str, debut: datetime, fin: datetime, lieu: str, adresse: str, url: str
) -> Message:
    return Message(
        objet=f"Votre place : {titre}, {date_longue(localtime(debut))}",
        template="courriels/invite_annonce",
        contexte={
            "titre": titre,
            "quand": periode(localtime(debut), localtime(fin)),
            "lieu": lieu,
            "url": url,
        },
        adresse=adresse,
    )


def _preparer(courriel_id: int) -> Message | None:
    courriel = Courriel.objects.get(pk=courriel_id)
    invite = (
        InviteExterne.objects.select_related("journee__rencontre")
        .filter(pk=courriel.objet_id)
        .first()
    )
    if invite is None:
        return None  # erased before this mail left
    rencontre = invite.journee.rencontre
    return _message(
        titre=rencontre.titre,
        debut=rencontre.debut,
        fin=rencontre.fin,
        lieu=", ".join(mot for mot in (rencontre.lieu, rencontre.adresse) if mot),
        adresse=invite.email,
        url=settings.URL_PUBLIQUE + lien_d_invite(invite),
    )


def _exemple() -> Message:
    debut = maintenant() + timedelta(days=20)
    return _message(
        titre="Journée conclusive de la promotion d’exemple",
        debut=debut,
        fin=debut + timedelta(hours=7),
        lieu="Maison de l’Exemple, 1, place de l’Exemple",
        adresse="invite@exemple.fr",
        url=f"{settings.URL_PUBLIQUE}/",
    )
