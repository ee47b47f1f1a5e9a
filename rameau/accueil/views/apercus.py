"""For the équipe: every mail and every document, as people receive them, with invented data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from rameau.accueil.views import documents
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.courriels import render_message
from rameau.commun.registres import Message
from rameau.commun.routes import ouvert_a


@ouvert_a(Chapeau.EQUIPE)
def apercus(request: HttpRequest) -> HttpResponse:
    """List the kinds of mail and the kinds of document."""
    courriels = [
        {"code": code, "libelle": kind.libelle, "objet": kind.exemple().objet}
        for code, kind in registres.courriels.items()
    ]
    contexte = {
        "ariane": _ariane("Courriels et documents"),
        "courriels": sorted(courriels, key=lambda un: un["libelle"]),
        "documents": [(code, kind.libelle) for code, kind in registres.documents.items()],
    }
    return render(request, "accueil/apercus.html", contexte)


@ouvert_a(Chapeau.EQUIPE)
def courriel(request: HttpRequest, genre: str) -> HttpResponse:
    """Show the text of one kind of mail, and lead to its page."""
    message = _exemple(genre)
    texte, _ = render_message(message)
    libelle = registres.courriels[genre].libelle
    contexte = {
        "code": genre,
        "libelle": libelle,
        "ariane": [*_ariane("Courriels et documents"), (libelle, "")],
        "objet": message.objet,
        "texte": texte,
    }
    return render(request, "accueil/apercu_courriel.html", contexte)


@ouvert_a(Chapeau.EQUIPE)
def courriel_html(request: HttpRequest, genre: str) -> HttpResponse:
    """Show the mail alone, as a page of its own.

    When it leaves, its style sheet is written into each tag, which our policy rightly refuses to
    a page; here the same style sheet is linked, so that nothing has to be let in.
    """
    _, html = render_message(_exemple(genre))
    links = (
        f'<link rel="icon" href="{static("images/rameau.svg")}">'
        f'<link rel="stylesheet" href="{static("css/courriel.css")}">'
    )
    return HttpResponse(html.replace("</head>", f"{links}</head>", 1))


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def demander_exemple(request: HttpRequest, genre: str) -> HttpResponse:
    """Ask for a document of invented data, made in the background like any other."""
    response: HttpResponse = documents.demander(request, genre=genre, objet=None)
    return response


def _ariane(ici: str) -> list[tuple[str, str]]:
    return [("Réglages", reverse("accueil:reglages")), (ici, reverse("apercus:apercus"))]


def _exemple(genre: str) -> Message:
    if genre not in registres.courriels:
        raise Http404(genre)
    return registres.courriels[genre].exemple()
