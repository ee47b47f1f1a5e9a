"""The pages of the works: the list, the writing page or the facts, saving as one types."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parcours.promotions.droits.promotions import est_du_binome
from parcours.promotions.models import Promotion
from parcours.promotions.views.portes import ariane_promotion, promotion_de
from parcours.travaux.actions.ecriture import enregistrer
from parcours.travaux.actions.livrables import ecrire_section
from parcours.travaux.actions.reprises import lus_a_reprendre, reprendre_elements
from parcours.travaux.droits.livrables import peut_ecrire
from parcours.travaux.droits.versions import DELAI_DE_REPRISE, peut_remettre, reprise_ouverte
from parcours.travaux.lectures.ecriture import Refus, composer
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Livrable, PieceJointe, Prolongation, Retour, Version
from parcours.travaux.models.chaine import Partage
from parcours.travaux.views.portes import AUTEURS, LECTEURS, ariane_de, mien, visible
from rameau.commun.compiled import compiled
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import submit
from rameau.commun.temps import aujourdhui, maintenant
from rameau.commun.texte import accorder
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne


@ouvert_a(*LECTEURS)
def livrables(request: SignedInRequest, promotion: str) -> HttpResponse:
    """The works of one's binôme, and what the others of the promotion share."""
    la_promotion = promotion_de(request, promotion)
    return render(
        request,
        "travaux/livrables/livrables.html",
        {
            "promotion": la_promotion,
            "miens": _miens(request.user, la_promotion),
            "partagees": _par_binome(_partagees(request.user, la_promotion)),
            "aujourdhui": aujourdhui(),
            "ariane": [*ariane_promotion(request.user, la_promotion), ("Travaux", "")],
        },
    )


@compiled
def _miens(personne: Personne, promotion: Promotion) -> QuerySet[Livrable]:
    siens: QuerySet[Livrable] = (
        Livrable.objects.filter(binome__promotion=promotion)
        .de(personne)
        .avec_etat()
        .select_related("binome__territoire", "binome__structure", "etape", "remis_par")
        .select_related("binome__promotion")
        .order_by("etape__ordre")
    )
    return siens


@compiled
def _partagees(personne: Personne, promotion: Promotion) -> QuerySet[Version]:
    return (
        Version.objects.visibles_par(personne)
        .filter(livrable__binome__promotion=promotion, partage__gte=Partage.COACH)
        .exclude(livrable__in=Livrable.objects.de(personne).order_by())
        .select_related("livrable__binome__territoire", "livrable__binome__structure")
        .select_related("livrable__binome__promotion")
        .defer("contenu")
        .order_by("livrable__binome__rang", "livrable__etape__ordre", "-numero")
    )


