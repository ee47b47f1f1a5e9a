"""Documents: asked for here, made by a worker, shown while they come, given when ready."""

from csp.decorators import csp_update
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify

from rameau.commun import registres
from rameau.commun.documents import demander_document, peut_avoir
from rameau.commun.models import Document
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(CONNECTES, methodes="POST")
def demander(request: SignedInRequest, genre: str, objet: int | None) -> HttpResponse:
    """Ask for a document, then show where it is."""
    personne = request.user
    if not peut_avoir(personne, genre, objet):
        raise Http404(genre)
    document = demander_document(par=personne, genre=genre, objet_id=objet, instant=maintenant())
    return SeeOther(reverse("documents:document", args=[document.pk]))


@ouvert_a(CONNECTES)
def document(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show where a document is; asked again with `?depuis=` its state and progress, 204 while
    nothing moved."""
    demande = _document_de(request, pk)
    if request.GET.get("depuis") == f"{demande.etat}-{demande.fait}":
        response = HttpResponse(status=204)
    else:
        _refuser_sans_droit(request, demande)
        genre = registres.documents[demande.genre]
        contexte = {"document": demande, "libelle": genre.libelle, "format": genre.format}
        part = "#etat" if request.headers.get("HX-Request") else ""
        response = render(request, f"accueil/document.html{part}", contexte)
    response["Cache-Control"] = "private, no-cache"
    return response


@ouvert_a(CONNECTES)  # type: ignore[arg-type]  # csp's types say less of a view than it keeps
@csp_update({"sandbox": []})  # type: ignore[arg-type]
def fichier(request: SignedInRequest, pk: int) -> FileResponse:
    """Give a ready document to the person who asked for it, if she still may have it."""
    demande = _document_de(request, pk)
    _refuser_sans_droit(request, demande)
    if demande.etat != Document.Etat.PRET:
        raise Http404(pk)
    genre = registres.documents[demande.genre]
    return FileResponse(
        demande.fichier.open(),
        as_attachment=True,
        filename=_nom_de_fichier(demande),
        content_type=genre.format.content_type,
    )


def _nom_de_fichier(demande: Document) -> str:
    """What it is, what it is about, its day: a folder of them is read without opening any."""
    genre = registres.documents[demande.genre]
    sujet = "exemple"
    if demande.objet_id is not None:
        sujet = genre.sujet(genre.objets(demande.demande_par).get(pk=demande.objet_id))
    mots = f"{genre.libelle} {sujet}".replace("’", " ").replace("'", " ")
    assert demande.pret_le is not None  # noqa: S101 (it is ready: the database holds it)
    return f"{slugify(mots)[:90]}-{demande.pret_le:%Y-%m-%d}.{genre.format.extension}"


def _document_de(request: SignedInRequest, pk: int) -> Document:
    demande: Document = get_object_or_404(Document.objects.visibles_par(request.user), pk=pk)
    return demande


def _refuser_sans_droit(request: SignedInRequest, demande: Document) -> None:
    """A hat taken away takes its documents with it; absent and forbidden look alike."""
    if not peut_avoir(request.user, demande.genre, demande.objet_id):
        raise Http404(demande.pk)
