"""Codev: composing the groups, filling a sheet several at once, taking it up in the next work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from parcours.animation.droits.codev import peut_composer, peut_remplir
from parcours.animation.models import AtelierCodev, EtapeCodev, LigneCodev, PlaceCodev
from parcours.animation.models.codev import LIGNE_MAX, PLACES_MAX
from parcours.promotions.models import Binome, Rencontre
from parcours.travaux.actions.livrables import ajouter_element
from parcours.travaux.lectures.contenus import normaliser
from parcours.travaux.models import Element, Livrable
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_revision
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.texte import accorder, nombre
from rameau.comptes.models import Personne

_C = EtapeCodev.Code
# Eighty minutes in all, as a codev is usually led.
MINUTES: Mapping[str, int] = {
    _C.EXPOSE: 10,
    _C.CLARIFICATION: 10,
    _C.CONTRAT: 5,
    _C.CONSULTATION: 30,
    _C.PLAN: 15,
    _C.APPRENTISSAGES: 10,
}
PLACES_MIN = 3

REFUS_COMPOSER = "L'équipe compose les groupes d'une session qui a lieu."
REFUS_REMPLIR = "Cette feuille est remplie par son groupe, jusqu'à la clôture de la promotion."
CLOSE = "Cette feuille est close : rouvrez-la pour la compléter. Votre texte reste à l'écran."


@dataclass(frozen=True, kw_only=True)
class Groupe:
    """A group as it is asked for: its binômes in their order, the one that presents."""

    binomes: Sequence[Binome]
    expose: Binome
    sujet: str = ""


def _par_heure(kwargs: Mapping[str, Any]) -> str:
    """One journal row per person, line and hour: saving as one types is one act."""
    chose = f"{kwargs['ligne'].pk}:{kwargs['par'].pk}"
    return f"codev:{chose}:{kwargs['instant']:%Y%m%d%H}"


@action("codev.composer", objet="rencontre")
def composer_groupes(
    *, par: Personne, rencontre: Rencontre, groupes: Mapping[int, Groupe]
) -> list[AtelierCodev]:
    """Set the groups of a session, each under its number; sheets already there stay.

    Raises RegleViolee for a group too small or too large, for one whose sheet would be lost, or
    for a closed sheet that would change hands.
    """
    if not peut_composer(par, rencontre):
        raise AccesRefuse(REFUS_COMPOSER)
    Rencontre.objects.select_for_update().get(pk=rencontre.pk)
    reunis = sum(len(groupe.binomes) for groupe in groupes.values())
    for rang, groupe in groupes.items():
        _verifier_la_taille(rang, groupe, reunis)
    avant = {
        atelier.rang: atelier
        for atelier in rencontre.ateliers.prefetch_related("places").order_by("rang")
    }
    _refuser_de_perdre(avant, groupes)
    PlaceCodev.objects.filter(rencontre=rencontre).delete()
    AtelierCodev.objects.filter(rencontre=rencontre).exclude(rang__in=groupes).delete()
    ateliers = []
    for rang, groupe in sorted(groupes.items()):
        atelier = avant.get(rang) or _ouvrir(rencontre, rang)
        atelier.sujet = " ".join(normaliser(groupe.sujet).split())
        atelier.revision += 1
        atelier.save(update_fields=["sujet", "revision"])
        PlaceCodev.objects.bulk_create(
            PlaceCodev(
                rencontre=rencontre,
                atelier=atelier,
                binome=binome,
                place=place,
                expose=binome == groupe.expose,
            )
            for place, binome in enumerate(groupe.binomes, start=1)
        )
        ateliers.append(atelier)
    return ateliers


def _verifier_la_taille(rang: int, groupe: Groupe, reunis: int) -> None:
    # Two or five cannot be cut in threes and fours.
    minimum = 2 if reunis in (2, 5) else PLACES_MIN
    taille = len(groupe.binomes)
    if not minimum <= taille <= PLACES_MAX:
        raise RegleViolee(
            f"Le groupe {rang} compte {accorder(taille, 'binôme', 'binômes')} : il en faut trois "
            "ou quatre.",
            constraint="place_codev_quatre",
        )
    if groupe.expose not in groupe.binomes:
        raise RegleViolee(f"Dites quel binôme du groupe {rang} expose sa situation.")


def _refuser_de_perdre(avant: Mapping[int, AtelierCodev], groupes: Mapping[int, Groupe]) -> None:
    ecrites = set(
        LigneCodev.objects.filter(etape__atelier__in=avant.values())
        .order_by()
        .values_list("etape__atelier", flat=True)
    )
    for rang, atelier in avant.items():
        demande = groupes.get(rang)
        if demande is None and atelier.pk in ecrites:
            raise RegleViolee(
                f"Le groupe {rang} a déjà écrit sur sa feuille : gardez-le, elle serait perdue."
            )
        if atelier.clos_le and demande and _qui(atelier) != _qui_est_demande(demande):
            raise RegleViolee(
                f"La feuille du groupe {rang} est close : rouvrez-la avant de changer le groupe."
            )


def _qui(atelier: AtelierCodev) -> set[tuple[int, bool]]:
    return {(place.binome_id, place.expose) for place in atelier.places.all()}


def _qui_est_demande(groupe: Groupe) -> set[tuple[int, bool]]:
    return {(binome.pk, binome == groupe.expose) for binome in groupe.binomes}


def _ouvrir(rencontre: Rencontre, rang: int) -> AtelierCodev:
    atelier = AtelierCodev.objects.create(rencontre=rencontre, rang=rang)
    EtapeCodev.objects.bulk_create(
        EtapeCodev(atelier=atelier, code=code, ordre=ordre, minutes=MINUTES[code])
        for ordre, code in enumerate(_C.values, start=1)
    )
    return atelier


@action("codev.distribuer_les_roles", objet="atelier")
def distribuer_les_roles(
    *,
    par: Personne,
    atelier: AtelierCodev,
    facilitateur: Personne | None,
    gardien_du_temps: Personne | None,
) -> None:
    """Say who facilitates and who keeps the time. Raises RegleViolee for someone who does not
    read the sheet."""
    ouvert = _feuille_ouverte(par, atelier)
    for personne in (facilitateur, gardien_du_temps):
        if personne is not None and not peut_remplir(personne, ouvert):
            raise RegleViolee(f"{personne} n'est pas de ce groupe.")
    ouvert.facilitateur, ouvert.gardien_du_temps = facilitateur, gardien_du_temps
    ouvert.save(update_fields=["facilitateur", "gardien_du_temps"])


@action("codev.commencer_etape", objet="atelier")
def commencer_etape(*, par: Personne, atelier: AtelierCodev, code: str, instant: datetime) -> None:
    """Begin a step, which ends the one under way; two people who ask it at once ask it once.

    Raises RegleViolee for a step that does not exist.
    """
    ouvert = _feuille_ouverte(par, atelier)
    if code not in _C.values:
        raise RegleViolee("Un codev n'a pas cette étape.")
    etape = EtapeCodev.objects.get(atelier=ouvert, code=code)
    if etape.commencee_le is not None and etape.finie_le is None:
        return
    _finir_l_etape_en_cours(ouvert, instant)
    etape.commencee_le, etape.finie_le = instant, None
    etape.save(update_fields=["commencee_le", "finie_le"])


@action("codev.regler_le_temps", objet="atelier")
def regler_le_temps(*, par: Personne, atelier: AtelierCodev, minutes: Mapping[str, int]) -> None:
    """Plan the steps otherwise: so many minutes for each code named."""
    ouvert = _feuille_ouverte(par, atelier)
    for etape in ouvert.etapes.order_by("ordre"):
        if etape.code in minutes and etape.minutes != minutes[etape.code]:
            etape.minutes = minutes[etape.code]
            etape.save(update_fields=["minutes"])


@action("codev.ajouter_ligne")
def ajouter_ligne(
    *, par: Personne, atelier: AtelierCodev, code: str, texte: str, instant: datetime
) -> LigneCodev:
    """Add a line at the end of a step; sent twice (a network come back), it is there once.

    Raises RegleViolee when it says nothing or too much.
    """
    ouvert = _feuille_ouverte(par, atelier)
    etape = EtapeCodev.objects.filter(atelier=ouvert, code=code).first()
    if etape is None:
        raise RegleViolee("Un codev n'a pas cette étape.")
    propre = _texte(texte)
    deja: LigneCodev | None = LigneCodev.objects.filter(
        etape=etape, texte=propre, modifiee_par=par, retiree_le=None
    ).first()
    return deja or LigneCodev.objects.create(
        etape=etape, texte=propre, modifiee_le=instant, modifiee_par=par
    )


@action("codev.ecrire_ligne", objet="ligne", cle=_par_heure)
def ecrire_ligne(
    *, par: Personne, ligne: LigneCodev, texte: str, revision: int, instant: datetime
) -> LigneCodev:
    """Save the text of a line; a line taken out meanwhile comes back.

    `revision` is the one the writer had before her: if someone saved another text since, raises
    VersionDepassee with the line as it stands; the same text does no harm.
    """
    _feuille_ouverte(par, ligne.etape.atelier)
    actuelle = _relire(ligne)
    propre = _texte(texte)
    if actuelle.texte == propre and actuelle.retiree_le is None:
        return actuelle
    verifier_revision(actuelle, revision)
    actuelle.texte = propre
    actuelle.retiree_le = None
    return _enregistrer(actuelle, par, instant)


@action("codev.retirer_ligne", objet="ligne")
def retirer_ligne(*, par: Personne, ligne: LigneCodev, revision: int, instant: datetime) -> None:
    """Take a line out of the sheet. Raises VersionDepassee when it says something else than
    what was read."""
    _feuille_ouverte(par, ligne.etape.atelier)
    actuelle = _relire(ligne)
    if actuelle.retiree_le is not None:
        return
    verifier_revision(actuelle, revision)
    actuelle.retiree_le = instant
    _enregistrer(actuelle, par, instant)


@action("codev.clore", objet="atelier", champs=("clos_le",))
def clore_atelier(*, par: Personne, atelier: AtelierCodev, instant: datetime) -> None:
    """Close the sheet: what is retained and decided is offered to the binôme that presented."""
    ouvert = _feuille(par, atelier)
    if ouvert.clos_le is not None:
        return
    _finir_l_etape_en_cours(ouvert, instant)
    ouvert.clos_le, ouvert.clos_par = instant, par
    ouvert.save(update_fields=["clos_le", "clos_par"])


@action("codev.rouvrir", objet="atelier", champs=("clos_le",))
def rouvrir_atelier(*, par: Personne, atelier: AtelierCodev) -> None:
    """Open a closed sheet again, to complete it."""
    ferme = _feuille(par, atelier)
    ferme.clos_le = ferme.clos_par = None
    ferme.save(update_fields=["clos_le", "clos_par"])


@action("codev.reprendre", objet="livrable")
def reprendre_du_codev(
    *, par: Personne, livrable: Livrable, choix: Mapping[int, str]
) -> list[Element]:
    """Make elements of the work out of lines of the binôme's closed sheet: line id → kind.

    A line already taken up, by the other member at the same instant, is left as it is.
    """
    lignes = (
        lignes_a_reprendre(livrable)
        .filter(pk__in=choix)
        .select_for_update(of=("self",))
        .order_by("etape__ordre", "pk")
    )
    elements = []
    for ligne in lignes:
        titre, detail = _en_une_phrase(ligne.texte)
        ligne.element = ajouter_element(
            par=par, livrable=livrable, nature=choix[ligne.pk], titre=titre, detail=detail
        )
        ligne.save(update_fields=["element"])
        elements.append(ligne.element)
    return elements


def lignes_a_reprendre(livrable: Livrable) -> Any:
    """The lines of « plan d'action » and « apprentissages » that its binôme's closed sheets
    offer to this work, and that it has not taken up, or has taken out since: those of the session
    of its stage."""
    return lignes_offertes(livrable.etape_id, livrable.binome_id)


def lignes_offertes(etape: int, binome: int) -> Any:
    """The same, of the binôme's work of a stage."""
    return LigneCodev.objects.filter(
        Q(element=None) | Q(element__retire_le__isnull=False),
        etape__code__in=(_C.PLAN, _C.APPRENTISSAGES),
        etape__atelier__clos_le__isnull=False,
        etape__atelier__rencontre__etape=etape,
        etape__atelier__places__binome=binome,
        etape__atelier__places__expose=True,
        retiree_le=None,
    )


