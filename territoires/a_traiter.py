"""« À traiter »: readings of the source that leave a doubt, until someone settles them."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait
from rameau.comptes.models import Personne
from territoires.models import Territoire


def lectures_a_confirmer(*, personne: Personne, maintenant: datetime) -> list[Fait]:
    """One line per territory whose source could not be read with certainty."""
    if not personne.porte(Chapeau.EQUIPE):
        return []
    return [
        Fait(
            texte=f"Territoire « {territoire.nom} » : la lecture de la source est incertaine.",
            url=reverse("territoires:lecture", args=[territoire.pk]),
            acte="Confirmer ou corriger",
        )
        for territoire in _a_confirmer()
    ]


@compiled
def _a_confirmer() -> QuerySet[Territoire]:
    return Territoire.objects.a_confirmer()


def inscrire() -> None:
    """Register the sources of this app."""
    registres.a_traiter.inscrire("territoires.lectures", lectures_a_confirmer)
