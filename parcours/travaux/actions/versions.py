"""Sharing a work and handing it in: frozen versions, and who may read them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from parcours.promotions.droits.promotions import est_du_binome
from parcours.travaux.actions.reprises import preparer_le_suivant
from parcours.travaux.droits.versions import (
    DELAI_DE_REPRISE,
    peut_partager,
    peut_remettre,
    peut_reprendre,
)
from parcours.travaux.lectures.contenus import est_vide, figer
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Livrable, Version
from parcours.travaux.models.chaine import Partage
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.texte import date_courte, empreinte_du_contenu, heure
from rameau.comptes.models import Personne

# What the binôme may choose alone; what is public is read first by the équipe.
PARTAGES_OFFERTS = (Partage.COACH, Partage.PROMOTION, Partage.COMITE, Partage.RESEAU)
# Where a part may be held back, whatever the sharing of the whole.
RETENUES_OFFERTES = (Partage.BINOME, Partage.COACH, Partage.PROMOTION, Partage.COMITE)
REFUS_PARTAGER = "Le binôme choisit seul ce qu'il partage de son travail."


@action("livrables.partager_version")
def partager_version(
    *,
    par: Personne,
    livrable: Livrable,
    instant: datetime,
    retenues: Mapping[str, int] | None = None,
) -> Version:
    """Freeze the work as it stands and share it with the coach, who is told; `retenues` names
    the parts that fewer people read, each with its level.

    Raises RegleViolee when nothing is written, or when nothing changed since the last shared
    version.
    """
    livrable = _verrouiller(livrable)
    if not peut_partager(par, livrable):
        raise AccesRefuse(REFUS_PARTAGER)
    contenu = figer(livrable)
    if est_vide(contenu):
        raise RegleViolee("Rien n'est encore écrit : il n'y a rien à partager.")
    derniere = livrable.versions.filter(partage__gte=Partage.COACH).order_by("-numero").first()
    if derniere is not None and derniere.empreinte == empreinte_du_contenu(contenu):
        raise RegleViolee(
            f"Rien n'a changé depuis la version {derniere.numero} : elle est déjà partagée."
        )
    version = _figer_version(par, livrable, contenu, Version.Motif.PARTAGE, instant)
    version.partage = Partage.COACH
    version.retenues = _retenues(livrable, retenues)
    version.save(force_insert=True)
    for coach in _coachs(livrable):
        prevenir(genre="livrable_partage", destinataire=coach, objet=version, instant=instant)
    return version


@action("livrables.remettre", objet="livrable", champs=("remis_le", "remis_par", "version_remise"))
def remettre_livrable(
    *,
    par: Personne,
    livrable: Livrable,
    partage: int,
    instant: datetime,
    pour_le_compte_de: Personne | None = None,
    retenues: Mapping[str, int] | None = None,
) -> Version:
    """Declare a work remis for its session: its version is frozen, at the chosen sharing.

    Empty sections are the binôme's choice. When nothing changed since the last version, that
    one is handed in. The others of the binôme and the coach are told, and the next work is
    pre-filled. The équipe does it for a member it names. Raises RegleViolee when someone has
    just done it.
    """
    livrable = _verrouiller(livrable)
    if not peut_remettre(par, livrable):
        raise AccesRefuse("Le binôme remet seul son travail ; l'équipe peut le faire pour lui.")
    _verifier_le_compte(par, livrable, pour_le_compte_de)
    if partage not in PARTAGES_OFFERTS:
        raise RegleViolee("Choisissez avec qui vous partagez ce travail.", constraint="partage")
    if livrable.remis_le is not None:
        raise RegleViolee(
            _deja_remis(par, livrable.remis_le, livrable.remis_par, instant),
            constraint="deja_remis",
        )
    contenu = figer(livrable)
    version = livrable.versions.order_by("-numero").first()
    if version is not None and version.empreinte == empreinte_du_contenu(contenu):
        avant = version.partage
        _partager(version, max(partage, version.partage), retenues)
    else:
        avant = Partage.BINOME
        version = _figer_version(par, livrable, contenu, Version.Motif.REMISE, instant)
        version.partage = partage
        version.retenues = _retenues(livrable, retenues)
        version.save(force_insert=True)
    livrable.remis_le = instant
    livrable.remis_par = par
    livrable.version_remise = version
    livrable.partage_avant_remise = avant
    livrable.save(update_fields=["remis_le", "remis_par", "version_remise", "partage_avant_remise"])
    for personne in [*_membres(livrable), *_coachs(livrable)]:
        if personne != par:
            prevenir(genre="livrable_remis", destinataire=personne, objet=livrable, instant=instant)
    preparer_le_suivant(livrable, instant)
    return version


@action("livrables.reprendre", objet="livrable", champs=("remis_le", "remis_par", "version_remise"))
def reprendre_livrable(*, par: Personne, livrable: Livrable, instant: datetime) -> None:
    """Take a work back within 48 hours: no longer remis, its version read by whom it was before.

    The other member and the coach are told, as they were when it was handed in.

    Raises RegleViolee when it is not remis, or when the time is over.
    """
    livrable = _verrouiller(livrable)
    if not peut_partager(par, livrable):
        raise AccesRefuse("Le binôme seul reprend son travail.")
    if livrable.remis_le is None or livrable.version_remise is None:
        raise RegleViolee("Ce travail n'est pas remis : vous pouvez continuer à l'écrire.")
    if not peut_reprendre(par, livrable, instant):
        raise RegleViolee(
            "Ce travail pouvait être repris jusqu'au "
            f"{quand(livrable.remis_le + DELAI_DE_REPRISE)}. "
            "Vous pouvez continuer à l'écrire et en partager une nouvelle version."
        )
    Version.objects.filter(pk=livrable.version_remise.pk).update(
        partage=livrable.partage_avant_remise
    )
    livrable.remis_le = None
    livrable.remis_par = None
    livrable.version_remise = None
    livrable.partage_avant_remise = None
    livrable.save(update_fields=["remis_le", "remis_par", "version_remise", "partage_avant_remise"])
    for personne in [*_membres(livrable), *_coachs(livrable)]:
        if personne != par:
            prevenir(
                genre="livrable_repris", destinataire=personne, objet=livrable, instant=instant
            )


@action("livrables.elargir_partage", objet="version", champs=("partage", "retenues"))
def elargir_partage(
    *, par: Personne, version: Version, partage: int, retenues: Mapping[str, int] | None = None
) -> Version:
    """Let more people read a version, all of it or but for the parts held back.

    Raises RegleViolee for a level that is not wider, or for a part already read more widely.
    """
    livrable = _verrouiller(version.livrable)
    if not peut_partager(par, livrable):
        raise AccesRefuse(REFUS_PARTAGER)
    version = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if partage not in PARTAGES_OFFERTS:
        raise RegleViolee("Choisissez avec qui vous partagez ce travail.", constraint="partage")
    if partage <= version.partage:
        raise RegleViolee(
            f"Cette version est déjà partagée avec {version.get_partage_display()}.",
            constraint="partage",
        )
    _partager(version, partage, retenues)
    return version


def _partager(version: Version, partage: int, retenues: Mapping[str, int] | None) -> None:
    """Set who reads a version; the parts held back are those of before unless said anew."""
    if retenues is not None:
        # First: what is held back is compared with what was read until now.
        version.retenues = _retenues(version.livrable, retenues)
        version.save(update_fields=["retenues"])
    version.partage = partage
    version.save(update_fields=["partage"])


def _retenues(livrable: Livrable, retenues: Mapping[str, int] | None) -> dict[str, dict[str, int]]:
    """What a version keeps of the parts held back; RegleViolee for one that is no part."""
    for code, niveau in (retenues or {}).items():
        if code not in trame_de(livrable.nature).codes or niveau not in RETENUES_OFFERTES:
            raise RegleViolee("Dites pour chaque partie retenue qui peut la lire.")
    return {"sections": {code: int(niveau) for code, niveau in (retenues or {}).items()}}


def quand(instant: datetime) -> str:
    """« 3 mars à 10 h 42 », in the programme's time."""
    local = timezone.localtime(instant)
    return f"{date_courte(local.date())} à {heure(local)}"


