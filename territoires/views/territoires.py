"""Territories and their structures: known to everyone who signs in."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from rameau.commun.chapeaux import Chapeau
from rameau.commun.exports import export_response, format_demande
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.lectures.requests import SignedInRequest
from territoires.actions.territoires import confirmer_territoire
from territoires.droits import peut_confirmer
from territoires.exports import tous
from territoires.forms.territoires import LectureForm
from territoires.lectures.carte import Lieu, composer_carte
from territoires.models import Territoire
from territoires.models.insee import REGIONS

PAR_PAGE = 24


@ouvert_a(CONNECTES)
def territoires(request: SignedInRequest) -> HttpResponse:
    """List the territories, and show those of the page on the map of France."""
    liste = Territoire.objects.visibles_par(request.user)
    page = Paginator(liste.select_related("structure"), PAR_PAGE).get_page(request.GET.get("page"))
    carte = composer_carte(
        [
            Lieu(
                nom=territoire.nom,
                detail=str(territoire.structure),
                latitude=float(territoire.latitude),
                longitude=float(territoire.longitude),
                url=territoire.get_absolute_url(),
                departements=tuple(territoire.departements),
            )
            for territoire in page
        ]
    )
    contexte = {"page": page, "carte": carte}
    return render(request, "territoires/territoires/liste.html", contexte)


@ouvert_a(Chapeau.EQUIPE)
def exporter(request: SignedInRequest) -> HttpResponse:
    """Give the list of the territories as XLSX or CSV."""
    forme = format_demande(request.GET)
    if forme is None:
        raise Http404
    return export_response(tous(request.user), forme, jour=aujourdhui())


@ouvert_a(CONNECTES)
def territoire(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a territory: its structure, where it is, the promotions it took part in."""
    territoire = _territoire(request, pk)
    contexte = {
        "ariane": _ariane(territoire),
        "territoire": territoire,
        "region": REGIONS.get(territoire.region, territoire.region),
        "departements": ", ".join(territoire.departements),
        "peut_confirmer": peut_confirmer(request.user, territoire),
    }
    return render(request, "territoires/territoires/territoire.html", contexte)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def lecture(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm or correct a reading of the source that leaves a doubt."""
    territoire, personne = _territoire(request, pk), request.user
    if request.method == "GET" and not peut_confirmer(personne, territoire):
        return redirect(territoire)
    form = LectureForm(posted(request), initial={"nom": territoire.nom})

    def confirmer() -> str:
        confirme = confirmer_territoire(
            par=personne,
            territoire=territoire,
            nom=form.cleaned_data["nom"],
            instant=maintenant(),
        )
        messages.success(request, f"« {confirme.nom} » est confirmé.")
        return confirme.get_absolute_url()

    outcome = submit(request, confirmer, form, field="nom")
    if outcome.response:
        return outcome.response
    contexte = {"ariane": _ariane(territoire, "Lecture"), "territoire": territoire, "form": form}
    return render(request, "territoires/territoires/lecture.html", contexte, status=outcome.status)


def _ariane(territoire: Territoire, *suite: str) -> list[tuple[str, str]]:
    return [
        ("Territoires", reverse("territoires:territoires")),
        (territoire.nom, territoire.get_absolute_url()),
        *((libelle, "") for libelle in suite),
    ]


def _territoire(request: SignedInRequest, pk: int) -> Territoire:
    territoire: Territoire = get_object_or_404(
        Territoire.objects.visibles_par(request.user).select_related("structure", "confirme_par"),
        pk=pk,
    )
    return territoire
