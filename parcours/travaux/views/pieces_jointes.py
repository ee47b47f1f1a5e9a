"""Files attached to a work: its binôme adds and takes out, the readers of a version get them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from parcours.travaux.actions.pieces_jointes import PIECES_MAX, joindre_piece, retirer_piece
from parcours.travaux.forms.pieces_jointes import PieceForm
from parcours.travaux.lectures.contenus import contenu_au_niveau
from parcours.travaux.models import PieceJointe, Version
from parcours.travaux.views.portes import AUTEURS, LECTEURS, ariane_de, mien
from rameau.commun.fichiers import file_response
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(*AUTEURS, methodes="GET POST")
def pieces(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """The files of a work: those that are there, and one more."""
    le_livrable = mien(request, promotion, pk)
    form = PieceForm(
        posted(request),
        request.FILES or None,
        livrable=le_livrable,
        initial={"section": request.GET.get("section", "")},
    )

    def joindre() -> str:
        piece = joindre_piece(
            par=request.user,
            livrable=le_livrable,
            examine=form.cleaned_data["fichier"],
            section=form.cleaned_data["section"],
            instant=maintenant(),
        )
        messages.success(request, f"« {piece.fichier.nom} » est joint à votre travail.")
        return request.path

    outcome = submit(request, joindre, form, field="fichier")
    if outcome.response:
        return outcome.response
    return render(
        request,
        "travaux/pieces_jointes/pieces.html",
        {
            "livrable": le_livrable,
            "pieces": list(PieceJointe.objects.de(request.user).presentes(le_livrable)),
            "form": form,
            "places": PIECES_MAX,
            "ariane": ariane_de(request.user, le_livrable, "Pièces jointes"),
        },
        status=outcome.status,
    )


@ouvert_a(*AUTEURS, methodes="GET POST")
def piece(request: SignedInRequest, promotion: str, pk: int, piece_pk: int) -> HttpResponse:
    """One file of one's work: GET gives it, POST takes it out."""
    le_livrable = mien(request, promotion, pk)
    la_piece = get_object_or_404(
        PieceJointe.objects.de(request.user).presentes(le_livrable), pk=piece_pk
    )
    if request.method != "POST":
        return file_response(la_piece.fichier)  # type: ignore[arg-type, return-value]
    la_piece.livrable = le_livrable
    liste = request.path.rsplit("/", 2)[0] + "/"

    def retirer() -> str:
        retirer_piece(par=request.user, piece=la_piece, instant=maintenant())
        messages.success(request, f"« {la_piece.fichier.nom} » est retiré de votre travail.")
        return liste

    outcome = submit(request, retirer)
    if outcome.refusal:
        messages.error(request, outcome.refusal)
    return outcome.response or SeeOther(liste)


@ouvert_a(*LECTEURS)
def piece_de_version(
    request: SignedInRequest, promotion: str, pk: int, numero: int, piece_pk: int
) -> HttpResponse:
    """A file that a version holds, for who reads that part of it."""
    version = get_object_or_404(
        Version.objects.visibles_par(request.user).avec_niveau(request.user),
        livrable=pk,
        livrable__binome__promotion__code=promotion,
        numero=numero,
    )
    lues = contenu_au_niveau(version, version.niveau_du_lecteur).pieces
    if piece_pk not in {p.id for p in lues}:
        raise Http404
    la_piece = get_object_or_404(
        PieceJointe.objects.select_related("fichier"), pk=piece_pk, livrable=version.livrable_id
    )
    return file_response(la_piece.fichier)  # type: ignore[arg-type, return-value]
