"""Which centre treats what: the tags of the programme whose theme is that of a centre.

Only what the programme itself says: the three dynamiques are those of co-construction, the four
modes are those of partnerships, responsible practices being RSE's. A tag that no centre names has
none; the centre that bears the name of the parcours is always near.
"""

from collections.abc import Sequence

from django.urls import reverse

from rameau.commun.registres import Trouvaille
from rameau.comptes.models import Personne
from ressources.models import CentreRessources

PARTENARIATS = "Partenariats associations - entreprises"
COCONSTRUCTION = "Co-construction territoriale"
CENTRE_DE = {
    "dynamique:dialogue": COCONSTRUCTION,
    "dynamique:experimentations": COCONSTRUCTION,
    "dynamique:partenariats": PARTENARIATS,
    "mode:pratiques-responsables": "RSE et partenariat",
    "mode:mecenat": PARTENARIATS,
    "mode:cooperation-economique": PARTENARIATS,
    "mode:innovation-societale": PARTENARIATS,
}


def centres_proches(
    *, personne: Personne, etiquettes: Sequence[str], parcours: str
) -> list[Trouvaille]:
    """The centres of these tags, then that of the parcours; one query."""
    noms = {CENTRE_DE[code] for code in etiquettes if code in CENTRE_DE}
    centres = CentreRessources.objects.visibles_par(personne).order_by("ordre")
    par_les_etiquettes, du_parcours = [], []
    for centre in centres:
        trouve = Trouvaille(
            titre=centre.nom,
            url=centre.adresse or reverse("ressources:centres"),
            detail=centre.hote,
        )
        if centre.nom in noms:
            par_les_etiquettes.append(trouve)
        elif centre.nom.startswith(parcours):
            du_parcours.append(trouve)
    return par_les_etiquettes + du_parcours


def inscrire() -> None:
    """Register what this app lets people read about something."""
    from rameau.commun import registres

    registres.ressources.inscrire("centres", centres_proches)
