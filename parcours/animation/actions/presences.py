"""Presences: the list the équipe keeps, the code one types in the room, excuses, signatures."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from parcours.animation.droits.presences import (
    participation_attendue,
    peut_rattraper,
    peut_tenir_les_presences,
)
from parcours.animation.lectures.demi_journees import (
    Verdict,
    moments_de,
    par_demi_journee,
    reconnaitre,
)
from parcours.animation.models import Appel, Presence, Rattrapage
from parcours.animation.models.presences import Moment, attendus
from parcours.promotions.models import Participation, Rencontre
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_lecture
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.texte import empreinte_du_contenu
from rameau.comptes.models import Personne

L_EQUIPE = "L'équipe tient la liste de présence d'une rencontre qui a lieu."
PAS_ATTENDU = "Vous n'êtes pas attendu à cette rencontre : il n'y a rien à signer."
TROP_TOT = "La présence se signe à partir du jour de la rencontre."
REFUS_DU_CODE = {
    Verdict.PERIME: "Ce code n'est plus valable : tapez celui qui est affiché maintenant.",
    Verdict.D_AILLEURS: "Ce code est celui d'un autre moment ou d'une autre rencontre.",
    Verdict.INCONNU: "Ce n'est pas le code affiché. Vérifiez-le, ou demandez-le à l'équipe.",
}


@dataclass(frozen=True, kw_only=True)
class LigneSaisie:
    """One line of the list as it was typed: `vu` is the state that was on the page before."""

    participation_id: int
    moment: str
    vu: str
    etat: str
    motif: str = ""
    a_distance: bool = False
    moyen: str = ""


@action("presences.noter", objet="rencontre")
def noter_presences(
    *, par: Personne, rencontre: Rencontre, lignes: Iterable[LigneSaisie], instant: datetime
) -> int:
    """Write the lines of the list that were changed, all or nothing; return how many.

    Raises RegleViolee before the day of the rencontre (excuses aside), for someone who is not
    expected, for an excuse without a reason, for a signed line, and when someone else has noted
    another state since the page was opened: nothing is lost silently.
    """
    if not peut_tenir_les_presences(par, rencontre):
        raise AccesRefuse(L_EQUIPE)
    Rencontre.objects.select_for_update(of=("self",)).get(pk=rencontre.pk)
    personnes = {p.pk: p for p in attendus(rencontre)}
    connues = {(p.participation_id, p.moment): p for p in rencontre.presences.order_by("pk")}
    ecrites, depassees = 0, []
    for ligne in lignes:
        participation = personnes.get(ligne.participation_id)
        if participation is None:
            raise RegleViolee("Cette personne n'est pas attendue à cette rencontre.")
        connue = connues.get((ligne.participation_id, ligne.moment))
        if ligne.etat and not _differe(connue, ligne):
            continue
        actuel = connue.etat if connue else ""
        if actuel != ligne.vu:
            if ligne.etat != ligne.vu:
                depassees.append(f"{participation.personne} ({Presence.Etat(actuel).label})")
            continue
        if not ligne.etat:
            continue
        presence = connue or Presence(
            rencontre=rencontre, participation=participation, moment=ligne.moment
        )
        _poser(
            presence,
            ligne.etat,
            par=par,
            instant=instant,
            source=Presence.Source.LISTE,
            motif=ligne.motif,
            a_distance=ligne.a_distance,
            moyen=ligne.moyen,
        )
        ecrites += 1
    if depassees:
        raise RegleViolee(
            f"Entre-temps, quelqu'un a noté : {', '.join(depassees)}. "
            "Rien n'a été enregistré : vérifiez ces lignes, puis enregistrez.",
            constraint="presence_depassee",
        )
    return ecrites


def _differe(connue: Presence | None, ligne: LigneSaisie) -> bool:
    if connue is None:
        return True
    return (connue.etat, connue.motif, connue.a_distance, connue.moyen) != (
        ligne.etat,
        ligne.motif,
        ligne.a_distance,
        ligne.moyen,
    )


def _poser(
    presence: Presence,
    etat: str,
    *,
    par: Personne,
    instant: datetime,
    source: str,
    **champs: Any,
) -> None:
    """Write a state; what no longer goes with it is taken away."""
    presence.etat = etat
    presence.motif = champs.get("motif", "") if etat == Presence.Etat.EXCUSE else ""
    present = etat == Presence.Etat.PRESENT
    presence.a_distance = present and champs.get("a_distance", False)
    presence.moyen = champs.get("moyen", "") if presence.a_distance else ""
    if present:
        presence.rattrape_le = None
    presence.source, presence.saisie_par, presence.saisie_le = source, par, instant
    presence.save()


@action("presences.signer")
def signer_presence(
    *,
    par: Personne,
    rencontre: Rencontre,
    code: str,
    instant: datetime,
    nom: str = "",
    moment: str = "",
    a_distance: bool = False,
    moyen: str = "",
) -> Presence:
    """Sign one's own presence with the code shown in the room; twice is as once.

    By half-days the typed name is the signature: it is frozen with its instant and fingerprint.
    Raises RegleViolee for a wrong, old or other code, before the day, without the name.
    """
    participation = participation_attendue(par, rencontre)
    if participation is None:
        raise AccesRefuse(PAS_ATTENDU)
    if localdate(instant) < localdate(rencontre.debut):
        raise RegleViolee(TROP_TOT, constraint="regle_presence_trop_tot")
    appels = list(
        Appel.objects.filter(rencontre__promotion=rencontre.promotion_id).order_by("-pk")[:20]
    )
    siens = [
        a
        for a in appels
        if a.rencontre_id == rencontre.pk and a.ferme_le is None and moment in ("", a.moment)
    ]
    appel = next(
        (a for a in siens if reconnaitre(code, a, [], instant) is Verdict.BON),
        siens[0] if siens else None,
    )
    verdict = reconnaitre(code, appel, [a for a in appels if a != appel], instant)
    if appel is None or verdict is not Verdict.BON:
        raise RegleViolee(REFUS_DU_CODE[verdict], constraint="code")
    signe = par_demi_journee(rencontre)
    if signe and not nom.strip():
        raise RegleViolee("Tapez votre nom : c'est votre signature.", constraint="nom")
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    presence = Presence.objects.filter(
        rencontre=rencontre, participation=participation, moment=appel.moment
    ).first() or Presence(rencontre=rencontre, participation=participation, moment=appel.moment)
    if presence.signee_le is not None or (presence.etat == Presence.Etat.PRESENT and not signe):
        return presence
    if signe:
        presence.nom_signe, presence.signee_le = nom.strip(), instant
        presence.empreinte = empreinte_du_contenu(
            _signe(presence, nom.strip(), instant, a_distance, moyen)
        )
    _poser(
        presence,
        Presence.Etat.PRESENT,
        par=par,
        instant=instant,
        source=Presence.Source.CODE,
        a_distance=a_distance,
        moyen=moyen,
    )
    return presence


def _signe(
    presence: Presence, nom: str, instant: datetime, a_distance: bool, moyen: str
) -> dict[str, Any]:
    """What a signature vouches for."""
    return {
        "schema": 1,
        "rencontre": presence.rencontre_id,
        "participation": presence.participation_id,
        "moment": str(presence.moment),
        "nom": nom,
        "instant": instant.isoformat(),
        "a_distance": a_distance,
        "moyen": moyen if a_distance else "",
    }


@action("presences.contresigner", objet="rencontre")
def contresigner(
    *, par: Personne, rencontre: Rencontre, moment: str, nom: str, instant: datetime
) -> int:
    """Countersign every signature of a half-day, in the typed name of the équipe or of the
    intervenant; each row is then frozen whole. Return how many.

    Raises RegleViolee without a name, or when there is nothing to countersign.
    """
    if not peut_tenir_les_presences(par, rencontre):
        raise AccesRefuse(L_EQUIPE)
    if not nom.strip():
        raise RegleViolee("Tapez le nom de qui contresigne.", constraint="nom")
    signees = list(
        rencontre.presences.select_for_update()
        .filter(moment=moment, contresignee_le=None)
        .exclude(signee_le=None)
        .order_by("pk")
    )
    if not signees:
        raise RegleViolee("Aucune signature n'attend d'être contresignée pour ce moment.")
    for presence in signees:
        presence.contresignee_par, presence.contresignee_le = par, instant
        presence.nom_contresigne = nom.strip()
        presence.empreinte_contresignee = empreinte_du_contenu(
            {
                "schema": 1,
                "signature": presence.empreinte,
                "nom": presence.nom_contresigne,
                "instant": instant.isoformat(),
            }
        )
        presence.save()
    return len(signees)


@action("presences.s_excuser")
def s_excuser(
    *, par: Personne, rencontre: Rencontre, motif: str, instant: datetime
) -> list[Presence]:
    """Say that one will not be, or was not, there, and why; a catch-up opens.

    Raises RegleViolee without a reason, or when one's presence is noted already.
    """
    participation = participation_attendue(par, rencontre)
    if participation is None:
        raise AccesRefuse(PAS_ATTENDU)
    if not motif.strip():
        raise RegleViolee("Dites pourquoi, en quelques mots.", constraint="presence_motif")
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    connues = {
        p.moment: p
        for p in Presence.objects.filter(rencontre=rencontre, participation=participation).order_by(
            "pk"
        )
    }
    if any(p.etat == Presence.Etat.PRESENT for p in connues.values()):
        raise RegleViolee("Votre présence est déjà notée : parlez-en à l'équipe.")
    presences = []
    for demi in moments_de(rencontre):
        presence = connues.get(demi.moment) or Presence(
            rencontre=rencontre, participation=participation, moment=demi.moment
        )
        _poser(
            presence,
            Presence.Etat.EXCUSE,
            par=par,
            instant=instant,
            source=Presence.Source.PREVENU,
            motif=motif.strip(),
        )
        presences.append(presence)
    return presences


@action("presences.rattraper", objet="rencontre")
def declarer_rattrapage(*, par: Personne, rencontre: Rencontre, instant: datetime) -> None:
    """Say that one has read and done what was missed; twice is as once.

    Raises RegleViolee for who has nothing to catch up.
    """
    manquees = list(
        Presence.objects.select_for_update(of=("self",))
        .filter(rencontre=rencontre, participation__personne=par)
        .exclude(etat=Presence.Etat.PRESENT)
        .select_related("participation")
        .order_by("pk")
    )
    if not manquees:
        raise RegleViolee("Vous n'avez rien à rattraper de cette rencontre.")
    for presence in manquees:
        if not peut_rattraper(par, presence):
            raise AccesRefuse
        if presence.rattrape_le is None:
            presence.rattrape_le = instant
            presence.save(update_fields=["rattrape_le"])


@action("presences.pour_rattraper", objet="rencontre")
def ecrire_rattrapage(
    *, par: Personne, rencontre: Rencontre, texte: str, instant: datetime, lu: str | None = None
) -> Rattrapage:
    """Write what those who were not there should read and do.

    Raises VersionDepassee when someone else has changed it since it was read (`lu`).
    """
    if not peut_tenir_les_presences(par, rencontre):
        raise AccesRefuse(L_EQUIPE)
    actuel = Rattrapage.objects.select_for_update().filter(rencontre=rencontre).first()
    verifier_lecture(lu, actuel, {"texte": texte.strip()})
    rattrapage, _ = Rattrapage.objects.update_or_create(
        rencontre=rencontre, defaults={"texte": texte.strip(), "ecrit_le": instant}
    )
    return rattrapage


@action("presences.ouvrir_appel", champs=("rencontre", "moment", "ouvert_le"))
def ouvrir_appel(*, par: Personne, rencontre: Rencontre, moment: str, instant: datetime) -> Appel:
    """Show a code for this moment; the one shown for it already is returned as it is, unless it
    is of another day.

    Raises RegleViolee before the day of the rencontre and for a moment it does not have.
    """
    if not peut_tenir_les_presences(par, rencontre):
        raise AccesRefuse(L_EQUIPE)
    if localdate(instant) < localdate(rencontre.debut):
        raise RegleViolee(TROP_TOT, constraint="regle_presence_trop_tot")
    if Moment(moment) not in {demi.moment for demi in moments_de(rencontre)}:
        raise RegleViolee("Cette rencontre n'a pas ce moment.")
    Rencontre.objects.select_for_update(of=("self",)).get(pk=rencontre.pk)
    ouvert = rencontre.appels.ouverts().filter(moment=moment).first()
    if ouvert is not None:
        if localdate(ouvert.ouvert_le) == localdate(instant):
            return ouvert
        _fermer(ouvert, instant)
    return Appel.objects.create(
        rencontre=rencontre,
        moment=moment,
        graine=secrets.token_hex(16),
        ouvert_par=par,
        ouvert_le=instant,
    )


@action("presences.fermer_appel", objet="appel", champs=("ferme_le",))
def fermer_appel(*, par: Personne, appel: Appel, instant: datetime) -> None:
    """Take the code away: it is worth nothing any more."""
    if not peut_tenir_les_presences(par, appel.rencontre):
        raise AccesRefuse(L_EQUIPE)
    if appel.ferme_le is None:
        _fermer(appel, instant)


def _fermer(appel: Appel, instant: datetime) -> None:
    appel.ferme_le = instant
    appel.save(update_fields=["ferme_le"])
