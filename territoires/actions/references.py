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
    """Create the structures that are missing, with their territory; never overwrite what people
    wrote. A structure already there keeps its territory, whose name may have been corrected."""
    for fait in donnees["territoires_pilotes"]:
        structure, nouvelle = Organisation.objects.get_or_create(
            nom=fait["structure"],
            defaults={
                "profil": fait["profil"],
                "sphere": _SPHERE_PAR_PROFIL.get(fait["profil"], ""),
            },
        )
        if not nouvelle:
            continue
        latitude, longitude = fait["point"]
        Territoire.objects.create(
            nom=fait["territoire"],
            structure=structure,
            region=fait["region"],
            departements=fait["departements"],
            commune=fait.get("commune", ""),
            latitude=latitude,
            longitude=longitude,
            lecture_incertaine=fait.get("lecture") == "incertaine",
            remarque_de_lecture=fait.get("note", ""),
        )
