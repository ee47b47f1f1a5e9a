"""Keeping the list of those who speak or receive."""

from typing import Any

from parcours.promotions.droits.intervenants import peut_tenir_les_intervenants
from parcours.promotions.models import Intervenant
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_lecture
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
def modifier_intervenant(
    *, par: Personne, intervenant: Intervenant, lu: str | None = None, **champs: Any
) -> None:
    """Change what is known of an intervenant. Raises as `ajouter_intervenant`, VersionDepassee
    when someone else has changed it since it was read (`lu`)."""
    if not peut_tenir_les_intervenants(par):
        raise AccesRefuse(REFUS)
    inconnus = set(champs) - MODIFIABLES
    if inconnus:
        raise TypeError(f"unknown fields: {sorted(inconnus)}")
    verifier_lecture(
        lu, Intervenant.objects.select_for_update(of=("self",)).get(pk=intervenant.pk), champs
    )
    for nom, valeur in champs.items():
        setattr(intervenant, nom, valeur)
    intervenant.save(update_fields=sorted(champs))
