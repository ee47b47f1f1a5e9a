"""Synthetic people: catalyseurs, coaches and committee, with their address and invitation."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from rameau.commun.texte import cle_de_tri
from rameau.comptes.actions.invitations import VALIDITE
from rameau.comptes.models import Invitation, Personne
from rameau.demonstration.actions.peuplement.lot import PAQUET, STRUCTURES, Fiche, Lot

_PRENOMS = (
    *("Adèle", "Brahim", "Camille", "Djibril", "Élise", "Farid", "Garance", "Hugo", "Ilyana"),
    *("Jérôme", "Khadija", "Léandre", "Maëlle", "Noham", "Oriane", "Pierrick", "Rosalie"),
    *("Sacha", "Tiphaine", "Ulysse", "Violette", "Wassim", "Yseult", "Zacharie"),
)
_NOMS = (
    *("Ancel", "Bouazza", "Carlier", "Delmas", "Estève", "Fontanel", "Guillou", "Hamdi"),
    *("Imbert", "Jacquot", "Kervella", "Laborde", "Mercadier", "Nguyen-Roy", "Ollivier"),
    *("Poncet", "Quentin", "Rambaud", "Sylla", "Tissier", "Urvoy", "Vidal", "Weber", "Zanetti"),
)
_JAMAIS = UNUSABLE_PASSWORD_PREFIX + "peuplement"
COACHS, COMITE = 3, 3


def peupler_personnes(lot: Lot) -> None:
    """Twenty-four catalyseurs, three coaches and three committee members per promotion."""
    for fiche in lot.fiches:
        membres = [_personne(fiche, f"catalyseur{rang}") for rang in range(2 * STRUCTURES)]
        fiche.membres = list(zip(membres[::2], membres[1::2], strict=True))
        fiche.coachs = [_personne(fiche, f"coach{rang}") for rang in range(COACHS)]
        fiche.comite = [_personne(fiche, f"comite{rang}") for rang in range(COMITE)]
    Personne.objects.bulk_create([p for f in lot.fiches for p in _tous(f)], PAQUET)
    invitations = [_invitation(f, p) for f in lot.fiches for p in _tous(f)]
    Invitation.objects.bulk_create(invitations, PAQUET)
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user=i.personne, email=i.personne.email, verified=True, primary=True)
            for i in invitations
            if i.acceptee_le is not None
        ],
        PAQUET,
    )


def _tous(fiche: Fiche) -> list[Personne]:
    return [*(p for paire in fiche.membres for p in paire), *fiche.coachs, *fiche.comite]


def _personne(fiche: Fiche, role: str) -> Personne:
    prenom, nom = fiche.hasard.choice(_PRENOMS), fiche.hasard.choice(_NOMS)
    return Personne(
        email=f"{role}-{fiche.nom}@peuplement.test",
        prenom=prenom,
        nom=nom,
        telephone=f"+3363998{fiche.hasard.randrange(10_000):04d}",
        cle_de_tri=cle_de_tri(f"{nom} {prenom}"),
        password=_JAMAIS,
        cree_le=fiche.le(-60),
    )


def _invitation(fiche: Fiche, personne: Personne) -> Invitation:
    """Nearly all accept before the first session; one in thirty lets it expire."""
    accepte = fiche.hasard.random() > 1 / 30
    envoyee = fiche.le(-40)
    return Invitation(
        personne=personne,
        motif=f"Promotion synthétique {fiche.nom}",
        envoyee_le=envoyee,
        remise_le=envoyee + timedelta(minutes=1),
        expire_le=envoyee + VALIDITE,
        acceptee_le=envoyee + timedelta(days=fiche.hasard.randint(1, 13)) if accepte else None,
    )
