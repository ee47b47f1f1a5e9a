"""The pages of the works: the list, writing, elements, sharing, handing in, taking back."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.actions.livrables import (
    deplacer_element,
    ecrire_section,
    modifier_element,
    retirer_element,
)
from parcours.actions.versions import (
    PARTAGES_OFFERTS,
    elargir_partage,
    partager_version,
    remettre_livrable,
    reprendre_livrable,
)
from parcours.droits import livrables as droits
from parcours.ecriture import Refus, composer, enregistrer
from parcours.forms.livrables import ElementForm, PartageForm, RemiseForm
from parcours.models import Element, Livrable, Promotion, Retour, Version
from parcours.models.livrables import Partage
from parcours.trames import trame_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import RegleViolee, VersionDepassee
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.models import Personne
from rameau.comptes.requests import SignedInRequest

LECTEURS = (
    Chapeau.CATALYSEUR,
    Chapeau.ALUMNI,
    Chapeau.COACH,
    Chapeau.EQUIPE,
    Chapeau.COMITE,
)
AUTEURS = (Chapeau.CATALYSEUR, Chapeau.ALUMNI)


@ouvert_a(*LECTEURS)
def livrables(request: SignedInRequest, promotion: str) -> HttpResponse:
    """The works of one's binôme, and what the others of the promotion share."""
    la_promotion = get_object_or_404(Promotion.objects.visibles_par(request.user), code=promotion)
    request.promotion = la_promotion  # type: ignore[attr-defined]
    tous = (
        Livrable.objects.filter(binome__promotion=la_promotion)
        .avec_etat()
        .select_related("binome__territoire", "binome__structure", "etape", "remis_par")
        .select_related("binome__promotion")
    )
    partagees = (
        Version.objects.visibles_par(request.user)
        .filter(livrable__binome__promotion=la_promotion, partage__gte=Partage.COACH)
        .exclude(livrable__in=Livrable.objects.de(request.user).order_by())
        .select_related("livrable__binome__territoire", "livrable__binome__structure")
        .select_related("livrable__binome__promotion")
        .defer("contenu")
        .order_by("livrable__binome__rang", "livrable__etape__ordre", "-numero")
    )
    return render(
        request,
        "parcours/livrables/livrables.html",
        {
            "promotion": la_promotion,
            "miens": tous.de(request.user).order_by("etape__ordre"),
            "partagees": _par_binome(partagees),
            "aujourdhui": aujourdhui(),
            "fil": [(la_promotion.nom, la_promotion.get_absolute_url()), ("Travaux", "")],
        },
    )


