"""Binômes: their seat in the promotion, their two people, their coach."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from parcours.promotions.actions.agenda import annoncer_le_depart
from parcours.promotions.actions.personnes import Invite, accueillir, laisser_partir
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import AffectationCoach, Binome, Participation, Promotion
from rameau.commun import registres
from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.actions.invitations import inviter_personne
from rameau.comptes.actions.personnes import creer_personne
from rameau.comptes.models import Personne
from territoires.models import Organisation, Territoire

COMPLET = "Un binôme compte deux personnes au plus."
DE_SOI_MEME = "On ne se coache pas soi-même : choisissez quelqu'un d'autre."


@action("binomes.ajouter", champs=("structure", "territoire", "rang"))
def ajouter_binome(
    *,
    par: Personne,
    promotion: Promotion,
    structure: Organisation,
    territoire: Territoire | None = None,
) -> Binome:
    """Give a structure the next free seat of the promotion, and open what hangs on it (its works).

    Raises RegleViolee when the promotion is full, the structure already takes part, or the
    territory is missing or in excess for this parcours. Two at once: one takes the seat.
    """
    if not peut_organiser(par, promotion):
        raise AccesRefuse("L'équipe compose une promotion ouverte.")
    if territoire is not None and territoire.structure_id != structure.pk:
        raise RegleViolee("Ce territoire est animé par une autre structure.")
    promotion = Promotion.objects.select_for_update().get(pk=promotion.pk)
    pris = set(promotion.binomes.values_list("rang", flat=True))
    libre = next(rang for rang in range(1, len(pris) + 2) if rang not in pris)
    binome = Binome.objects.create(
        promotion=promotion, structure=structure, territoire=territoire, rang=libre
    )
    for suite in registres.ouvertures:
        suite(par=par, binome=binome)
    return binome


def motif_d_invitation(binome: Binome) -> str:
    """What a member reads of why she is invited."""
    return f"{binome.promotion.nom}, {binome.nom}"


@action("binomes.inviter", objet="binome")
def inviter_binome(
    *, par: Personne, binome: Binome, invites: Sequence[Invite], instant: datetime
) -> list[Participation]:
    """Invite one or two people in a binôme, all or nothing; each gets a mail.

    An e-mail already known is the same person for life: nothing of hers is overwritten.
    Raises RegleViolee for a third member or someone already in the promotion.
    """
    if not peut_organiser(par, binome.promotion):
        raise AccesRefuse("L'équipe invite les binômes d'une promotion ouverte.")
    binome = Binome.objects.select_for_update(of=("self",)).get(pk=binome.pk)
    prises = set(binome.participations.actives().values_list("place", flat=True))
    places = [place for place in (1, 2) if place not in prises]
    if len(invites) > len(places):
        raise RegleViolee(COMPLET, constraint="participation_place_unique")
    participations = []
    for place, invite in zip(places, invites, strict=False):
        personne = creer_personne(
            par=par,
            email=invite.email,
            prenom=invite.prenom,
            nom=invite.nom,
            instant=instant,
        )
        if binome.affectations.filter(coach=personne, jusqua=None).exists():
            raise RegleViolee(DE_SOI_MEME)
        participations.append(
            Participation.objects.create(
                binome=binome,
                personne=personne,
                place=place,
                fonction=invite.fonction,
                depuis=localdate(instant),
            )
        )
        if not personne.invitations.ouvertes(maintenant=instant).exists():
            inviter_personne(
                par=par,
                personne=personne,
                motif=motif_d_invitation(binome),
                instant=instant,
            )
    return participations


@action("binomes.terminer_participation", objet="participation", champs=("jusqua",))
def terminer_participation(
    *, par: Personne, participation: Participation, motif: str, instant: datetime
) -> None:
    """End a member's participation, with a reason; the works stay with the binôme, her places at
    the rencontres to come pass on.

    Who wears no other hat loses her waiting invitation and her open sessions at once. Raises
    RegleViolee without a reason or when it is ended already.
    """
    if not peut_organiser(par, participation.binome.promotion):
        raise AccesRefuse("L'équipe remplace les membres d'une promotion ouverte.")
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    if participation.jusqua is not None:
        raise RegleViolee("Cette participation a déjà pris fin.")
    if not motif.strip():
        raise RegleViolee("Dites pourquoi cette participation prend fin.", constraint="motif")
    participation.jusqua = localdate(instant)
    participation.motif_de_fin = motif.strip()
    participation.save(update_fields=["jusqua", "motif_de_fin"])
    annoncer_le_depart(participation, instant=instant)
    for suite in registres.departs:
        suite(par=par, participation=participation, instant=instant)
    laisser_partir(par=par, personne=participation.personne, instant=instant)


@action("binomes.remplacer", objet="participation")
def remplacer_participant(
    *,
    par: Personne,
    participation: Participation,
    invite: Invite,
    motif: str,
    instant: datetime,
) -> Participation:
    """Replace a member by someone else, at once: the works and their history stay."""
    terminer_participation(par=par, participation=participation, motif=motif, instant=instant)
    [remplacant] = inviter_binome(
        par=par, binome=participation.binome, invites=[invite], instant=instant
    )
    return remplacant


@action("binomes.affecter_coach", champs=("binome",))
def affecter_coach(
    *, par: Personne, binome: Binome, coach: Personne, jour: date
) -> AffectationCoach:
    """Entrust a binôme to a coach; the former one, if any, hands it over the same day."""
    if not peut_organiser(par, binome.promotion):
        raise AccesRefuse("L'équipe choisit les coachs d'une promotion ouverte.")
    Binome.objects.select_for_update(of=("self",)).get(pk=binome.pk)
    if binome.participations.actives().filter(personne=coach).exists():
        raise RegleViolee(DE_SOI_MEME)
    if binome.affectations.filter(coach=coach, jusqua=None).exists():
        raise RegleViolee(f"{coach} suit déjà ce binôme.")
    AffectationCoach.objects.filter(binome=binome, jusqua=None).update(jusqua=jour)
    return AffectationCoach.objects.create(binome=binome, coach=coach, depuis=jour)


@action("binomes.inviter_coach", champs=("binome",))
def inviter_coach(
    *, par: Personne, binome: Binome, invite: Invite, instant: datetime
) -> AffectationCoach:
    """Entrust a binôme to someone known by e-mail alone; a newcomer gets an invitation."""
    coach = accueillir(
        par=par, invite=invite, motif=f"Coach, {binome.promotion.nom}", instant=instant
    )
    return affecter_coach(par=par, binome=binome, coach=coach, jour=localdate(instant))
