"""Taking a place at a rencontre, waiting for one, giving it back; offers that pass on.

All the acts about one visite wait for one another on its row (`_verrouiller`); the database
counts the places once more by itself.
"""

from datetime import datetime, timedelta

from django.db.models import Count, F, Q
from django.utils.timezone import localtime

from parcours.animation.droits.inscriptions import (
    OUVERTES,
    peut_disposer_de,
    peut_s_inscrire,
    peut_tenir_les_places,
)
from parcours.animation.models import Inscription, Visite
from parcours.promotions.models import Binome, Participation, Rencontre
from parcours.promotions.models.programmes import Option
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.texte import date_courte, heure
from rameau.comptes.models import Personne

DELAI_D_OFFRE = timedelta(hours=48)
REFUS_AUTRUI = "L'équipe seule agit pour quelqu'un d'autre."
REFUS_CHOISIR = "L'équipe attribue les places d'une promotion ouverte."

_E = Inscription.Etat


@action("inscriptions.s_inscrire", champs=("rencontre", "etat"))
def s_inscrire(
    *,
    par: Personne,
    rencontre: Rencontre,
    instant: datetime,
    besoins: str = "",
    pour_le_compte_de: Personne | None = None,
) -> Inscription:
    """Take a place, or a turn on the waiting list of a visite; the person is told by mail.

    A place is had at once when one is free and nobody waiting comes before; until the end of
    the first turn, only by the first of her binôme. Raises RegleViolee when the rencontre is
    cancelled, begun or its registrations closed (the équipe still may), or for a second
    registration; AccesRefuse for who may not come.
    """
    qui = pour_le_compte_de or par
    rencontre, visite = _verrouiller(rencontre)
    if pour_le_compte_de is not None and not peut_tenir_les_places(par, rencontre):
        raise AccesRefuse(REFUS_AUTRUI)
    if not peut_s_inscrire(qui, rencontre):
        raise AccesRefuse("Cette rencontre est ouverte aux personnes de la promotion.")
    _refuser_trop_tard(rencontre, instant)
    if visite is not None and visite.fermee_le is not None and pour_le_compte_de is None:
        raise RegleViolee("Les inscriptions sont closes : écrivez à l'équipe si vous le souhaitez.")
    binome = Binome.objects.de(qui).filter(promotion=rencontre.promotion_id).first()
    libre = visite is None or _une_place_pour(visite, binome, instant)
    inscription = Inscription.objects.create(
        rencontre=rencontre,
        personne=qui,
        binome=binome,
        etat=_E.INSCRITE if libre else _E.EN_ATTENTE,
        demandee_le=instant,
        depuis=instant,
        besoins=besoins.strip(),
    )
    genre = "place_obtenue" if libre else "place_en_attente"
    prevenir(genre=genre, destinataire=qui, objet=inscription, instant=instant)
    return inscription


@action("inscriptions.se_retirer", objet="inscription", champs=("etat",))
def se_retirer(
    *,
    par: Personne,
    inscription: Inscription,
    instant: datetime,
    pour_le_compte_de: Personne | None = None,
) -> Inscription:
    """Give back a place, an offer or a turn, until the rencontre begins; the place passes on.

    Raises RegleViolee once it has begun, or when there is nothing left to give back.
    """
    inscription, visite = _reprendre(par, inscription, pour_le_compte_de)
    _refuser_trop_tard(inscription.rencontre, instant, annulee=False)
    if inscription.etat not in Inscription.VIVANTES:
        raise RegleViolee("Cette inscription a déjà pris fin.")
    _passer_a(inscription, _E.RETIREE, instant, dire="place_rendue")
    _faire_passer(inscription.rencontre, visite, instant)
    return inscription


def liberer_les_places(*, par: Personne, participation: Participation, instant: datetime) -> None:
    """Withdraw someone who leaves a promotion from its rencontres to come.

    Called inside the action that ends her participation.
    """
    siennes = Inscription.objects.filter(
        personne=participation.personne,
        rencontre__promotion=participation.binome.promotion_id,
        rencontre__debut__gt=instant,
    ).vivantes()
    for inscription in siennes.select_related("rencontre__promotion").order_by("pk"):
        se_retirer(
            par=par,
            inscription=inscription,
            instant=instant,
            pour_le_compte_de=participation.personne,
        )


@action("inscriptions.dire_ses_besoins", objet="inscription", champs=("besoins",))
def dire_ses_besoins(*, par: Personne, inscription: Inscription, besoins: str) -> Inscription:
    """Say, or change, what one needs to be well received; empty takes it back."""
    if not peut_disposer_de(par, inscription):
        raise AccesRefuse(REFUS_AUTRUI)
    inscription.besoins = besoins.strip()
    inscription.save(update_fields=["besoins"])
    return inscription


