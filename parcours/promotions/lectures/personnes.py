"""People as the équipe follows them: where the invitation of each stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from rameau.commun.chapeaux import Chapeau
from rameau.commun.models import Courriel
from rameau.commun.texte import cle_de_tri
from rameau.comptes.models import Invitation, Personne


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """A person and where her latest invitation stands (`invitation` None: never invited).

    `probleme` says in words why the mail did not arrive, when it is known not to have.
    """

    personne: Personne
    invitation: Invitation | None
    probleme: str = ""

    @property
    def etat(self) -> str:
        return getattr(self.invitation, "etat", "")

    @property
    def libelle(self) -> str:
        return str(Invitation.Etat(self.etat).label) if self.etat else "pas encore invitée"

    @property
    def relancable(self) -> bool:
        """Sending again makes sense for an invitation that waits, expired or not."""
        etats = Invitation.Etat
        return self.etat in {etats.ENVOYEE, etats.REMISE, etats.EXPIREE}

    @property
    def chapeaux(self) -> list[str]:
        """The hats of a person read with them, in words."""
        return [chapeau.libelle for chapeau in Chapeau if self.personne.porte(chapeau)]

    @property
    def de_l_equipe(self) -> bool:
        return self.personne.porte(Chapeau.EQUIPE)


def avec_courriel(
    maintenant: datetime, invitations: str = "invitations"
) -> "Prefetch[str, QuerySet[Invitation], str]":
    """Prefetch the invitations of people (`invitations`: the way to them), the latest first, each
    with its state and the fate of its last mail (`courriel_etat`, `courriel_erreur`)."""
    dernier = Courriel.objects.filter(genre="invitation", objet_id=OuterRef("pk")).order_by("-pk")
    return Prefetch(
        invitations,
        queryset=Invitation.objects.avec_etat(maintenant=maintenant)
        .annotate(
            courriel_etat=Subquery(dernier.values("etat")[:1]),
            courriel_erreur=Subquery(dernier.values("erreur")[:1]),
        )
        .order_by("-envoyee_le", "-pk"),
        to_attr="invitations_recentes",
    )


def probleme_de_remise(invitation: Invitation | None) -> str:
    """Say why the mail of a waiting invitation did not arrive, or nothing (annotated by
    `avec_courriel`)."""
    etat = getattr(invitation, "courriel_etat", None)
    if invitation is None or invitation.acceptee_le or invitation.retiree_le:
        return ""
    if etat == Courriel.Etat.REFUSE:
        return f"courriel refusé : {invitation.courriel_erreur}"  # type: ignore[attr-defined]
    if etat == Courriel.Etat.INCONNU:
        return "on ne sait pas si le courriel est arrivé"
    return ""


def lire_personne(personne: Personne) -> Invitee:
    """Return a person fetched with `avec_courriel`."""
    return Invitee(personne=personne, **_derniere_invitation(personne))


def _derniere_invitation(personne: Personne) -> dict[str, Any]:
    recentes = personne.invitations_recentes  # type: ignore[attr-defined]
    invitation = recentes[0] if recentes else None
    return {"invitation": invitation, "probleme": probleme_de_remise(invitation)}


def personnes_connues(adresse: Mapping[str, str], *, instant: datetime) -> QuerySet[Personne]:
    """Return the people known to the platform with their hats and their latest invitation,
    searched by name or e-mail, by hat, or by an invitation to send again."""
    liste = Personne.objects.avec_chapeaux().order_by("cle_de_tri", "pk")
    cherche, chapeau = adresse.get("q", "").strip(), adresse.get("chapeau", "")
    if cherche:
        liste = liste.filter(
            Q(cle_de_tri__contains=cle_de_tri(cherche)) | Q(email__contains=cherche.lower())
        )
    if chapeau in {un.value for un in Chapeau}:
        liste = liste.filter(**{f"chapeau_{chapeau}": True})
    elif chapeau == "a-relancer":
        expirees = Invitation.objects.en_attente().filter(expire_le__lte=instant)
        liste = liste.filter(pk__in=expirees.order_by().values("personne"))
    return liste.prefetch_related(avec_courriel(instant))
