"""The doors of the pages of a promotion, and where one is: what an address names, read
through `visibles_par`, 404 when forbidden as when absent.
"""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from parcours.promotions.models import Binome, Programme, Promotion, Rencontre
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne


def promotion_de(request: SignedInRequest, code: str, *avec: str) -> Promotion:
    """Return the promotion of the address, read `avec` what the page shows of it, if the person
    sees it, 404 otherwise; the frame names it."""
    promotion = _promotion_visible.or_404(request.user, code, avec)
    request.promotion = promotion  # type: ignore[attr-defined]
    return promotion


@compiled
def _promotion_visible(personne: Personne, code: str, avec: tuple[str, ...]) -> QuerySet[Promotion]:
    visibles = Promotion.objects.visibles_par(personne).filter(code=code).order_by()
    return visibles.select_related("parcours", "programme", *avec)


def ariane_equipe(promotion: Promotion, *suite: str | Rencontre) -> list[tuple[str, str]]:
    """Return where one is, under a promotion as the équipe leads it; a rencontre on the way is
    a step one may go back to."""
    return [
        ("Promotions", reverse("equipe:promotions")),
        (promotion.nom, reverse("equipe:promotion", args=[promotion.code])),
        *(
            (un.titre, un.get_absolute_url()) if isinstance(un, Rencontre) else (un, "")
            for un in suite
        ),
    ]


def ariane_promotion(personne: Personne, promotion: Promotion) -> list[tuple[str, str]]:
    """Return the way to a promotion, which the équipe leads and others take part in."""
    if personne.porte(Chapeau.EQUIPE):
        return ariane_equipe(promotion)
    return [(promotion.nom, promotion.get_absolute_url())]


def rencontre_de(request: SignedInRequest, code: str, pk: int) -> Rencontre:
    """Return the rencontre of the address if the person sees it, 404 otherwise."""
    promotion = promotion_de(request, code)
    rencontre = _rencontre_visible.or_404(request.user, promotion, pk)
    rencontre.promotion = promotion
    return rencontre


@compiled
def _rencontre_visible(personne: Personne, promotion: Promotion, pk: int) -> QuerySet[Rencontre]:
    visibles = Rencontre.objects.visibles_par(personne).filter(promotion=promotion, pk=pk)
    return visibles.select_related("etape").order_by()


def binome_de(request: SignedInRequest, code: str, pk: int) -> Binome:
    """Return the binôme of the address if the person sees it, 404 otherwise."""
    promotion = promotion_de(request, code)
    binome: Binome = get_object_or_404(
        Binome.objects.visibles_par(request.user)
        .filter(promotion=promotion)
        .select_related("structure", "territoire"),
        pk=pk,
    )
    binome.promotion = promotion
    return binome


def programme_de(request: SignedInRequest, pk: int) -> Programme:
    """Return the programme of the address if the person sees it, 404 otherwise."""
    programme: Programme = get_object_or_404(Programme.objects.visibles_par(request.user), pk=pk)
    return programme
