"""The doors of the pages of the works, who enters them, and where one is there."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from parcours.promotions.models import Promotion
from parcours.promotions.views.portes import ariane_promotion, promotion_de
from parcours.travaux.models import Livrable, Regroupement, Version
from parcours.travaux.models.livrables import LivrableQuerySet
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne

LECTEURS = (
    Chapeau.CATALYSEUR,
    Chapeau.ALUMNI,
    Chapeau.COACH,
    Chapeau.EQUIPE,
    Chapeau.COMITE,
)


AUTEURS = (Chapeau.CATALYSEUR, Chapeau.ALUMNI)


def visible(request: SignedInRequest, promotion: str, pk: int) -> Livrable:
    """The work, for whoever sees its promotion."""
    return _nommer(request, _visible.or_404(request.user, promotion, pk))


def mien(request: SignedInRequest, promotion: str, pk: int) -> Livrable:
    """The work, for the members of its binôme; absent for all others."""
    return _nommer(request, _mien.or_404(request.user, promotion, pk))


def _nommer(request: SignedInRequest, le_livrable: Livrable) -> Livrable:
    """Tell the frame of the page which promotion it is about."""
    request.promotion = le_livrable.binome.promotion  # type: ignore[attr-defined]
    return le_livrable


@compiled
def _visible(personne: Personne, promotion: str, pk: int) -> QuerySet[Livrable]:
    return _livrables(promotion).visibles_par(personne).filter(pk=pk).order_by()


@compiled
def _mien(personne: Personne, promotion: str, pk: int) -> QuerySet[Livrable]:
    return _livrables(promotion).de(personne).filter(pk=pk).order_by()


def _livrables(promotion: str) -> LivrableQuerySet:
    livrables: LivrableQuerySet = (
        Livrable.objects.filter(binome__promotion__code=promotion)
        .avec_etat()
        .select_related("binome__promotion", "binome__territoire", "binome__structure")
        .select_related("etape", "remis_par", "version_remise")
        .defer("version_remise__contenu", "version_remise__document")
    )
    return livrables


def membres_de(le_livrable: Livrable) -> list[Personne]:
    """The members of its binôme today, in their order."""
    participations = le_livrable.binome.participations.actives().select_related("personne")
    return [participation.personne for participation in participations.order_by("place")]


def coach_de(le_livrable: Livrable) -> Personne | None:
    """The coach of its binôme today, if any."""
    affectation = (
        le_livrable.binome.affectations.filter(jusqua=None).select_related("coach").first()
    )
    return affectation.coach if affectation else None


def ariane_de(personne: Personne, le_livrable: Livrable, ici: str) -> list[tuple[str, str]]:
    """Where one is: promotion, works, this work, and this page of it."""
    promotion = le_livrable.binome.promotion
    ariane = [
        *ariane_promotion(personne, promotion),
        ("Travaux", reverse("parcours:livrables", args=[promotion.code])),
        (le_livrable.titre, le_livrable.get_absolute_url()),
    ]
    return [*ariane, (ici, "")] if ici else ariane


def version_de(request: SignedInRequest, promotion: str, pk: int, numero: int) -> Version:
    """The version, for whoever it is shared with, with the level that includes this person."""
    la_version = get_object_or_404(
        Version.objects.visibles_par(request.user)
        .avec_niveau(request.user)
        .select_related(
            "livrable__binome__promotion",
            "livrable__binome__territoire",
            "livrable__binome__structure",
            "livrable__etape",
            "figee_par",
        ),
        livrable=pk,
        livrable__binome__promotion__code=promotion,
        numero=numero,
    )
    la_promotion = la_version.livrable.binome.promotion
    # Who is of another promotion reads the version, and goes nowhere around it.
    if Promotion.objects.visibles_par(request.user).filter(pk=la_promotion.pk).exists():
        request.promotion = la_promotion  # type: ignore[attr-defined]
    return la_version


def ariane_de_la_version(request: SignedInRequest, la_version: Version) -> list[tuple[str, str]]:
    """Where one is; who is of another promotion reads the version and nothing around it."""
    livrable = la_version.livrable
    promotion = livrable.binome.promotion
    ici = (f"Version {la_version.numero}", la_version.get_absolute_url())
    if getattr(request, "promotion", None) != promotion:
        return [("Accueil", reverse("accueil:accueil")), ici]
    return [
        *ariane_promotion(request.user, promotion),
        ("Travaux", reverse("parcours:livrables", args=[promotion.code])),
        (livrable.titre, livrable.get_absolute_url()),
        ici,
    ]


def regroupement_de(request: SignedInRequest, promotion: str, pk: int) -> Regroupement:
    """The group of a promotion, for whoever reads it."""
    la_promotion = promotion_de(request, promotion)
    trouve: Regroupement = get_object_or_404(
        Regroupement.objects.visibles_par(request.user).filter(promotion=la_promotion), pk=pk
    )
    trouve.promotion = la_promotion
    return trouve
