"""Reminders: chosen by the équipe, set aside one by one, sent once a day to each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from parcours.promotions.droits.rappels import peut_regler_les_rappels
from parcours.promotions.lectures.rappels import (
    RappelPrevu,
    genres_de,
    prevoir_rappels,
    reglages_de,
)
from parcours.promotions.models import (
    EnvoiRappels,
    Promotion,
    RappelEcarte,
    RappelEnvoye,
    ReglageRappel,
)
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.empreintes import verifier_valeurs
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne

REFUS = "L'équipe règle les rappels d'une promotion."
MAX_JOURS = 60


@action("rappels.regler", objet="promotion")
def regler_rappels(
    *,
    par: Personne,
    promotion: Promotion,
    reglages: Mapping[str, tuple[bool, Sequence[int]]],
    lu: str | None = None,
) -> None:
    """Say, kind by kind, whether a promotion is reminded and how many days apart.

    Raises RegleViolee for a kind that is on without a day, a day out of 0 to 60, or a kind that no
    longer speaks to a promotion that is closed; VersionDepassee when someone else has set one of
    these kinds since they were read (`lu`, the fingerprint of `reglages_de`).
    """
    promotion = Promotion.objects.select_for_update().get(pk=promotion.pk)
    if not peut_regler_les_rappels(par, promotion):
        raise AccesRefuse(REFUS)
    genres = genres_de(promotion)
    voulus = {
        genre: (actif, sorted(set(jours), reverse=True))
        for genre, (actif, jours) in reglages.items()
    }
    for genre, (actif, jours) in voulus.items():
        connu = genres.get(genre)
        if connu is None:
            raise RegleViolee("La promotion est close : ce rappel n'a plus cours.")
        if any(not 0 <= nombre <= MAX_JOURS for nombre in jours):
            raise RegleViolee(f"Un délai compte de 0 à {MAX_JOURS} jours.", constraint=genre)
        if actif and not jours:
            raise RegleViolee(
                f"« {connu.libelle} » : dites combien de jours, ou éteignez-le.", constraint=genre
            )
    verifier_valeurs(lu, reglages_de(promotion), voulus, actuel=promotion)
    for genre, (actif, jours) in voulus.items():
        ReglageRappel.objects.update_or_create(
            promotion=promotion, genre=genre, defaults={"actif": actif, "jours": jours}
        )


@action("rappels.ecarter", champs=("cle", "jour"))
def ecarter_rappel(
    *,
    par: Personne,
    promotion: Promotion,
    personne: Personne,
    cle: str,
    jour: date,
    instant: datetime,
) -> RappelEcarte:
    """Choose not to send one reminder of a day to one person.

    Raises RegleViolee when it is already set aside, or already sent.
    """
    _verifier_avant_l_envoi(par, promotion, personne, jour, instant)
    return RappelEcarte.objects.create(
        promotion=promotion,
        personne=personne,
        cle=cle,
        jour=jour,
        ecarte_le=instant,
        ecarte_par=par,
    )


@action("rappels.retablir", objet="promotion")
def retablir_rappel(
    *,
    par: Personne,
    promotion: Promotion,
    personne: Personne,
    cle: str,
    jour: date,
    instant: datetime,
) -> None:
    """Send it after all. Raises RegleViolee when the message of the day has gone without it."""
    _verifier_avant_l_envoi(par, promotion, personne, jour, instant)
    RappelEcarte.objects.filter(promotion=promotion, personne=personne, cle=cle, jour=jour).delete()


def _verifier_avant_l_envoi(
    par: Personne, promotion: Promotion, personne: Personne, jour: date, instant: datetime
) -> None:
    if not peut_regler_les_rappels(par, promotion):
        raise AccesRefuse(REFUS)
    Personne.objects.select_for_update().get(pk=personne.pk)
    if jour < localdate(instant) or personne.envois_rappels.filter(jour=jour).exists():
        raise RegleViolee("Les rappels de ce jour sont déjà partis.", constraint="parti")


@action("rappels.envoyer")
def envoyer_rappels_de(
    *, par: None, personne: Personne, prevus: Sequence[RappelPrevu], jour: date, instant: datetime
) -> EnvoiRappels | None:
    """Prepare the one message of a person's reminders of a day, those set aside left out; None
    when nothing is left. Raises RegleViolee when it is there already, whoever prepared it."""
    Personne.objects.select_for_update().get(pk=personne.pk)
    ecartes = set(
        RappelEcarte.objects.filter(personne=personne, jour=jour)
        .order_by("pk")
        .values_list("cle", flat=True)
    )
    gardes = [prevu for prevu in prevus if prevu.rappel.cle not in ecartes]
    if not gardes:
        return None
    envoi = EnvoiRappels.objects.create(personne=personne, jour=jour, cree_le=instant)
    RappelEnvoye.objects.bulk_create(
        RappelEnvoye(
            envoi=envoi,
            promotion_id=prevu.rappel.promotion_id,
            genre=prevu.genre,
            cle=prevu.rappel.cle,
            texte=prevu.rappel.texte[:300],
        )
        for prevu in gardes
    )
    prevenir(genre="rappels", destinataire=personne, objet=envoi, instant=instant)
    return envoi


def envoyer_rappels(*, jour: date, instant: datetime) -> int:
    """Prepare the messages of a day, person by person; return how many. Run again, or twice at
    once, it adds none."""
    par_personne: dict[int, list[RappelPrevu]] = {}
    for prevu in prevoir_rappels(jour):
        par_personne.setdefault(prevu.rappel.personne_id, []).append(prevu)
    faits = set(
        EnvoiRappels.objects.filter(jour=jour, personne__in=par_personne)
        .order_by("pk")
        .values_list("personne", flat=True)
    )
    combien = 0
    for personne in Personne.objects.filter(pk__in=set(par_personne) - faits).order_by("pk"):
        try:
            envoi = envoyer_rappels_de(
                par=None,
                personne=personne,
                prevus=par_personne[personne.pk],
                jour=jour,
                instant=instant,
            )
        except RegleViolee as regle:
            if regle.constraint != "envoi_rappels_un_par_jour":
                raise
            continue
        combien += envoi is not None
    return combien
