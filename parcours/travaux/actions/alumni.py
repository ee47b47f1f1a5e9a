"""Closing a promotion into alumni: each catalyseur says what stays visible."""

from datetime import datetime

from parcours.promotions.models import Participation, Promotion
from parcours.travaux.droits.alumni import (
    binomes_discrets,
    dernier_choix,
    peut_choisir_la_suite,
    peut_demander_les_choix,
)
from parcours.travaux.models import ChoixAlumni, Livrable, Version
from parcours.travaux.models.livrables import Partage
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne


@action("alumni.demander_les_choix", objet="promotion", champs=("choix_demandes_le",))
def demander_les_choix(*, par: Personne, promotion: Promotion, instant: datetime) -> int:
    """Ask by mail each catalyseur who has not answered; return how many are asked.

    Raises AccesRefuse outside the évaluation, RegleViolee when everyone has answered.
    """
    promotion = Promotion.objects.select_for_update().get(pk=promotion.pk)
    if not peut_demander_les_choix(par, promotion):
        raise AccesRefuse("L'équipe pose la question pendant l'évaluation de la promotion.")
    muets = list(sans_reponse(promotion))
    if not muets:
        raise RegleViolee("Chacun a déjà répondu.")
    for participation in muets:
        prevenir(
            genre="alumni_choix",
            destinataire=participation.personne,
            objet=participation,
            instant=instant,
        )
    promotion.choix_demandes_le = instant
    promotion.save(update_fields=["choix_demandes_le"])
    return len(muets)


def sans_reponse(promotion: Promotion) -> list[Participation]:
    """The active members of a promotion who have not said what stays visible."""
    return list(
        Participation.objects.actives()
        .filter(binome__promotion=promotion, choix_alumni=None)
        .select_related("personne")
        .order_by("binome__rang", "place")
    )


@action("alumni.choisir", champs=("coordonnees", "entraide", "travaux"))
def choisir_la_suite(
    *,
    par: Personne,
    participation: Participation,
    coordonnees: bool,
    entraide: bool,
    travaux: str,
    instant: datetime,
) -> ChoixAlumni:
    """Say what of oneself and of one's works stays visible; may be said again.

    Once the promotion is closed the works are no longer asked: those that were lowered stay so.
    """
    participation = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("binome__promotion")
        .get(pk=participation.pk)
    )
    if not peut_choisir_la_suite(par, participation):
        raise AccesRefuse("Chacun choisit pour soi, dès l'évaluation de sa promotion.")
    if participation.binome.promotion.etat == Promotion.Etat.CLOSE:
        dernier = dernier_choix(participation)
        travaux = dernier.travaux if dernier else ChoixAlumni.Travaux.PROMOTION
    return ChoixAlumni.objects.create(
        participation=participation,
        coordonnees=coordonnees,
        entraide=entraide,
        travaux=travaux,
        fait_le=instant,
    )


@action("alumni.suivre_les_choix", objet="promotion")
def suivre_les_choix(*, par: Personne, promotion: Promotion) -> None:
    """As the promotion closes, bring the works back to the promotion where a member of their
    binôme asked for it or said nothing; what was shared with less stays as it is."""
    if promotion.etat != Promotion.Etat.CLOSE:
        raise RegleViolee("Les choix se suivent quand la promotion se clôt.")
    travaux = Livrable.objects.filter(binome__in=binomes_discrets(promotion))
    Version.objects.filter(livrable__in=travaux, partage__gt=Partage.PROMOTION).update(
        partage=Partage.PROMOTION
    )
