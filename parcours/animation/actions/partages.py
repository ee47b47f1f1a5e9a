"""« À partager chez moi »: the binôme's own words, the links without account, who received it.

A link's token exists in clear in the answer that makes it alone; the database holds a keyed
fingerprint of it.
"""

import secrets
from datetime import date, datetime, timedelta

from django.utils.crypto import salted_hmac

from parcours.animation.droits.partages import peut_raconter
from parcours.animation.models import DestinataireDePartage, LienDePartage, PageAPartager, Synthese
from parcours.animation.models.partages import TEXTE_MAX
from parcours.promotions.models import Binome, Rencontre
from parcours.travaux.lectures.contenus import normaliser
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_revision
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.texte import nombre
from rameau.comptes.models import Personne

DUREES = (30, 90, 180)
LIENS_MAX = 20
REFUS = "Cette page est celle d'un autre binôme."
PAS_ENCORE = "La synthèse de cette session n'est pas encore publiée : un lien ne dirait rien."


def empreinte_du_jeton(jeton: str) -> str:
    """Return what the database keeps of a link's token."""
    return salted_hmac("parcours.partage.jeton", jeton, algorithm="sha256").hexdigest()


@action("partages.raconter")
def raconter_session(
    *, par: Personne, rencontre: Rencontre, binome: Binome, texte: str, revision: int
) -> PageAPartager:
    """Save what a structure takes from a session.

    Raises VersionDepassee with the page as it stands when the other member saved another text.
    """
    page = _page(par, rencontre, binome)
    propre = normaliser(texte).strip()
    if len(propre) > TEXTE_MAX:
        raise RegleViolee(
            f"Ce texte compte {nombre(len(propre))} signes ; il en accepte {nombre(TEXTE_MAX)}.",
            constraint="page_a_partager_longueur",
        )
    if page.texte == propre:
        return page
    verifier_revision(page, revision)
    page.texte = propre
    page.revision += 1
    page.save(update_fields=["texte", "revision"])
    return page


@action("partages.creer_lien", objet="rencontre")
def creer_lien(
    *, par: Personne, rencontre: Rencontre, binome: Binome, jours: int, instant: datetime
) -> tuple[LienDePartage, str]:
    """Make a link that opens the page for so many days; return it with its token, shown once.

    Raises RegleViolee while nothing is published to tell, or for a duration not offered.
    """
    page = _page(par, rencontre, binome)
    if jours not in DUREES:
        raise RegleViolee("Choisissez une des durées proposées.")
    if not Synthese.objects.filter(rencontre=rencontre, publiee_le__isnull=False).exists():
        raise RegleViolee(PAS_ENCORE)
    if page.liens.filter(retire_le=None, expire_le__gt=instant).count() >= LIENS_MAX:
        raise RegleViolee(f"Vous avez déjà {LIENS_MAX} liens ouverts : retirez-en un d'abord.")
    jeton = secrets.token_urlsafe(32)
    lien = LienDePartage.objects.create(
        page=page,
        empreinte_jeton=empreinte_du_jeton(jeton),
        cree_le=instant,
        cree_par=par,
        expire_le=instant + timedelta(days=jours),
    )
    return lien, jeton


@action("partages.retirer_lien", objet="lien", champs=("retire_le",))
def retirer_lien(*, par: Personne, lien: LienDePartage, instant: datetime) -> None:
    """Withdraw a link: it opens nothing any more, at once and for good."""
    _refuser_un_autre(par, lien.page.rencontre, lien.page.binome)
    LienDePartage.objects.filter(pk=lien.pk, retire_le=None).update(retire_le=instant)


@action("partages.noter_destinataire")
def noter_destinataire(
    *,
    par: Personne,
    rencontre: Rencontre,
    binome: Binome,
    nom: str,
    qualite: str,
    remis_le: date,
    aujourdhui: date,
) -> DestinataireDePartage:
    """Note who received the page, and when. Raises RegleViolee for a day still to come."""
    page = _page(par, rencontre, binome)
    if remis_le > aujourdhui:
        raise RegleViolee("Ce jour n'est pas encore venu.")
    return DestinataireDePartage.objects.create(
        page=page,
        nom=" ".join(normaliser(nom).split()),
        qualite=" ".join(normaliser(qualite).split()),
        remis_le=remis_le,
        note_par=par,
    )


@action("partages.oublier_destinataire", objet="destinataire")
def oublier_destinataire(*, par: Personne, destinataire: DestinataireDePartage) -> None:
    """Forget someone who was noted."""
    page = destinataire.page
    _refuser_un_autre(par, page.rencontre, page.binome)
    DestinataireDePartage.objects.filter(pk=destinataire.pk).delete()


def _refuser_un_autre(par: Personne, rencontre: Rencontre, binome: Binome) -> None:
    if not peut_raconter(par, binome, rencontre):
        raise AccesRefuse(REFUS)


def _page(par: Personne, rencontre: Rencontre, binome: Binome) -> PageAPartager:
    """The page of a binôme for a session, made at its first act, locked."""
    _refuser_un_autre(par, rencontre, binome)
    PageAPartager.objects.bulk_create(
        [PageAPartager(rencontre=rencontre, binome=binome)], ignore_conflicts=True
    )
    return PageAPartager.objects.select_for_update().get(rencontre=rencontre, binome=binome)