@action("inscriptions.attribuer", objet="inscription", champs=("etat",))
def attribuer_place(*, par: Personne, inscription: Inscription, instant: datetime) -> Inscription:
    """The équipe picks someone from the waiting list, whatever her rank.

    Raises RegleViolee when no place is free, or when she no longer waits.
    """
    rencontre, _ = _verrouiller(inscription.rencontre)
    if not peut_tenir_les_places(par, rencontre):
        raise AccesRefuse(REFUS_CHOISIR)
    inscription = _relire(inscription, rencontre)
    _refuser_trop_tard(rencontre, instant)
    if inscription.etat != _E.EN_ATTENTE:
        raise RegleViolee(f"{inscription.personne} n'est plus sur la liste d'attente.")
    _passer_a(inscription, _E.INSCRITE, instant, dire="place_obtenue")
    return inscription


# --- by option of the parcours: offers with a delay ------------------------------------------
@action("inscriptions.offrir", objet="inscription", champs=("etat", "offre_jusquau"))
def offrir_place(
    *, par: Personne | None, inscription: Inscription, instant: datetime
) -> Inscription:
    """Offer a free place to someone who waits, for 48 hours (less when the visite is nearer).

    By the équipe, or by the machine (`par` None) in the order of the list. Raises RegleViolee
    when the parcours has not this option, when no place is free, or when she no longer waits.
    """
    rencontre, _ = _verrouiller(inscription.rencontre)
    if par is not None and not peut_tenir_les_places(par, rencontre):
        raise AccesRefuse(REFUS_CHOISIR)
    if not rencontre.promotion.parcours.a_option(Option.OFFRES_EXPIRANTES):
        raise RegleViolee("Dans ce parcours, l'équipe attribue les places sans délai de réponse.")
    inscription = _relire(inscription, rencontre)
    _refuser_trop_tard(rencontre, instant)
    if inscription.etat != _E.EN_ATTENTE:
        raise RegleViolee(f"{inscription.personne} n'est plus sur la liste d'attente.")
    inscription.offre_jusquau = min(instant + DELAI_D_OFFRE, rencontre.debut)
    _passer_a(inscription, _E.OFFERTE, instant, dire="place_offerte")
    return inscription


@action("inscriptions.accepter_offre", objet="inscription", champs=("etat",))
def accepter_offre(
    *,
    par: Personne,
    inscription: Inscription,
    instant: datetime,
    pour_le_compte_de: Personne | None = None,
) -> Inscription:
    """Take the place one is offered, until its last instant included.

    Raises RegleViolee after it: the place is someone else's turn.
    """
    inscription, _ = _reprendre(par, inscription, pour_le_compte_de)
    _verifier_l_offre(inscription, instant)
    _passer_a(inscription, _E.INSCRITE, instant, dire="place_obtenue")
    return inscription


@action("inscriptions.decliner_offre", objet="inscription", champs=("etat",))
def decliner_offre(
    *,
    par: Personne,
    inscription: Inscription,
    instant: datetime,
    pour_le_compte_de: Personne | None = None,
) -> Inscription:
    """Leave the place one is offered to the next. Raises RegleViolee as `accepter_offre`."""
    inscription, visite = _reprendre(par, inscription, pour_le_compte_de)
    _verifier_l_offre(inscription, instant)
    _passer_a(inscription, _E.DECLINEE, instant)
    _faire_passer(inscription.rencontre, visite, instant)
    return inscription


@action("inscriptions.expirer_offre", objet="inscription", champs=("etat",))
def expirer_offre(*, par: None, inscription: Inscription, instant: datetime) -> Inscription:
    """End an offer whose delay is over and pass the place on; the person is told, and may ask
    again. Does nothing to an offer answered meanwhile."""
    rencontre, visite = _verrouiller(inscription.rencontre)
    inscription = _relire(inscription, rencontre)
    if not _est_depassee(inscription, instant):
        return inscription
    _passer_a(inscription, _E.EXPIREE, instant, dire="offre_expiree")
    _faire_passer(rencontre, visite, instant)
    return inscription


def expirer_offres(*, instant: datetime) -> None:
    """What the sweep does: end the offers whose delay is over, offer the places that are free.

    Places become free without an act when the first turn ends. Harmless when run twice.
    """
    depassees = Inscription.objects.filter(etat=_E.OFFERTE, offre_jusquau__lt=instant)
    for inscription in depassees.order_by("offre_jusquau", "pk"):
        expirer_offre(par=None, inscription=inscription, instant=instant)
    for visite in _visites_a_pourvoir(instant):
        while (suivante := _suivante(visite, instant)) is not None:
            offrir_place(par=None, inscription=suivante, instant=instant)


# --- the list --------------------------------------------------------------------------------
def places_libres(visite: Visite) -> int:
    """How many places nobody holds nor is offered."""
    prises = Inscription.objects.filter(rencontre=visite.rencontre_id).prenant_place().count()
    return visite.places - prises


def _une_place_pour(visite: Visite, binome: Binome | None, instant: datetime) -> bool:
    """A place is free, those who wait before leave one, and the first turn is respected."""
    inscriptions = Inscription.objects.filter(rencontre=visite.rencontre_id)
    servi = inscriptions.prenant_place().filter(binome=binome).exists()
    if servi and instant < visite.premier_tour_jusquau:
        return False
    attente = inscriptions.liste_d_attente()
    devant = [attend for attend in attente if servi or not attend.binome_servi]
    return places_libres(visite) > len(devant)


