"""Two versions of a work side by side: what came, what went."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from parcours.travaux.lectures.contenus import contenu_au_niveau
from parcours.travaux.lectures.differences import EGAL, comparer
from parcours.travaux.models import Version
from parcours.travaux.views.portes import LECTEURS, ariane_de_la_version, version_de
from rameau.commun.routes import ouvert_a
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(*LECTEURS)
def differences(
    request: SignedInRequest, promotion: str, pk: int, numero: int, avant: int
) -> HttpResponse:
    """What changed from one version to another, in the parts their reader may read."""
    apres = version_de(request, promotion, pk, numero)
    ancienne = get_object_or_404(
        Version.objects.visibles_par(request.user)
        .avec_niveau(request.user)
        .select_related("figee_par"),
        livrable=apres.livrable_id,
        numero=avant,
    )
    niveau = ancienne.niveau_du_lecteur
    sections = comparer(contenu_au_niveau(ancienne, niveau), contenu_au_niveau(apres, niveau))
    return render(
        request,
        "travaux/differences/differences.html",
        {
            "livrable": apres.livrable,
            "avant": ancienne,
            "apres": apres,
            "changees": [s for s in sections if s.statut != EGAL],
            "inchangees": [s for s in sections if s.statut == EGAL],
            "ariane": [*ariane_de_la_version(request, apres), ("Ce qui a changé", "")],
        },
    )
