"""The list of the territories, as it leaves for a spreadsheet."""

from typing import Any

from rameau.commun.exports import Tableau
from rameau.comptes.models import Personne
from territoires.models import Territoire
from territoires.models.insee import REGIONS


def tous(personne: Personne) -> Tableau[Any]:
    """The territories, by name, with the structure that animates each."""
    return Tableau(
        titre="Territoires",
        objets=Territoire.objects.visibles_par(personne)
        .select_related("structure")
        .order_by("cle_de_tri", "pk"),
        colonnes={
            "Territoire": lambda t: t.nom,
            "Structure": lambda t: t.structure.nom,
            "Profil": lambda t: t.structure.profil,
            "Sphère": lambda t: t.structure.get_sphere_display(),
            "Région": lambda t: REGIONS.get(t.region, t.region),
            "Départements": lambda t: ", ".join(t.departements),
            "Commune (code INSEE)": lambda t: t.commune,
            "Lecture à confirmer": lambda t: t.lecture_incertaine and t.confirme_le is None,
        },
    )