def _suivante(visite: Visite, instant: datetime) -> Inscription | None:
    """The first of the list a free place may be offered to, if there is one."""
    if places_libres(visite) <= 0:
        return None
    attente = Inscription.objects.filter(rencontre=visite.rencontre_id).liste_d_attente()
    premier_tour = instant < visite.premier_tour_jusquau
    return next((i for i in attente if not (premier_tour and i.binome_servi)), None)


def _faire_passer(rencontre: Rencontre, visite: Visite | None, instant: datetime) -> None:
    """Offer what became free to the next ones, when the parcours has this option."""
    if (
        visite is None
        or rencontre.annulee_le is not None
        or instant >= rencontre.debut
        or not rencontre.promotion.parcours.a_option(Option.OFFRES_EXPIRANTES)
    ):
        return
    while (suivante := _suivante(visite, instant)) is not None:
        offrir_place(par=None, inscription=suivante, instant=instant)


def _visites_a_pourvoir(instant: datetime) -> list[Visite]:
    """The visites to come, of a parcours with offers, with free places and people who wait."""
    prises = Count(
        "rencontre__inscriptions",
        filter=Q(rencontre__inscriptions__etat__in=Inscription.PRENANTES),
    )
    attente = Count(
        "rencontre__inscriptions", filter=Q(rencontre__inscriptions__etat=_E.EN_ATTENTE)
    )
    return list(
        Visite.objects.filter(
            rencontre__debut__gt=instant,
            rencontre__annulee_le=None,
            rencontre__promotion__parcours__options__contains=[Option.OFFRES_EXPIRANTES],
        )
        .annotate(prises=prises, attente=attente)
        .filter(prises__lt=F("places"), attente__gt=0)
        .order_by("pk")
    )


# --- what the acts share ---------------------------------------------------------------------
def _verrouiller(rencontre: Rencontre) -> tuple[Rencontre, Visite | None]:
    """The rencontre read anew and, for a visite, its row locked: one acts on its list at a time."""
    visite = Visite.objects.select_for_update().filter(rencontre=rencontre.pk).first()
    rencontre = Rencontre.objects.select_related("promotion__parcours").get(pk=rencontre.pk)
    if rencontre.nature == Rencontre.Nature.VISITE and visite is None:
        raise RegleViolee("Les inscriptions à cette visite ne sont pas encore ouvertes.")
    return rencontre, visite


def _relire(inscription: Inscription, rencontre: Rencontre) -> Inscription:
    """The inscription as it is now that the list is locked."""
    relue = (
        Inscription.objects.select_for_update(of=("self",))
        .select_related("personne")
        .get(pk=inscription.pk)
    )
    relue.rencontre = rencontre
    return relue


def _reprendre(
    par: Personne, inscription: Inscription, pour_le_compte_de: Personne | None
) -> tuple[Inscription, Visite | None]:
    """The inscription and its visite, locked, once it is sure that `par` may dispose of it."""
    rencontre, visite = _verrouiller(inscription.rencontre)
    inscription = _relire(inscription, rencontre)
    if not peut_disposer_de(par, inscription):
        raise AccesRefuse(REFUS_AUTRUI)
    if (pour_le_compte_de or par) != inscription.personne:
        raise RegleViolee(f"Dites que vous agissez pour {inscription.personne}.")
    return inscription, visite


def _refuser_trop_tard(rencontre: Rencontre, instant: datetime, *, annulee: bool = True) -> None:
    if annulee and rencontre.annulee_le is not None:
        raise RegleViolee("Cette rencontre est annulée.")
    if instant >= rencontre.debut and rencontre.nature in OUVERTES:
        raise RegleViolee("Cette rencontre a commencé : la liste ne change plus.")


def _est_depassee(inscription: Inscription, instant: datetime) -> bool:
    return (
        inscription.etat == _E.OFFERTE
        and inscription.offre_jusquau is not None
        and instant > inscription.offre_jusquau
    )


def _verifier_l_offre(inscription: Inscription, instant: datetime) -> None:
    """Refuse, in kind words, the answer to an offer that is over or was never made."""
    if inscription.etat == _E.EXPIREE or _est_depassee(inscription, instant):
        jusqua = localtime(inscription.offre_jusquau)
        raise RegleViolee(
            f"Cette place vous était gardée jusqu'au {date_courte(jusqua.date())} à "
            f"{heure(jusqua)} ; c'est maintenant le tour de quelqu'un d'autre. "
            "Vous pouvez demander une place à nouveau : nous vous préviendrons."
        )
    if inscription.etat != _E.OFFERTE:
        raise RegleViolee("Aucune place ne vous est offerte en ce moment.")
    _refuser_trop_tard(inscription.rencontre, instant)


def _passer_a(inscription: Inscription, etat: str, instant: datetime, *, dire: str = "") -> None:
    """Change its state; `dire` is the mail that tells the person of it."""
    inscription.etat = etat
    inscription.depuis = instant
    inscription.save(update_fields=["etat", "depuis", "offre_jusquau"])
    if dire:
        prevenir(genre=dire, destinataire=inscription.personne, objet=inscription, instant=instant)
