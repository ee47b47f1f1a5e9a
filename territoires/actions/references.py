"""The 12 pilot territories and their structures, from the programme's facts."""

from collections.abc import Mapping
from typing import Any

from rameau.commun.actions import action
from territoires.models import Organisation, Territoire

# Only the profiles that say their sphere by themselves; the others are left for people to say.
_SPHERE_PAR_PROFIL = {
    "acteur public": Organisation.Sphere.PUBLIQUE,
    "collectif public": Organisation.Sphere.PUBLIQUE,
    "collectivité territoriale": Organisation.Sphere.PUBLIQUE,
    "collectif d'entreprises": Organisation.Sphere.ENTREPRISES,
    "entreprise": Organisation.Sphere.ENTREPRISES,
    "associations": Organisation.Sphere.ASSOCIATIONS,
    "acteur académique": Organisation.Sphere.ACADEMIQUE,
}


@action("territoires.charger")
def charger_territoires(*, par: None, donnees: Mapping[str, Any]) -> None:
    """Create the structures and territories that are missing; never overwrite what people wrote."""
    for fait in donnees["territoires_pilotes"]:
        structure, _ = Organisation.objects.get_or_create(
            nom=fait["structure"],
            defaults={
                "profil": fait["profil"],
                "sphere": _SPHERE_PAR_PROFIL.get(fait["profil"], ""),
            },
        )
        latitude, longitude = fait["point"]
        Territoire.objects.get_or_create(
            nom=fait["territoire"],
            defaults={
                "structure": structure,
                "region": fait["region"],
                "departements": fait["departements"],
                "commune": fait.get("commune", ""),
                "latitude": latitude,
                "longitude": longitude,
                "lecture_incertaine": fait.get("lecture") == "incertaine",
                "remarque_de_lecture": fait.get("note", ""),
            },
        )
