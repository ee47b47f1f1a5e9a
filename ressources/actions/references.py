"""The eight resource centres, from the programme's facts."""

from collections.abc import Mapping
from typing import Any

from rameau.commun.actions import action
from ressources.models import CentreRessources


@action("ressources.charger")
def charger_centres(*, par: None, donnees: Mapping[str, Any]) -> None:
    """Create the centres that are missing; never overwrite what people wrote."""
    adresses = donnees["adresses_des_centres"]
    for ordre, nom in enumerate(donnees["centres_de_ressources"], start=1):
        hote = adresses.get(nom)
        CentreRessources.objects.get_or_create(
            nom=nom,
            defaults={"ordre": ordre, "adresse": f"https://{hote}/" if hote else ""},
        )