def _en_une_phrase(texte: str) -> tuple[str, str]:
    """A title of 200 signs at most, and the whole text when it does not fit in it."""
    phrase = " ".join(texte.split())
    if len(phrase) <= 200:
        return phrase, ""
    return phrase[:199].rsplit(" ", 1)[0] + "…", texte


def _texte(texte: str) -> str:
    propre = normaliser(texte).strip()
    if not propre:
        raise RegleViolee("Écrivez quelque chose sur cette ligne.")
    if len(propre) > LIGNE_MAX:
        raise RegleViolee(
            f"Cette ligne compte {nombre(len(propre))} signes ; elle en accepte "
            f"{nombre(LIGNE_MAX)}. Votre texte reste à l'écran.",
            constraint="ligne_codev_longueur",
        )
    return propre


def _feuille(par: Personne, atelier: AtelierCodev) -> AtelierCodev:
    """The sheet, locked: it changes one act at a time, and each act raises its revision."""
    if not peut_remplir(par, atelier):
        raise AccesRefuse(REFUS_REMPLIR)
    verrouille = (
        AtelierCodev.objects.select_related("rencontre__promotion")
        .select_for_update(of=("self",))
        .get(pk=atelier.pk)
    )
    verrouille.revision += 1
    verrouille.save(update_fields=["revision"])
    return verrouille


def _feuille_ouverte(par: Personne, atelier: AtelierCodev) -> AtelierCodev:
    feuille = _feuille(par, atelier)
    if feuille.clos_le is not None:
        raise RegleViolee(CLOSE)
    return feuille


def _relire(ligne: LigneCodev) -> LigneCodev:
    return LigneCodev.objects.select_related("modifiee_par").get(pk=ligne.pk)


def _enregistrer(ligne: LigneCodev, par: Personne, instant: datetime) -> LigneCodev:
    ligne.revision += 1
    ligne.modifiee_le, ligne.modifiee_par = instant, par
    ligne.save(update_fields=["texte", "revision", "modifiee_le", "modifiee_par", "retiree_le"])
    return ligne


def _finir_l_etape_en_cours(atelier: AtelierCodev, instant: datetime) -> None:
    EtapeCodev.objects.filter(atelier=atelier, commencee_le__isnull=False, finie_le=None).update(
        finie_le=instant
    )
