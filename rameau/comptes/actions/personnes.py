"""People: one account for life, its password, its details, its sessions, the équipe."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from rameau.commun import registres
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.droits import peut_gerer_les_personnes, peut_modifier_le_compte
from rameau.comptes.models import MembreEquipe, Personne

L_EQUIPE_SEULE = "L'équipe seule gère les personnes et leurs invitations."
SON_COMPTE = "Chacun ne modifie que son propre compte."


def normaliser_email(email: str) -> str:
    """Return the address as it is kept: lower-cased, without spaces around."""
    return email.strip().lower()


@action("personnes.creer")
def creer_personne(
    *,
    par: Personne | None,
    email: str,
    prenom: str,
    nom: str,
    instant: datetime,
    telephone: str = "",
) -> Personne:
    """Return the person of this e-mail, created if nobody bears it yet.

    An e-mail already known is not an error: it is the same person for life. What she wrote is
    hers and stays; only what is still empty is filled.
    """
    if not peut_gerer_les_personnes(par):
        raise AccesRefuse(L_EQUIPE_SEULE)
    given = {
        "prenom": prenom.strip(),
        "nom": nom.strip(),
        "telephone": telephone,
    }
    nouvelle = Personne(email=normaliser_email(email), cree_le=instant, **given)
    nouvelle.set_unusable_password()
    personne, created = Personne.objects.get_or_create(
        email=nouvelle.email,
        defaults={"cree_le": instant, "password": nouvelle.password, **given},
    )
    if not created:
        missing = [name for name, value in given.items() if value]
        missing = [name for name in missing if not getattr(personne, name)]
        for name in missing:
            setattr(personne, name, given[name])
        if missing:
            personne.save(update_fields=[*missing, "cle_de_tri"])
    return personne


@action("personnes.modifier", objet="personne", champs=("prenom", "nom", "telephone"))
def modifier_coordonnees(
    *, par: Personne | None, personne: Personne, prenom: str, nom: str, telephone: str
) -> None:
    """Write the person's own first name, name and telephone."""
    if not peut_modifier_le_compte(par, personne):
        raise AccesRefuse(SON_COMPTE)
    personne.prenom, personne.nom = prenom.strip(), nom.strip()
    personne.telephone = telephone
    personne.save(update_fields=["prenom", "nom", "telephone", "cle_de_tri"])


@action("personnes.changer_mot_de_passe", objet="personne", champs=("password",))
def changer_mot_de_passe(*, par: Personne | None, personne: Personne, mot_de_passe: str) -> None:
    """Give the person a password she chose; the forms have checked its strength.

    Her open sessions end; the page where she did it keeps hers, under a new key.
    """
    if not peut_modifier_le_compte(par, personne):
        raise AccesRefuse(SON_COMPTE)
    personne.set_password(mot_de_passe)
    personne.save(update_fields=["password"])
    _terminer(UserSession.objects.filter(user=personne))


@action("personnes.se_connecter", objet="personne", toujours=True)
def constater_connexion(*, par: Personne, personne: Personne, instant: datetime) -> None:
    """Journal that a person signed in, once every factor was asked.

    Whoever is in has shown that the address is hers; an invitation still waiting is accepted.
    """
    EmailAddress.objects.update_or_create(
        user=personne, email=personne.email, defaults={"verified": True, "primary": True}
    )
    if personne.invitations.en_attente().update(acceptee_le=instant):
        for suite in registres.acceptations:
            suite(personne=personne, instant=instant)


@action("personnes.se_deconnecter", objet="personne", toujours=True)
def constater_deconnexion(*, par: Personne, personne: Personne) -> None:
    """Journal that a person signed out."""


@action("personnes.prevenir", objet="personne")
def prevenir_d_un_changement(
    *, par: Personne, personne: Personne, genre: str, instant: datetime
) -> None:
    """Tell a person by mail that her password or her second factor has changed."""
    prevenir(genre=genre, destinataire=personne, objet=personne, instant=instant)


@action("sessions.terminer", objet="personne")
def terminer_sessions(*, par: Personne | None, personne: Personne, sauf: str = "") -> None:
    """End the person's open sessions but the one whose key is `sauf`."""
    if not peut_modifier_le_compte(par, personne):
        raise AccesRefuse(SON_COMPTE)
    _terminer(UserSession.objects.filter(user=personne).exclude(session_key=sauf))


@action("sessions.terminer_une", objet="personne")
def terminer_session(*, par: Personne, personne: Personne, session: UserSession) -> None:
    """End one session of the person: the next request from there asks to sign in."""
    if not peut_modifier_le_compte(par, personne) or session.user_id != personne.pk:
        raise AccesRefuse(SON_COMPTE)
    _terminer(UserSession.objects.filter(pk=session.pk))


@action("personnes.desactiver", objet="personne", champs=("is_active",))
def desactiver_personne(*, par: Personne, personne: Personne, instant: datetime) -> None:
    """Close an account: her sessions end, her waiting invitation is withdrawn, nothing is lost.

    A new invitation, once accepted, opens it again.
    """
    if not peut_gerer_les_personnes(par):
        raise AccesRefuse(L_EQUIPE_SEULE)
    if par.pk == personne.pk:
        raise RegleViolee("On ne ferme pas son propre compte : demandez à un collègue.")
    personne.is_active = False
    personne.save(update_fields=["is_active"])
    personne.invitations.en_attente().update(retiree_le=instant)
    _terminer(UserSession.objects.filter(user=personne))


@action("equipe.nommer", champs=("personne", "depuis"))
def nommer_dans_equipe(*, par: Personne | None, personne: Personne, jour: date) -> MembreEquipe:
    """Name a person in the équipe from a day on. Raises RegleViolee if she is in it already."""
    if not peut_gerer_les_personnes(par):
        raise AccesRefuse(L_EQUIPE_SEULE)
    return MembreEquipe.objects.create(personne=personne, depuis=jour)


@action("equipe.retirer", objet="personne")
def retirer_de_equipe(*, par: Personne, personne: Personne, jour: date) -> None:
    """Take a person out of the équipe: the hat is gone at the next request, her sessions end.

    Raises RegleViolee if she is not in it, or if nobody would be left to run the promotions.
    """
    if not peut_gerer_les_personnes(par):
        raise AccesRefuse(L_EQUIPE_SEULE)
    membres = MembreEquipe.objects.select_for_update().filter(jusqua=None)
    en_poste = {membre.personne_id: membre for membre in membres.order_by("pk")}
    if personne.pk not in en_poste:
        raise RegleViolee("Cette personne n'est pas de l'équipe.")
    if len(en_poste) == 1:
        raise RegleViolee(
            "C'est la dernière personne de l'équipe : nommez d'abord quelqu'un d'autre."
        )
    membre = en_poste[personne.pk]
    membre.jusqua = jour
    membre.save(update_fields=["jusqua"])
    _terminer(UserSession.objects.filter(user=personne))


def _terminer(ouvertes: QuerySet[UserSession]) -> None:
    Session.objects.filter(session_key__in=ouvertes.values("session_key")).delete()
    ouvertes.delete()
