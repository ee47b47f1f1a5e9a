"""What the équipe says of a territory."""

from datetime import datetime

from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne
from territoires.droits import peut_confirmer
from territoires.models import Territoire


@action("territoires.confirmer", objet="territoire", champs=("nom", "confirme_le"))
def confirmer_territoire(
    *, par: Personne, territoire: Territoire, nom: str, instant: datetime
) -> Territoire:
    """Settle a reading that leaves a doubt: confirm the name read, or correct it.

    Raises RegleViolee when someone has just settled it, or for a name already borne.
    """
    territoire = Territoire.objects.select_for_update(of=("self",)).get(pk=territoire.pk)
    if territoire.confirme_le is not None:
        raise RegleViolee("Cette lecture vient d'être confirmée.")
    if not peut_confirmer(par, territoire):
        raise AccesRefuse("L'équipe confirme les lectures incertaines.")
    territoire.nom = nom.strip()
    territoire.confirme_par, territoire.confirme_le = par, instant
    territoire.save(update_fields=["nom", "cle_de_tri", "confirme_par", "confirme_le"])
    return territoire
