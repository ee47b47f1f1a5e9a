"""Structures and territories that join the réseau."""

from collections.abc import Sequence
from decimal import Decimal

from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse
from rameau.comptes.models import Personne
from territoires.droits import peut_ajouter_une_structure
from territoires.models import Organisation, Territoire

REFUS = "L'équipe fait entrer les structures dans le réseau."


@action("territoires.ajouter_structure", champs=("nom", "profil"))
def ajouter_structure(*, par: Personne, nom: str, profil: str) -> Organisation:
    """Return the structure of this name, created if nobody bears it yet."""
    if not peut_ajouter_une_structure(par):
        raise AccesRefuse(REFUS)
    structure, _ = Organisation.objects.get_or_create(
        nom=nom.strip(), defaults={"profil": profil.strip()}
    )
    return structure


@action("territoires.ajouter", champs=("nom", "structure"))
def ajouter_territoire(
    *,
    par: Personne,
    structure: Organisation,
    nom: str,
    region: str,
    departements: Sequence[str],
    latitude: Decimal,
    longitude: Decimal,
) -> Territoire:
    """Add the territory a structure animates. Raises RegleViolee for a name already borne."""
    if not peut_ajouter_une_structure(par):
        raise AccesRefuse(REFUS)
    return Territoire.objects.create(
        structure=structure,
        nom=nom.strip(),
        region=region,
        departements=list(departements),
        latitude=latitude,
        longitude=longitude,
    )
