"""The welcome of a first visit: put away once read."""

from datetime import datetime

from rameau.commun.actions import action
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse
from rameau.comptes.models import Accueil, Personne

PAS_LE_SIEN = "Ce mot d'accueil est celui d'un rôle que vous n'avez pas."


@action("accueils.ranger", objet="par")
def ranger_accueil(*, par: Personne, chapeau: Chapeau, instant: datetime) -> None:
    """Note that the person has read the welcome of this hat of hers; twice is as once."""
    if not par.porte(chapeau):
        raise AccesRefuse(PAS_LE_SIEN)
    Accueil.objects.get_or_create(personne=par, chapeau=chapeau.value, defaults={"vu_le": instant})
