"""What synthetic catalyseurs left visible as their promotion was closed."""

from parcours.promotions.models import Participation, Promotion
from parcours.travaux.models import ChoixAlumni
from rameau.demonstration.actions.peuplement.lot import PAQUET, Lot


def peupler_alumni(lot: Lot) -> None:
    """Two out of three have answered; one out of two of them leaves her coordinates."""
    closes = {f.promotion.pk: f for f in lot.fiches if f.etat == Promotion.Etat.CLOSE}
    participations = (
        Participation.objects.filter(binome__promotion__in=closes)
        .select_related("binome")
        .order_by("binome_id", "place")
    )
    ChoixAlumni.objects.bulk_create(
        [
            ChoixAlumni(
                participation=participation,
                coordonnees=rang % 2 == 0,
                entraide=rang % 4 == 0,
                travaux=ChoixAlumni.Travaux.GARDER,
                fait_le=closes[participation.binome.promotion_id].le(265, 18),
            )
            for rang, participation in enumerate(participations)
            if rang % 3
        ],
        PAQUET,
    )