@ouvert_a(*LECTEURS, methodes="GET POST")
def livrable(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """The writing page for the binôme; for others, the facts and the versions they may read."""
    if request.method == "POST":
        return _enregistrer(request, _mien(request, promotion, pk))
    le_livrable = _visible(request, promotion, pk)
    if droits.peut_ecrire(request.user, le_livrable):
        return _page_d_ecriture(request, le_livrable)
    membre = droits.est_du_binome(request.user, le_livrable.binome)
    contexte = _faits(request, le_livrable, membre=membre) | {
        "sections": composer(le_livrable) if membre else [],
    }
    return render(request, "parcours/livrables/faits.html", contexte)


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
    sections = composer(le_livrable, refus=refus)
    contexte = _faits(request, le_livrable, membre=True) | {
        "sections": sections,
        "remplies": sum(section.est_remplie for section in sections),
    }
    return render(request, "parcours/livrables/livrable.html", contexte, status=status)


@ouvert_a(*AUTEURS, methodes="POST")
def section(request: SignedInRequest, promotion: str, pk: int, code: str) -> HttpResponse:
    """Save one section as its writer types: a fragment says when, or shows both texts."""
    le_livrable = _mien(request, promotion, pk)
    texte = request.POST.get("texte", "")
    revision = request.POST.get("revision", "")
    if code not in trame_de(le_livrable.nature).codes:
        raise Http404
    try:
        ecrite = ecrire_section(
            par=request.user,
            livrable=le_livrable,
            code=code,
            texte=texte,
            revision=int(revision) if revision.isdecimal() else 0,
            instant=maintenant(),
        )
    except VersionDepassee as depassee:
        return render(
            request,
            "parcours/livrables/section_conflit.html",
            {"autre": depassee.actuel},
            status=409,
        )
    except RegleViolee as broken:
        contexte = {"erreur": broken.message}
        return render(request, "parcours/livrables/section_refus.html", contexte, status=422)
    return render(
        request,
        "parcours/livrables/section_etat.html",
        {
            "modifiee_le": ecrite.modifiee_le,
            "revision": ecrite.revision,
            "par": None,
            "jour": False,
        },
    )


@ouvert_a(*AUTEURS, methodes="GET POST")
def element(request: SignedInRequest, promotion: str, pk: int, element_pk: int) -> HttpResponse:
    """One element: what it says, what it stems from; or its place, or taking it out."""
    le_livrable = _mien(request, promotion, pk)
    l_element = get_object_or_404(
        Element.objects.select_related("livrable__binome__promotion", "livrable__etape"),
        livrable=le_livrable,
        pk=element_pk,
    )
    form = ElementForm(request.POST if request.method == "POST" else None, element=l_element)
    retour = _adresse_de_la_section(promotion, l_element)
    if request.method == "POST":
        acte = request.POST.get("acte", "")
        if acte in ("monter", "descendre"):
            deplacer_element(par=request.user, element=l_element, monter=acte == "monter")
            return SeeOther(retour)
        if acte == "retirer":
            retirer_element(par=request.user, element=l_element)
            messages.success(request, f"« {l_element.titre} » est retiré de votre travail.")
            return SeeOther(retour)
        status, autre = _modifier(request, l_element, form)
        if status == 303:
            return SeeOther(retour)
    else:
        status, autre = 200, None
    return render(
        request,
        "parcours/livrables/element.html",
        {
            "livrable": le_livrable,
            "element": l_element,
            "form": form,
            "autre": autre,
            "retour": retour,
            "fil": _fil(le_livrable, l_element.get_nature_display().capitalize()),
        },
        status=status,
    )


def _modifier(
    request: SignedInRequest, l_element: Element, form: ElementForm
) -> tuple[int, Element | None]:
    """Change the element; return the status, and what someone else wrote meanwhile."""
    if not form.is_valid():
        return 422, None
    try:
        modifier_element(
            par=request.user, element=l_element, instant=maintenant(), **form.cleaned_data
        )
    except VersionDepassee as depassee:
        # Sent again, what she typed replaces what she has now read.
        actuel = cast("Element", depassee.actuel)
        form.data = {**request.POST.dict(), "revision": str(actuel.revision)}
        return 409, actuel
    except RegleViolee as broken:
        form.add_error(None, broken.message)
        return 422, None
    messages.success(request, "L'élément est enregistré.")
    return 303, None


@ouvert_a(*AUTEURS, methodes="GET POST")
def partager(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Share the work as it stands with the coach."""
    le_livrable = _mien(request, promotion, pk)
    erreur, status = "", 200
    if request.method == "POST":
        try:
            version = partager_version(par=request.user, livrable=le_livrable, instant=maintenant())
        except RegleViolee as broken:
            erreur, status = broken.message, 409
        else:
            coach = _coach(le_livrable)
            qui = f"{coach} reçoit un courriel." if coach else "L'équipe peut la lire."
            messages.success(request, f"La version {version.numero} est partagée. {qui}")
            return SeeOther(version.get_absolute_url())
    return render(
        request,
        "parcours/livrables/partager.html",
        {
            "livrable": le_livrable,
            "trame": trame_de(le_livrable.nature),
            "coach": _coach(le_livrable),
            "vides": [s.guide for s in composer(le_livrable) if not s.est_remplie],
            "erreur": erreur,
            "fil": _fil(le_livrable, "Partager au coach"),
        },
        status=status,
    )


@ouvert_a(*AUTEURS, Chapeau.EQUIPE, methodes="GET POST")
def remettre(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Declare the work remis: what is empty, who will be told, who will read it."""
    le_livrable = _visible(request, promotion, pk)
    if not droits.peut_remettre(request.user, le_livrable):
        raise Http404
    membres = _membres(le_livrable)
    au_nom_du_binome = request.user not in membres
    form = RemiseForm(
        request.POST if request.method == "POST" else None,
        livrable=le_livrable,
        membres=membres if au_nom_du_binome else None,
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            pour = form.cleaned_data.get("pour_le_compte_de")
            try:
                version = remettre_livrable(
                    par=request.user,
                    livrable=le_livrable,
                    partage=form.cleaned_data["partage"],
                    pour_le_compte_de=next((m for m in membres if m.pk == pour), None),
                    instant=maintenant(),
                )
            except RegleViolee as broken:
                form.add_error(None, broken.message)
                status = 409
            else:
                travail = trame_de(le_livrable.nature).avec_article
                messages.success(
                    request, f"C'est fait : {travail} est remis, version {version.numero}."
                )
                return SeeOther(le_livrable.get_absolute_url())
    coach = _coach(le_livrable)
    return render(
        request,
        "parcours/livrables/remettre.html",
        {
            "livrable": le_livrable,
            "trame": trame_de(le_livrable.nature),
            "form": form,
            "vides": [s.guide for s in composer(le_livrable) if not s.est_remplie],
            "prevenus": [p for p in [*membres, *([coach] if coach else [])] if p != request.user],
            "au_nom_du_binome": au_nom_du_binome,
            "fil": _fil(le_livrable, "Remettre"),
        },
        status=status,
    )


@ouvert_a(*AUTEURS, methodes="GET POST")
def reprendre(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Take the work back, within 48 hours."""
    le_livrable = _mien(request, promotion, pk)
    erreur, status = "", 200
    if request.method == "POST":
        try:
            reprendre_livrable(par=request.user, livrable=le_livrable, instant=maintenant())
        except RegleViolee as broken:
            erreur, status = broken.message, 409
        else:
            messages.success(request, "Votre travail est repris : il n'est plus remis.")
            return SeeOther(le_livrable.get_absolute_url())
    return render(
        request,
        "parcours/livrables/reprendre.html",
        {
            "livrable": le_livrable,
            "trame": trame_de(le_livrable.nature),
            "avant": Partage(le_livrable.partage_avant_remise or 0).label,
            "possible": droits.peut_reprendre(request.user, le_livrable, maintenant()),
            "erreur": erreur,
            "fil": _fil(le_livrable, "Reprendre"),
        },
        status=status,
    )


@ouvert_a(*AUTEURS, methodes="GET POST")
def elargir(request: SignedInRequest, promotion: str, pk: int, numero: int) -> HttpResponse:
    """Let more people read a version."""
    le_livrable = _mien(request, promotion, pk)
    version = get_object_or_404(
        Version.objects.visibles_par(request.user).select_related("livrable__binome__promotion"),
        livrable=le_livrable,
        numero=numero,
    )
    form = PartageForm(request.POST if request.method == "POST" else None, version=version)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                version = elargir_partage(
                    par=request.user, version=version, partage=form.cleaned_data["partage"]
                )
            except RegleViolee as broken:
                form.add_error(None, broken.message)
                status = 409
            else:
                messages.success(
                    request,
                    f"La version {numero} se lit maintenant par : {version.get_partage_display()}.",
                )
                return SeeOther(version.get_absolute_url())
    return render(
        request,
        "parcours/livrables/elargir.html",
        {
            "livrable": le_livrable,
            "version": version,
            "form": form,
            "possible": version.partage < max(PARTAGES_OFFERTS),
            "fil": _fil(le_livrable, f"Version {numero}"),
        },
        status=status,
    )


def _visible(request: SignedInRequest, promotion: str, pk: int) -> Livrable:
    """The work, for whoever sees its promotion."""
    livrables = _livrables(promotion).visibles_par(request.user)
    return _nommer(request, get_object_or_404(livrables, pk=pk))


def _mien(request: SignedInRequest, promotion: str, pk: int) -> Livrable:
    """The work, for the members of its binôme; absent for all others."""
    return _nommer(request, get_object_or_404(_livrables(promotion).de(request.user), pk=pk))


def _nommer(request: SignedInRequest, le_livrable: Livrable) -> Livrable:
    """Tell the frame of the page which promotion it is about."""
    request.promotion = le_livrable.binome.promotion  # type: ignore[attr-defined]
    return le_livrable


def _livrables(promotion: str) -> Any:
    return (
        Livrable.objects.filter(binome__promotion__code=promotion)
        .avec_etat()
        .select_related("binome__promotion", "binome__territoire", "binome__structure")
        .select_related("etape", "remis_par", "version_remise")
        .defer("version_remise__contenu", "version_remise__document")
    )


def _faits(request: SignedInRequest, le_livrable: Livrable, *, membre: bool) -> dict[str, Any]:
    """What every reader of a work's page sees of it."""
    versions = list(
        le_livrable.versions.visibles_par(request.user)
        .select_related("livrable__binome__promotion", "figee_par")
        .defer("contenu")
    )
    repondues = set(
        Retour.objects.visibles_par(request.user)
        .filter(version__in=versions, envoye_le__isnull=False)
        .order_by()
        .values_list("version", flat=True)
    )
    return {
        "livrable": le_livrable,
        "trame": trame_de(le_livrable.nature),
        "versions": [(version, version.pk in repondues) for version in versions],
        "peut_remettre": le_livrable.remis_le is None
        and droits.peut_remettre(request.user, le_livrable),
        "peut_reprendre": membre and droits.peut_reprendre(request.user, le_livrable, maintenant()),
        "reprise_jusqu_au": le_livrable.remis_le and le_livrable.remis_le + droits.DELAI_DE_REPRISE,
        "aujourdhui": aujourdhui(),
        "fil": _fil(le_livrable, ""),
    }


def _membres(le_livrable: Livrable) -> list[Personne]:
    participations = le_livrable.binome.participations.actives().select_related("personne")
    return [participation.personne for participation in participations.order_by("place")]


def _coach(le_livrable: Livrable) -> Personne | None:
    affectation = (
        le_livrable.binome.affectations.filter(jusqua=None).select_related("coach").first()
    )
    return affectation.coach if affectation else None


def _par_binome(versions: Any) -> list[tuple[str, list[Version]]]:
    """The last readable version of each work, under the name of its binôme."""
    groupes: dict[str, list[Version]] = {}
    vus: set[int] = set()
    for version in versions:
        if version.livrable_id not in vus:
            vus.add(version.livrable_id)
            groupes.setdefault(version.livrable.binome.nom, []).append(version)
    return list(groupes.items())


def _adresse_de_la_section(promotion: str, l_element: Element) -> str:
    trame = trame_de(l_element.livrable.nature)
    code = next((s.code for s in trame.sections if s.elements == l_element.nature), "")
    return reverse("parcours:livrable", args=[promotion, l_element.livrable_id]) + f"#{code}"


def _fil(le_livrable: Livrable, ici: str) -> list[tuple[str, str]]:
    """Where one is: promotion, works, this work, and this page of it."""
    promotion = le_livrable.binome.promotion
    fil = [
        (promotion.nom, promotion.get_absolute_url()),
        ("Travaux", reverse("parcours:livrables", args=[promotion.code])),
        (le_livrable.titre, le_livrable.get_absolute_url()),
    ]
    return [*fil, (ici, "")] if ici else fil
