"""Loading the demonstration: one transaction, once."""

from datetime import datetime

from django.conf import settings

from parcours.promotions.models import Promotion
from rameau.commun.actions import action
from rameau.commun.erreurs import RegleViolee
from rameau.comptes.models import Personne
from rameau.demonstration.deroulement import raconter
from rameau.demonstration.distribution import EQUIPE


def est_chargee() -> bool:
    """Say whether the demonstration is there: all of it or nothing, for it is one transaction."""
    return Personne.objects.filter(email=EQUIPE[0].email).exists()


@action("demonstration.charger")
def charger_demonstration(*, par: None, instant: datetime) -> Promotion:
    """Load the demonstration as it stands at this instant.

    Raises RegleViolee where the demonstration is not on, or when it is there already.
    """
    if not settings.DEMO:
        raise RegleViolee("Ces données inventées ne se chargent qu'avec DEMO=1.")
    if est_chargee():
        raise RegleViolee("La démonstration est déjà chargée.")
    return raconter(instant)
