"""At a frein: who has met it, what they did, whom to call, what to read."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from parcours.travaux.lectures.freins_proches import voisins as voisins_de
from parcours.travaux.models import Element
from parcours.travaux.views.portes import AUTEURS, ariane_de, mien
from rameau.commun import registres
from rameau.commun.registres import Trouvaille
from rameau.commun.routes import ouvert_a
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne


@ouvert_a(*AUTEURS)
def voisins(request: SignedInRequest, promotion: str, pk: int, element_pk: int) -> HttpResponse:
    """The binômes that met a frein near this one, in what its writer may read, and the centres
    that treat of it."""
    le_livrable = mien(request, promotion, pk)
    frein = get_object_or_404(
        Element.objects.select_related("livrable__binome__promotion__parcours"),
        livrable=le_livrable,
        pk=element_pk,
        nature=Element.Nature.FREIN,
    )
    return render(
        request,
        "travaux/freins_proches/voisins.html",
        {
            "livrable": le_livrable,
            "frein": frein,
            "voisins": voisins_de(frein, request.user),
            "ressources": _ressources(frein, request.user),
            "ariane": ariane_de(request.user, le_livrable, "Qui a rencontré ce frein"),
        },
    )


def _ressources(frein: Element, personne: Personne) -> list[Trouvaille]:
    """What the upper floors have to read about a frein."""
    parcours = frein.livrable.binome.promotion.parcours
    return [
        trouvee
        for source in registres.ressources
        for trouvee in source(
            personne=personne, etiquettes=frein.etiquettes, parcours=parcours.titre
        )
    ]
