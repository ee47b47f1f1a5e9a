"""What the pages of a rencontre and of a promotion show: agenda, work expected, supports,
sub-groups, questions; the volunteer and the topic of stage 3."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.timezone import localtime

from parcours.animation.models import MembreDeSousGroupe, Scrutin, SousGroupe, Support, Volontaire
from parcours.promotions.droits.promotions import peut_organiser, vit_la_promotion
from parcours.promotions.models import Binome, Participation, Promotion, Rencontre, Sequence
from parcours.travaux.lectures.binomes import travaux_du_binome
from parcours.travaux.models import Livrable
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.empreintes import empreinte
from rameau.commun.temps import PARIS
from rameau.commun.texte import date_longue, heure
from rameau.comptes.models import Personne


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A sequence of the agenda with the time it begins and the time it ends."""

    sequence: Sequence
    debut: datetime
    fin: datetime


def moments_de(rencontre: Rencontre) -> list[Moment]:
    """The agenda of a rencontre, with the hours of its day and who speaks; two queries."""
    commence = localtime(rencontre.debut)
    return [
        Moment(
            sequence=sequence,
            debut=commence + timedelta(minutes=sequence.debut_minutes),
            fin=commence + timedelta(minutes=sequence.fin_minutes),
        )
        for sequence in rencontre.sequences.prefetch_related("intervenants").order_by("ordre")
    ]


def empreinte_du_deroule(rencontre: Rencontre) -> str:
    """Tell an agenda from any other: whoever writes it says which one she had read."""
    return empreinte(
        (
            *(sequence.pk, sequence.ordre, sequence.temps, sequence.titre, sequence.visee),
            *(sequence.debut_minutes, sequence.duree_minutes, sequence.heure_fixe),
            sorted(intervenant.pk for intervenant in sequence.intervenants.all()),
        )
        for sequence in rencontre.sequences.prefetch_related("intervenants").order_by("ordre")
    )


def heures_ailleurs(rencontre: Rencontre, binome: Binome | None) -> str:
    """The same times in the zone of the binôme's territory, when they differ from Paris's."""
    territoire = binome.territoire if binome is not None else None
    if territoire is None:
        return ""
    zone = ZoneInfo(territoire.fuseau)
    debut, fin = rencontre.debut.astimezone(zone), rencontre.fin.astimezone(zone)
    if debut.utcoffset() == rencontre.debut.astimezone(PARIS).utcoffset():
        return ""
    return f"{date_longue(debut)}, de {heure(debut)} à {heure(fin)} ({territoire.nom})"


def travail_du_binome(binome: Binome, rencontre: Rencontre) -> Livrable | None:
    """The work of the binôme that is expected for this session, with its stage."""
    if rencontre.nature != Rencontre.Nature.SESSION or rencontre.etape is None:
        return None
    avant = rencontre.etape.ordre - 1
    travail = next((t for t in travaux_du_binome(binome) if t.etape.ordre == avant), None)
    if travail is not None:
        binome.promotion = rencontre.promotion
    return travail


@dataclass(frozen=True, kw_only=True)
class GroupeMontre:
    """A sub-group and its people; `mien` for the one of who reads."""

    groupe: SousGroupe
    membres: list[Participation]
    mien: bool


@dataclass(frozen=True, kw_only=True)
class Autour:
    """What hangs on a rencontre, for one person; `suit`: she may follow its questions."""

    avant: list[Support]
    apres: list[Support]
    groupes: list[GroupeMontre]
    suit: bool


def autour_de(rencontre: Rencontre, personne: Personne) -> Autour:
    """Gather it in four queries; the reader's own sub-group comes first."""
    supports = _supports(personne, rencontre)
    return Autour(
        avant=[s for s in supports if s.moment == Support.Moment.AVANT],
        apres=[s for s in supports if s.moment == Support.Moment.APRES],
        groupes=_groupes(rencontre, personne),
        suit=rencontre.nature == Rencontre.Nature.WEBINAIRE
        and vit_la_promotion(personne, rencontre.promotion),
    )