@ouvert_a(*LECTEURS, methodes="GET POST")
def livrable(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """The writing page for the binôme; for others, the facts and the versions they may read."""
    if request.method == "POST":
        return _enregistrer(request, mien(request, promotion, pk))
    le_livrable = visible(request, promotion, pk)
    if peut_ecrire(request.user, le_livrable):
        return _page_d_ecriture(request, le_livrable)
    membre = est_du_binome(request.user, le_livrable.binome)
    contexte = _faits(request, le_livrable) | {
        "peut_remettre": le_livrable.remis_le is None and peut_remettre(request.user, le_livrable),
        "sections": composer(le_livrable) if membre else [],
    }
    return render(request, "travaux/livrables/faits.html", contexte)


def _enregistrer(request: SignedInRequest, le_livrable: Livrable) -> HttpResponse:
    refus = enregistrer(
        le_livrable, par=request.user, donnees=request.POST.dict(), instant=maintenant()
    )
    if refus:
        conflit = any(r.autre for r in refus.values())
        return _page_d_ecriture(request, le_livrable, refus=refus, status=409 if conflit else 422)
    suite, _, quoi = request.POST.get("suite", "").partition(":")
    args = [le_livrable.binome.promotion.code, le_livrable.pk]
    if suite in ("partager", "remettre"):
        return SeeOther(reverse(f"parcours:{suite}", args=args))
    if suite == "element" and quoi.isdecimal():
        return SeeOther(reverse("parcours:element", args=[*args, int(quoi)]))
    messages.success(request, "Tout est enregistré.")
    ancre = f"#{quoi}" if suite == "section" and quoi in trame_de(le_livrable.nature).codes else ""
    return SeeOther(reverse("parcours:livrable", args=args) + ancre)


def _page_d_ecriture(
    request: SignedInRequest,
    le_livrable: Livrable,
    *,
    refus: dict[str, Refus] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Its reader writes it: of her rights only the dates are still to be asked."""
    sections = composer(le_livrable, refus=refus)
    contexte = _faits(request, le_livrable) | {
        "peut_remettre": le_livrable.remis_le is None,
        "peut_reprendre": reprise_ouverte(le_livrable, maintenant()),
        "reprise_jusqu_au": le_livrable.remis_le and le_livrable.remis_le + DELAI_DE_REPRISE,
        "sections": sections,
        "a_reprendre": lus_a_reprendre(le_livrable),
        "pieces": _pieces(request.user, le_livrable),
        "remplies": sum(section.est_remplie for section in sections),
    }
    return render(request, "travaux/livrables/livrable.html", contexte, status=status)


@ouvert_a(*AUTEURS, methodes="POST")
def section(request: SignedInRequest, promotion: str, pk: int, code: str) -> HttpResponse:
    """Save one section as its writer types: a fragment says when, or shows both texts."""
    le_livrable = mien(request, promotion, pk)
    texte = request.POST.get("texte", "")
    revision = request.POST.get("revision", "")
    if code not in trame_de(le_livrable.nature).codes:
        raise Http404

    def ecrire() -> HttpResponse:
        ecrite = ecrire_section(
            par=request.user,
            livrable=le_livrable,
            code=code,
            texte=texte,
            revision=int(revision) if revision.isdecimal() else 0,
            instant=maintenant(),
        )
        contexte = {
            "modifiee_le": ecrite.modifiee_le,
            "revision": ecrite.revision,
            "par": None,
            "jour": False,
        }
        return render(request, "travaux/livrables/section_etat.html", contexte)

    outcome = submit(request, ecrire, refused=422)
    if outcome.response:
        return outcome.response
    genre = "section_conflit" if outcome.stale else "section_refus"
    contexte = {"autre": outcome.current, "moi": request.user, "erreur": outcome.refusal}
    return render(request, f"travaux/livrables/{genre}.html", contexte, status=outcome.status)


@ouvert_a(*AUTEURS, methodes="POST")
def reprises(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Take up in this work what the one before holds."""
    le_livrable = mien(request, promotion, pk)

    def reprendre() -> str:
        repris = reprendre_elements(par=request.user, livrable=le_livrable, instant=maintenant())
        combien = accorder(len(repris), "élément est repris", "éléments sont repris")
        messages.success(request, f"{combien} : ils sont à leur place, vous pouvez les changer.")
        return le_livrable.get_absolute_url()

    outcome = submit(request, reprendre)
    if outcome.refusal:
        messages.info(request, outcome.refusal)
    return outcome.response or SeeOther(le_livrable.get_absolute_url())


def _faits(request: SignedInRequest, le_livrable: Livrable) -> dict[str, Any]:
    """What every reader of a work's page sees of it, in two queries."""
    return {
        "livrable": le_livrable,
        "trame": trame_de(le_livrable.nature),
        "versions": [
            (version, version.repondue)  # type: ignore[attr-defined]
            for version in _versions(request.user, le_livrable)
        ],
        "aujourdhui": aujourdhui(),
        "prolongation": _prolongation.first(le_livrable) if le_livrable.remis_le is None else None,
        "ariane": ariane_de(request.user, le_livrable, ""),
    }


@compiled
def _versions(personne: Personne, livrable: Livrable) -> QuerySet[Version]:
    envoyes = Retour.objects.visibles_par(personne).filter(envoye_le__isnull=False)
    versions: QuerySet[Version] = (
        livrable.versions.visibles_par(personne)
        .select_related("livrable__binome__promotion", "figee_par")
        .defer("contenu")
        .annotate(repondue=Exists(envoyes.filter(version=OuterRef("pk"))))
    )
    return versions


@compiled
def _prolongation(livrable: Livrable) -> QuerySet[Prolongation]:
    return livrable.prolongations.order_by("-pk")[:1]


@compiled
def _pieces(personne: Personne, livrable: Livrable) -> QuerySet[PieceJointe]:
    return PieceJointe.objects.de(personne).presentes(livrable)


def _par_binome(versions: Any) -> list[tuple[str, list[Version]]]:
    """The last readable version of each work, under the name of its binôme."""
    groupes: dict[str, list[Version]] = {}
    vus: set[int] = set()
    for version in versions:
        if version.livrable_id not in vus:
            vus.add(version.livrable_id)
            groupes.setdefault(version.livrable.binome.nom, []).append(version)
    return list(groupes.items())
