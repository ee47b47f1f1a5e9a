"""Filling a base with synthetic promotions, lot after lot: one action, one transaction each."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from parcours.promotions.models import Parcours, Promotion
from rameau.commun.actions import action
from rameau.commun.erreurs import RegleViolee
from rameau.comptes.models import Personne
from rameau.demonstration.actions.peuplement.alumni import peupler_alumni
from rameau.demonstration.actions.peuplement.binomes import peupler_binomes
from rameau.demonstration.actions.peuplement.livrables import peupler_livrables
from rameau.demonstration.actions.peuplement.lot import Lot, tirer
from rameau.demonstration.actions.peuplement.personnes import peupler_personnes
from rameau.demonstration.actions.peuplement.presences import peupler_presences
from rameau.demonstration.actions.peuplement.promotions import code_de, peupler_promotions
from rameau.demonstration.actions.peuplement.sessions import peupler_sessions
from rameau.demonstration.actions.peuplement.structures import peupler_structures
from rameau.demonstration.actions.peuplement.traces import peupler_traces

TAILLE = 25

# Each room adds its rows to the lot, after those it needs.
PIECES: tuple[Callable[[Lot], None], ...] = (
    peupler_structures,
    peupler_personnes,
    peupler_promotions,
    peupler_binomes,
    peupler_livrables,
    peupler_sessions,
    peupler_alumni,
    peupler_presences,
    peupler_traces,
)


@action("peuplement.peupler")
def peupler_lot(*, par: None, graine: int, numeros: Sequence[int], instant: datetime) -> None:
    """Insert these synthetic promotions and all that hangs on them.

    Raises RegleViolee in a base where people have real addresses.
    """
    if Personne.objects.exclude(email__endswith=".test").exists():
        raise RegleViolee("Cette base a de vraies personnes : on n'y mêle pas d'invention.")
    parcours = Parcours.objects.proposes().get(code="co-construction-territoriale")
    lot = Lot(
        parcours=parcours,
        fiches=[
            tirer(parcours, graine=graine, numero=numero, aujourdhui=localdate(instant))
            for numero in numeros
        ],
    )
    for peupler_piece in PIECES:
        peupler_piece(lot)


def peupler(*, graine: int, promotions: int, instant: datetime) -> Iterator[int]:
    """Fill the base with so many promotions of this seed; those it has already are kept.

    Yields how many were added with each lot. A run that was cut is taken up where it stopped.
    """
    codes = {code_de(f"{graine}-{numero}"): numero for numero in range(1, promotions + 1)}
    presents = set(Promotion.objects.filter(code__in=codes).values_list("code", flat=True))
    absents = [numero for code, numero in codes.items() if code not in presents]
    for debut in range(0, len(absents), TAILLE):
        numeros = absents[debut : debut + TAILLE]
        peupler_lot(par=None, graine=graine, numeros=numeros, instant=instant)
        yield len(numeros)
