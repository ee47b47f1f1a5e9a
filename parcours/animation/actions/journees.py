"""Opening the journée conclusive to guests, and publishing its synthesis."""

from datetime import datetime

from parcours.animation.droits.journees import peut_tenir_la_journee
from parcours.animation.models import InviteExterne, JourneeConclusive
from parcours.promotions.models import Rencontre
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.empreintes import verifier_lecture
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne

REFUS = "L'équipe tient la journée conclusive."


@action("journees.preparer", champs=("places_invites", "ouverte"))
def preparer_journee(
    *,
    par: Personne,
    rencontre: Rencontre,
    presentation: str,
    places_invites: int,
    ouverte: bool,
    lu: str | None = None,
) -> JourneeConclusive:
    """Say to guests what the day is, how many may come, and whether they may register yet.

    Raises VersionDepassee when someone else has changed it since it was read (`lu`), RegleViolee
    for fewer places than guests.
    """
    if not peut_tenir_la_journee(par, rencontre):
        raise AccesRefuse(REFUS)
    valeurs = {
        "presentation": presentation,
        "places_invites": places_invites,
        "ouverte": ouverte,
    }
    Rencontre.objects.select_for_update(of=("self",)).get(pk=rencontre.pk)
    verifier_lecture(lu, JourneeConclusive.objects.filter(rencontre=rencontre).first(), valeurs)
    journee, _ = JourneeConclusive.objects.update_or_create(rencontre=rencontre, defaults=valeurs)
    return journee


@action("journees.ecrire_synthese", objet="journee", champs=("synthese",))
def ecrire_synthese(
    *, par: Personne, journee: JourneeConclusive, synthese: str, lu: str | None = None
) -> None:
    """Write the synthesis; once published, what is written is what is read.

    Raises VersionDepassee when someone else has written since it was read (`lu`), RegleViolee for
    emptying a published one.
    """
    if not peut_tenir_la_journee(par, journee.rencontre):
        raise AccesRefuse(REFUS)
    synthese = synthese.strip()
    actuelle = JourneeConclusive.objects.select_for_update(of=("self",)).get(pk=journee.pk)
    verifier_lecture(lu, actuelle, {"synthese": synthese})
    journee.synthese = synthese
    journee.save(update_fields=["synthese"])


@action("journees.publier_synthese", objet="journee", champs=("publiee_le",))
def publier_synthese(*, par: Personne, journee: JourneeConclusive, instant: datetime) -> None:
    """Open the synthesis to anyone who has its address. Raises RegleViolee without a text, or
    before the day has begun."""
    if not peut_tenir_la_journee(par, journee.rencontre):
        raise AccesRefuse(REFUS)
    if instant < journee.rencontre.debut:
        raise RegleViolee("La journée n'a pas encore eu lieu : sa synthèse attendra.")
    journee.publiee_le = instant
    journee.save(update_fields=["publiee_le"])


@action("journees.retirer_synthese", objet="journee", champs=("publiee_le",))
def retirer_synthese(*, par: Personne, journee: JourneeConclusive) -> None:
    """Close the synthesis to the public again; its text stays."""
    if not peut_tenir_la_journee(par, journee.rencontre):
        raise AccesRefuse(REFUS)
    journee.publiee_le = None
    journee.save(update_fields=["publiee_le"])


@action("journees.s_annoncer", champs=("journee",))
def s_annoncer(
    *,
    par: None,
    journee: JourneeConclusive,
    nom: str,
    organisme: str,
    email: str,
    instant: datetime,
) -> InviteExterne:
    """A guest without account takes a place and gets a mail with the link to give it back.

    An address already registered keeps its row as it is, and is written to again: whoever
    types it learns nothing. Raises RegleViolee when the day is closed to guests, cancelled,
    begun or full.
    """
    rencontre = journee.rencontre
    if not journee.ouverte or rencontre.annulee_le is not None or instant >= rencontre.debut:
        raise RegleViolee("Les inscriptions des invités sont closes.")
    invite, _ = InviteExterne.objects.get_or_create(
        journee=journee,
        email=email.strip().lower(),
        defaults={
            "nom": nom.strip(),
            "organisme": organisme.strip(),
            "inscrit_le": instant,
        },
    )
    prevenir(genre="invite_annonce", destinataire=None, objet=invite, instant=instant)
    return invite


@action("journees.effacer_invite", objet="invite")
def effacer_invite(*, par: Personne | None, invite: InviteExterne) -> None:
    """Give the place back and erase the guest: by herself through her link (`par` None), or by
    the équipe."""
    if par is not None and not peut_tenir_la_journee(par, invite.journee.rencontre):
        raise AccesRefuse(REFUS)
    InviteExterne.objects.filter(pk=invite.pk).delete()