def _verrouiller(livrable: Livrable) -> Livrable:
    """The work, locked: one freezes it at a time.

    `remis_par` is read after: a join made while waiting for the lock would show no one.
    """
    return (
        Livrable.objects.select_related("binome__promotion")
        .select_for_update(of=("self",))
        .get(pk=livrable.pk)
    )


def _figer_version(
    par: Personne, livrable: Livrable, contenu: dict, motif: str, instant: datetime
) -> Version:
    dernier = livrable.versions.aggregate(dernier=Max("numero"))["dernier"] or 0
    return Version(
        livrable=livrable,
        numero=dernier + 1,
        motif=motif,
        contenu=contenu,
        empreinte=empreinte_du_contenu(contenu),
        figee_le=instant,
        figee_par=par,
    )


def _verifier_le_compte(
    par: Personne, livrable: Livrable, pour_le_compte_de: Personne | None
) -> None:
    """A member acts for herself; anyone else names the member for whom she acts."""
    if est_du_binome(par, livrable.binome):
        if pour_le_compte_de is not None:
            raise RegleViolee("Vous êtes du binôme : remettez ce travail en votre nom.")
    elif pour_le_compte_de is None or not est_du_binome(pour_le_compte_de, livrable.binome):
        raise RegleViolee(
            "Dites pour quel membre du binôme vous remettez ce travail.",
            constraint="pour_le_compte_de",
        )


def _deja_remis(
    par: Personne, remis_le: datetime, remis_par: Personne | None, instant: datetime
) -> str:
    if remis_par == par:
        return f"Vous l'avez remis le {quand(remis_le)}."
    if instant - remis_le < timedelta(hours=1):
        return f"{remis_par} vient de le remettre à {heure(timezone.localtime(remis_le))}."
    return f"{remis_par} l'a remis le {quand(remis_le)}."


def _membres(livrable: Livrable) -> list[Personne]:
    participations = livrable.binome.participations.actives().select_related("personne")
    return [p.personne for p in participations.order_by("place")]


def _coachs(livrable: Livrable) -> list[Personne]:
    affectations = livrable.binome.affectations.filter(jusqua=None).select_related("coach")
    return [a.coach for a in affectations.order_by("pk")]
