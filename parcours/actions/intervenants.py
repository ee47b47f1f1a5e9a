"""Keeping the list of those who speak or receive."""

from typing import Any

from parcours.droits.intervenants import peut_tenir_les_intervenants
from parcours.models import Intervenant
from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse
from rameau.comptes.models import Personne

REFUS = "L'équipe tient la liste des intervenants."
MODIFIABLES = frozenset(
    {"prenom", "nom", "fonction", "organisme", "email", "telephone", "presentation", "personne"}
)


@action("intervenants.ajouter")
def ajouter_intervenant(*, par: Personne, nom: str, **champs: Any) -> Intervenant:
    """Add someone who speaks or receives. Raises AccesRefuse, TypeError for an unknown field."""
    if not peut_tenir_les_intervenants(par):
        raise AccesRefuse(REFUS)
    inconnus = set(champs) - MODIFIABLES
    if inconnus:
        raise TypeError(f"unknown fields: {sorted(inconnus)}")
    return Intervenant.objects.create(nom=nom, **champs)


@action("intervenants.modifier", objet="intervenant", champs=("nom", "organisme"))
def modifier_intervenant(*, par: Personne, intervenant: Intervenant, **champs: Any) -> None:
    """Change what is known of an intervenant. Raises as `ajouter_intervenant`."""
    if not peut_tenir_les_intervenants(par):
        raise AccesRefuse(REFUS)
    inconnus = set(champs) - MODIFIABLES
    if inconnus:
        raise TypeError(f"unknown fields: {sorted(inconnus)}")
    for nom, valeur in champs.items():
        setattr(intervenant, nom, valeur)
    intervenant.save(update_fields=sorted(champs))
