"""What the 12 have in common: its page, its groups, and the quotes a binôme is asked for."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.promotions.models import Promotion
from parcours.promotions.views.portes import ariane_promotion, promotion_de
from parcours.travaux.actions.capitalisation import (
    defaire_regroupement,
    demander_citation,
    detacher,
    modifier_regroupement,
    publier_regroupement,
    regrouper,
    repondre_citation,
)
from parcours.travaux.droits.capitalisation import peut_capitaliser
from parcours.travaux.forms.capitalisation import (
    CitationForm,
    RegroupementForm,
    RegrouperForm,
    ReponseForm,
    elements_de,
)
from parcours.travaux.lectures import capitalisation as lecture
from parcours.travaux.lectures.capitalisation import elements_partages, groupes_de
from parcours.travaux.models import Citation, Regroupement
from parcours.travaux.views.portes import regroupement_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import submit
from rameau.commun.temps import maintenant
from rameau.commun.texte import accorder
from rameau.comptes.lectures.requests import SignedInRequest

MONTRES = 200
MEMBRES = (Chapeau.CATALYSEUR, Chapeau.ALUMNI)


@ouvert_a(CONNECTES)
def capitalisation(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Every element shared with the person, filtered by the address, and the groups."""
    return _page(request, promotion_de(request, promotion))


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def regrouper_elements(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Put the ticked elements in a group, new or not."""
    la_promotion = promotion_de(request, promotion)
    partages = elements_partages(la_promotion, request.user)
    form = RegrouperForm(request.POST, partages=partages, promotion_id=la_promotion.pk)

    def mettre_ensemble() -> str:
        donnees = form.cleaned_data
        regroupement = regrouper(
            par=request.user,
            promotion=la_promotion,
            elements=donnees["elements"],
            regroupement=donnees["regroupement"],
            titre=donnees["titre"],
            instant=maintenant(),
        )
        mis = accorder(len(donnees["elements"]), "élément est", "éléments sont")
        messages.success(request, f"{mis} dans « {regroupement.titre} ».")
        if request.POST.get("suite") == "regroupement":
            return regroupement.get_absolute_url()
        return reverse("parcours:capitalisation", args=[la_promotion.code]) + "#regroupements"

    def champ(regle: str) -> str:
        return "elements" if regle == "elements" else "titre"

    outcome = submit(request, mettre_ensemble, form, field=champ)
    return outcome.response or _page(request, la_promotion, form, status=outcome.status)


def _page(
    request: SignedInRequest,
    promotion: Promotion,
    form: RegrouperForm | None = None,
    status: int = 200,
) -> HttpResponse:
    personne = request.user
    choix = elements_de(promotion, personne, request.GET)
    compose = peut_capitaliser(personne, promotion)
    gardes = choix.gardes
    montres = gardes if "tout" in request.GET else gardes[:MONTRES]
    contexte = {
        "ariane": [*ariane_promotion(request.user, promotion), ("Capitalisation", "")],
        "promotion": promotion,
        "filtres": choix.filtres,
        "genres": lecture.par_genre(montres),
        "combien": len(gardes),
        "en_tout": len(choix.partages),
        "structures": len({partage.binome.pk for partage in gardes}),
        "reste": len(gardes) - len(montres),
        "tout": urlencode([*request.GET.items(), ("tout", "1")]),
        "titres": choix.titres,
        "groupes": groupes_de(choix.regroupements, choix.partages),
        "themes": lecture.graphique_des_themes(lecture.themes_de(gardes)),
        "compose": compose,
        "form": form
        or (RegrouperForm(partages=gardes, promotion_id=promotion.pk) if compose else None),
        "coches": set(form.data.getlist("elements")) if form else set(),  # type: ignore[attr-defined]
    }
    return render(request, "travaux/capitalisation/capitalisation.html", contexte, status=status)


@ouvert_a(CONNECTES)
def regroupement(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """A group: who meets it, in which words, what is learnt; and its acts for the équipe."""
    return page_du_regroupement(request, regroupement_de(request, promotion, pk))


def page_du_regroupement(
    request: SignedInRequest,
    regroupement: Regroupement,
    *,
    form: RegroupementForm | None = None,
    citation: tuple[int, CitationForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a group, with what was typed when it is refused."""
    personne, promotion = request.user, regroupement.promotion
    partages = elements_partages(promotion, personne)
    groupe = groupes_de([regroupement], partages)[0]
    compose = peut_capitaliser(personne, promotion)
    citations = list(
        Citation.objects.visibles_par(personne)
        .filter(regroupement=regroupement)
        .select_related("version__livrable__binome__structure")
        .select_related("version__livrable__binome__territoire")
        .order_by("pk")
    )
    contexte: dict[str, Any] = {
        "ariane": [
            *ariane_promotion(request.user, promotion),
            ("Capitalisation", reverse("parcours:capitalisation", args=[promotion.code])),
            (regroupement.titre, ""),
        ],
        "promotion": promotion,
        "regroupement": regroupement,
        "groupe": groupe,
        "en_tout": promotion.binomes.count(),
        "titres": {},
        "accordees": [c for c in citations if c.reponse in Citation.ACCORDS],
        "demandees": [c for c in citations if c.reponse not in Citation.ACCORDS] if compose else [],
        "compose": compose,
    }
    if compose:
        contexte |= {
            "form": form or RegroupementForm.de(regroupement),
            "ressemblants": lecture.ressemblants(groupe, partages),
            "formulaires": {
                partage.pk: citation[1]
                if citation and citation[0] == partage.pk
                else CitationForm(
                    initial={"texte": partage.element.titre}, auto_id=f"id_{partage.pk}_%s"
                )
                for partage in groupe.elements
            },
        }
    return render(request, "travaux/capitalisation/regroupement.html", contexte, status=status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def modifier(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Name a group and say what is learnt from it."""
    le_regroupement = regroupement_de(request, promotion, pk)
    form = RegroupementForm.de(le_regroupement, request.POST)

    def nommer() -> str:
        modifier_regroupement(par=request.user, regroupement=le_regroupement, **form.cleaned_data)
        messages.success(request, "Le regroupement est enregistré.")
        return le_regroupement.get_absolute_url()

    outcome = submit(request, nommer, form, field="titre", reread=RegroupementForm.de)
    return outcome.response or page_du_regroupement(
        request, regroupement_de(request, promotion, pk), form=form, status=outcome.status
    )


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def publier(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Show a group to the promotion, or take it back."""
    le_regroupement = regroupement_de(request, promotion, pk)
    oui = request.POST.get("publier") == "1"
    publier_regroupement(
        par=request.user, regroupement=le_regroupement, publier=oui, instant=maintenant()
    )
    messages.success(
        request,
        "Le regroupement est publié : la promotion le lit."
        if oui
        else "Le regroupement n’est plus publié.",
    )
    return SeeOther(le_regroupement.get_absolute_url())


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def detacher_element(
    request: SignedInRequest, promotion: str, pk: int, element_pk: int
) -> HttpResponse:
    """Take an element out of a group."""
    le_regroupement = regroupement_de(request, promotion, pk)
    detacher(par=request.user, regroupement=le_regroupement, element=element_pk)
    messages.success(request, "L’élément est retiré du regroupement ; il reste dans son travail.")
    return SeeOther(le_regroupement.get_absolute_url())


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def defaire(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Ask before undoing a group, saying how many elements it holds; then do it."""
    le_regroupement = regroupement_de(request, promotion, pk)
    page = reverse("parcours:capitalisation", args=[promotion])

    def executer() -> str:
        defaire_regroupement(par=request.user, regroupement=le_regroupement)
        messages.success(request, "Le regroupement est défait ; ses éléments restent.")
        return page

    outcome = submit(request, executer)
    if outcome.response:
        return outcome.response
    if outcome.refusal:
        messages.error(request, outcome.refusal)
        return page_du_regroupement(request, le_regroupement, status=outcome.status)
    combien = le_regroupement.rattachements.count()
    contexte = {
        "ariane": [
            *ariane_promotion(request.user, le_regroupement.promotion),
            ("Capitalisation", page),
            (le_regroupement.titre, le_regroupement.get_absolute_url()),
            ("Défaire", ""),
        ],
        "regroupement": le_regroupement,
        "effet": f"{accorder(combien, 'élément y est rattaché', 'éléments y sont rattachés')} : "
        "ils restent dans leurs travaux, sans regroupement.",
    }
    return render(request, "travaux/capitalisation/defaire.html", contexte)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def citer(request: SignedInRequest, promotion: str, pk: int, element_pk: int) -> HttpResponse:
    """Ask a binôme whether the words of one of its elements may be quoted."""
    le_regroupement = regroupement_de(request, promotion, pk)
    partages = elements_partages(le_regroupement.promotion, request.user)
    partage = next((un for un in partages if un.pk == element_pk), None)
    if partage is None or partage.regroupement != le_regroupement.pk:
        raise Http404(element_pk)
    form = CitationForm(request.POST, auto_id=f"id_{element_pk}_%s")

    def demander() -> str:
        demander_citation(
            par=request.user,
            regroupement=le_regroupement,
            version=partage.version,
            texte=form.cleaned_data["texte"],
            instant=maintenant(),
        )
        messages.success(request, f"L’accord est demandé à {partage.binome.nom}.")
        return le_regroupement.get_absolute_url() + "#citations"

    outcome = submit(request, demander, form, field="texte")
    return outcome.response or page_du_regroupement(
        request, le_regroupement, citation=(element_pk, form), status=outcome.status
    )


@ouvert_a(*MEMBRES)
def citations(request: SignedInRequest, promotion: str) -> HttpResponse:
    """What the équipe wishes to quote of the works of my binôme, and my answers."""
    return _page_citations(request, promotion_de(request, promotion))


def _page_citations(
    request: SignedInRequest,
    promotion: Promotion,
    *,
    refusee: tuple[int, ReponseForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    demandes = (
        Citation.objects.de(request.user)
        .filter(version__livrable__binome__promotion=promotion)
        .select_related("regroupement", "version__livrable__binome", "repondue_par")
        .order_by("repondue_le", "pk")
    )
    lignes = []
    for citation in demandes:
        citation.version.livrable.binome.promotion = promotion
        initial = (
            {} if citation.reponse == Citation.Reponse.ATTENTE else {"reponse": citation.reponse}
        )
        form = (
            refusee[1]
            if refusee and refusee[0] == citation.pk
            else ReponseForm(initial=initial, auto_id=f"id_{citation.pk}_%s")
        )
        lignes.append((citation, form))
    contexte = {
        "ariane": [
            *ariane_promotion(request.user, promotion),
            ("Nos travaux", reverse("parcours:livrables", args=[promotion.code])),
            ("Citations", ""),
        ],
        "promotion": promotion,
        "lignes": lignes,
    }
    return render(request, "travaux/capitalisation/citations.html", contexte, status=status)


@ouvert_a(*MEMBRES, methodes="POST")
def repondre(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Say whether words of my binôme may be quoted."""
    la_promotion = promotion_de(request, promotion)
    citation = get_object_or_404(
        Citation.objects.de(request.user)
        .filter(version__livrable__binome__promotion=la_promotion)
        .select_related("version__livrable__binome"),
        pk=pk,
    )
    form = ReponseForm(request.POST, auto_id=f"id_{pk}_%s")

    def garder() -> str:
        repondre_citation(
            par=request.user,
            citation=citation,
            reponse=form.cleaned_data["reponse"],
            instant=maintenant(),
        )
        messages.success(request, "Votre réponse est gardée ; vous pouvez la changer ici.")
        return reverse("parcours:citations", args=[promotion])

    outcome = submit(request, garder, form)
    return outcome.response or _page_citations(
        request, la_promotion, refusee=(pk, form), status=outcome.status
    )