def _groupes(rencontre: Rencontre, personne: Personne) -> list[GroupeMontre]:
    """The sub-groups of a session; those who have left the promotion are not said any more."""
    if rencontre.nature != Rencontre.Nature.SESSION:
        return []
    groupes = _sous_groupes(rencontre)
    if not groupes:
        return []
    membres: dict[int, list[Participation]] = {}
    for membre in _membres(rencontre):
        membres.setdefault(membre.sous_groupe_id, []).append(membre.participation)
    montres = [
        GroupeMontre(
            groupe=groupe,
            membres=membres.get(groupe.pk, []),
            mien=any(p.personne_id == personne.pk for p in membres.get(groupe.pk, [])),
        )
        for groupe in groupes
    ]
    return sorted(montres, key=lambda montre: not montre.mien)


@compiled
def _supports(personne: Personne, rencontre: Rencontre) -> QuerySet[Support]:
    supports: QuerySet[Support] = Support.objects.visibles_par(personne)
    return supports.filter(rencontre=rencontre).select_related("fichier").order_by("pk")


@compiled
def _sous_groupes(rencontre: Rencontre) -> QuerySet[SousGroupe]:
    return rencontre.sous_groupes.order_by("ordre")


@compiled
def _membres(rencontre: Rencontre) -> QuerySet[MembreDeSousGroupe]:
    return (
        MembreDeSousGroupe.objects.filter(rencontre=rencontre, participation__jusqua=None)
        .select_related("participation__personne", "participation__binome__structure")
        .order_by("participation__binome__rang", "participation__place")
    )


AVEC_LE_VOTE = "scrutin__retenu"
"""What `communaute_de` reads of a promotion: to be read with it."""


@dataclass(frozen=True, kw_only=True)
class Communaute:
    """What a promotion says of its volunteer and of the topic of stage 3, for one person."""

    volontaire: Volontaire | None
    candidats: int
    propose: bool
    participe: bool
    organise: bool
    sujet: str
    acte: str


def participation_de(personne: Personne, promotion: Promotion) -> Participation | None:
    """The seat of the person in this promotion, with its binôme; no query for those whom no hat
    puts in one."""
    if not personne.chapeaux & {Chapeau.CATALYSEUR, Chapeau.ALUMNI}:
        return None
    return _siennes.first(personne, promotion)


@compiled
def _siennes(personne: Personne, promotion: Promotion) -> QuerySet[Participation]:
    siennes = Participation.objects.actives().filter(binome__promotion=promotion)
    siennes = siennes.filter(personne=personne).select_related("binome__territoire")
    return siennes.order_by("pk")[:1]


def communaute_de(
    promotion: Promotion,
    personne: Personne,
    *,
    mienne: Participation | None,
    instant: datetime,
) -> Communaute | None:
    """Gather it for those who live the promotion and the équipe; None for the others.

    `mienne` is the seat of the person there. One query for a member and the équipe, when the
    promotion was read with `AVEC_LE_VOTE`.
    """
    if mienne is None and not vit_la_promotion(personne, promotion):
        return None
    volontaires = _volontaires(promotion)
    scrutin = getattr(promotion, "scrutin", None)
    sujet, acte = _dire_le_sujet(scrutin, votant=mienne is not None, instant=instant)
    return Communaute(
        volontaire=next((v for v in volontaires if v.nomme_le), None),
        candidats=len(volontaires),
        propose=mienne is not None and any(v.participation_id == mienne.pk for v in volontaires),
        participe=mienne is not None and promotion.etat != Promotion.Etat.CLOSE,
        organise=peut_organiser(personne, promotion),
        sujet=sujet,
        acte=acte,
    )


@compiled
def _volontaires(promotion: Promotion) -> QuerySet[Volontaire]:
    en_place = Volontaire.objects.filter(promotion=promotion, fini_le=None)
    return en_place.select_related("participation__personne")


def _dire_le_sujet(scrutin: Scrutin | None, *, votant: bool, instant: datetime) -> tuple[str, str]:
    """The state of the vote in a sentence, and the word of the act it calls for."""
    if scrutin is None:
        return "Choisi ensemble, par un vote ; chacun peut proposer un sujet.", "Proposer"
    if scrutin.retenu is not None:
        return f"« {scrutin.retenu.titre} »", "Voir le vote"
    if instant < scrutin.ouvre_le:
        return f"Le vote ouvre le {date_longue(localtime(scrutin.ouvre_le))}.", "Proposer"
    if scrutin.est_ouvert(instant):
        ferme = localtime(scrutin.ferme_le)
        return (
            f"Le vote est ouvert jusqu'au {date_longue(ferme)}, à {heure(ferme)}.",
            "Voter" if votant else "Voir le vote",
        )
    return "Le vote est fermé ; l'équipe confirmera le sujet.", "Voir le résultat"
