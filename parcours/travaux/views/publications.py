"""Making a version public: asked by its binôme, read by the équipe, then open to anybody."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.travaux.actions.publications import demander_publication, repondre_a_la_demande
from parcours.travaux.forms.publications import ReponseForm
from parcours.travaux.lectures.contenus import contenu_au_niveau
from parcours.travaux.models import Publication, Version
from parcours.travaux.models.chaine import Partage
from parcours.travaux.views.portes import AUTEURS, mien
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import TOUS, ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest

_AVEC = (
    "livrable__binome__promotion",
    "livrable__binome__structure",
    "livrable__binome__territoire",
    "livrable__etape",
)


@ouvert_a(*AUTEURS, methodes="POST")
def demander(request: SignedInRequest, promotion: str, pk: int, numero: int) -> HttpResponse:
    """Ask the équipe to read a version, so that it becomes public."""
    le_livrable = mien(request, promotion, pk)
    version = get_object_or_404(
        Version.objects.visibles_par(request.user).select_related(*_AVEC),
        livrable=le_livrable,
        numero=numero,
    )

    def demander() -> str:
        demander_publication(par=request.user, version=version, instant=maintenant())
        messages.success(request, "L'équipe lira cette version, puis vous répondra.")
        return version.get_absolute_url()

    outcome = submit(request, demander)
    if outcome.refusal:
        messages.error(request, outcome.refusal)
    return outcome.response or SeeOther(version.get_absolute_url())


@ouvert_a(Chapeau.EQUIPE)
def demandes(request: SignedInRequest) -> HttpResponse:
    """What waits to be read before it is public, then the latest answers."""
    toutes = (
        Publication.objects.visibles_par(request.user)
        .select_related(*(f"version__{nom}" for nom in _AVEC), "demandee_par", "repondue_par")
        .defer("version__contenu", "version__document")
    )
    return render(
        request,
        "travaux/publications/demandes.html",
        {
            "ariane": [("Accueil", reverse("accueil:accueil")), ("À lire avant publication", "")],
            "attendent": list(toutes.filter(publiee=None).order_by("demandee_le", "pk")),
            "repondues": list(toutes.exclude(publiee=None).order_by("-repondue_le", "-pk")[:30]),
        },
    )


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def demande(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version to be read as anybody would, and the answer."""
    publication = get_object_or_404(
        Publication.objects.visibles_par(request.user).select_related(
            *(f"version__{nom}" for nom in _AVEC), "demandee_par"
        ),
        pk=pk,
        publiee=None,
    )
    form = ReponseForm(posted(request))

    def repondre() -> str:
        publiee = request.POST.get("acte") == "publier"
        repondre_a_la_demande(
            par=request.user,
            publication=publication,
            publiee=publiee,
            mot=form.cleaned_data["mot"],
            instant=maintenant(),
        )
        dit = "Cette version est publique." if publiee else "Le binôme lira votre mot."
        messages.success(request, dit)
        return reverse("equipe:publications")

    outcome = submit(request, repondre, form, field="mot")
    if outcome.response:
        return outcome.response
    return render(
        request,
        "travaux/publications/demande.html",
        {
            "publication": publication,
            "version": publication.version,
            "contenu": contenu_au_niveau(publication.version, Partage.PUBLIC),
            "form": form,
            "ariane": [
                ("Accueil", reverse("accueil:accueil")),
                ("À lire avant publication", reverse("equipe:publications")),
                (publication.version.livrable.binome.nom, ""),
            ],
        },
        status=outcome.status,
    )


@ouvert_a(TOUS)
def illustration(request: HttpRequest, pk: int) -> HttpResponse:
    """A public version, for anybody: no account, no name of a person."""
    version = Version.objects.publiques().select_related(*_AVEC).filter(pk=pk).first()
    if version is None:
        raise Http404
    return render(
        request,
        "travaux/publications/illustration.html",
        {"version": version, "contenu": contenu_au_niveau(version, Partage.PUBLIC)},
    )
