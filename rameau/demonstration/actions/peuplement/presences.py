"""The presence at the sessions that are over: most came, some were excused."""

from parcours.animation.models import Presence
from parcours.animation.models.presences import Moment
from parcours.promotions.models import Participation, Rencontre
from rameau.comptes.models import MembreEquipe
from rameau.demonstration.actions.peuplement.lot import PAQUET, Lot

_ETATS = (Presence.Etat.PRESENT, Presence.Etat.EXCUSE, Presence.Etat.ABSENT)


def peupler_presences(lot: Lot) -> None:
    """Note each person of the lot at each past session of her promotion."""
    fiches = {fiche.promotion.pk: fiche for fiche in lot.fiches}
    equipe = MembreEquipe.objects.order_by("pk").values_list("personne", flat=True).first()
    membres: dict[int, list[Participation]] = {}
    participations = Participation.objects.actives().filter(binome__promotion__in=fiches)
    for participation in participations.select_related("binome").order_by("pk"):
        membres.setdefault(participation.binome.promotion_id, []).append(participation)
    presences = []
    sessions = Rencontre.objects.sessions().filter(promotion__in=fiches).order_by("pk")
    for session in sessions:
        fiche = fiches[session.promotion_id]
        if session.fin.date() >= fiche.aujourdhui:
            continue
        for participation in membres.get(session.promotion_id, []):
            [etat] = fiche.hasard.choices(_ETATS, weights=(90, 7, 3))
            presences.append(
                Presence(
                    rencontre=session,
                    participation=participation,
                    moment=Moment.RENCONTRE,
                    etat=etat,
                    motif="Empêchement" if etat == Presence.Etat.EXCUSE else "",
                    source=Presence.Source.LISTE,
                    saisie_par_id=equipe or participation.personne_id,
                    saisie_le=session.fin,
                )
            )
    Presence.objects.bulk_create(presences, PAQUET)
