"""Roadmaps to read, to print and to take away: one, or all those of a promotion."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.promotions.views.portes import ariane_promotion, promotion_de
from parcours.travaux.documents.feuilles_de_route import TOUTES, UNE, feuilles_a_lire
from parcours.travaux.lectures.feuilles_de_route import composer, versions_a_reunir
from parcours.travaux.lectures.frise import dessiner_frise
from parcours.travaux.models import Version
from parcours.travaux.views.portes import LECTEURS
from rameau.commun.documents import documents_demandes
from rameau.commun.models import Document
from rameau.commun.routes import ouvert_a
from rameau.comptes.lectures.requests import SignedInRequest

PRET = Document.Etat.PRET


@ouvert_a(*LECTEURS)
def feuilles_de_route(request: SignedInRequest, promotion: str) -> HttpResponse:
    """The roadmaps of a promotion: those one may read, and all of them to take away at once."""
    la_promotion = promotion_de(request, promotion)
    paires = list(versions_a_reunir(la_promotion, request.user))
    contexte = {
        "ariane": [*ariane_promotion(request.user, la_promotion), ("Feuilles de route", "")],
        "promotion": la_promotion,
        "paires": paires,
        "formes": _formes(TOUTES) if any(version for _, version in paires) else [],
        "demandes": documents_demandes(request.user, TOUTES, la_promotion.pk),
    }
    return render(request, "travaux/feuilles_de_route/feuilles_de_route.html", contexte)


@ouvert_a(*LECTEURS)
def feuille_de_route(
    request: SignedInRequest, promotion: str, pk: int, numero: int
) -> HttpResponse:
    """A roadmap as it was frozen, laid out to be read and printed."""
    la_promotion = promotion_de(request, promotion)
    version: Version = get_object_or_404(
        feuilles_a_lire(request.user).filter(livrable__binome__promotion=la_promotion),
        livrable=pk,
        numero=numero,
    )
    feuille = composer(version, personne=request.user)
    contexte = {
        "ariane": [
            *ariane_promotion(request.user, la_promotion),
            ("Feuilles de route", reverse("parcours:feuilles_de_route", args=[promotion])),
            (feuille.nom, ""),
        ],
        "promotion": la_promotion,
        "version": version,
        "feuille": feuille,
        "frise": dessiner_frise(feuille),
        "formes": _formes(UNE),
        "demandes": documents_demandes(request.user, UNE, version.pk),
    }
    return render(request, "travaux/feuilles_de_route/feuille_de_route.html", contexte)


_LIBELLES = {
    "feuille_de_route": "En PDF",
    "feuille_en_texte": "En texte à modifier",
    "feuille_en_diapositive": "En une diapositive",
    "feuilles_en_recueil": "Toutes en un recueil PDF",
    "feuilles_en_archive": "Toutes en PDF, une à une",
    "feuilles_en_diaporama": "Toutes en diaporama",
}


def _formes(genres: Sequence[str]) -> list[tuple[str, str]]:
    return [(genre, _LIBELLES[genre]) for genre in genres]
