"""The volunteer of a community: offers herself, is named, gives way to another."""

from datetime import datetime

from parcours.animation.droits.volontaires import peut_se_proposer, peut_se_retirer
from parcours.animation.models import Volontaire
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Participation, Promotion
from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse
from rameau.comptes.models import Personne


@action("volontaires.se_proposer")
def se_proposer(
    *, par: Personne, participation: Participation, mot: str, instant: datetime
) -> Volontaire:
    """Offer oneself to animate the community. Raises RegleViolee when one already has."""
    if not peut_se_proposer(par, participation):
        raise AccesRefuse("Les catalyseurs d'une promotion ouverte se proposent eux-mêmes.")
    return Volontaire.objects.create(
        promotion=participation.binome.promotion,
        participation=participation,
        mot=mot,
        propose_le=instant,
    )


@action("volontaires.se_retirer", objet="volontaire", champs=("fini_le",))
def se_retirer(*, par: Personne, volontaire: Volontaire, instant: datetime) -> None:
    """Take one's offer back, before being named."""
    volontaire = (
        Volontaire.objects.select_for_update(of=("self",))
        .select_related("participation")
        .get(pk=volontaire.pk)
    )
    if not peut_se_retirer(par, volontaire):
        raise AccesRefuse("L'équipe vous a nommé : dites-lui que vous passez la main.")
    volontaire.fini_le = instant
    volontaire.save(update_fields=["fini_le"])


@action("volontaires.nommer", champs=("nomme_le",))
def nommer_volontaire(
    *, par: Personne, promotion: Promotion, participation: Participation, instant: datetime
) -> Volontaire:
    """Name who animates the community, in place of the one before, whose row stays as history.

    Raises RegleViolee when the participation is not, or no longer, of the promotion.
    """
    if not peut_organiser(par, promotion):
        raise AccesRefuse("L'équipe nomme le volontaire d'une promotion ouverte.")
    promotion = Promotion.objects.select_for_update(of=("self",)).get(pk=promotion.pk)
    en_place = Volontaire.objects.nommes().filter(promotion=promotion).first()
    if en_place is not None and en_place.participation_id == participation.pk:
        return en_place
    if en_place is not None:
        en_place.fini_le = instant
        en_place.save(update_fields=["fini_le"])
    volontaire = Volontaire.objects.candidats().filter(
        promotion=promotion, participation=participation
    ).first() or Volontaire(promotion=promotion, participation=participation, propose_le=instant)
    volontaire.nomme_le = instant
    volontaire.save()
    return volontaire


@action("volontaires.decharger", objet="volontaire", champs=("fini_le",))
def decharger_volontaire(*, par: Personne, volontaire: Volontaire, instant: datetime) -> None:
    """End someone's time as a volunteer, nobody being named yet in her place."""
    if not peut_organiser(par, volontaire.promotion):
        raise AccesRefuse("L'équipe nomme le volontaire d'une promotion ouverte.")
    volontaire.fini_le = instant
    volontaire.save(update_fields=["fini_le"])
