"""Promotions: the équipe opens and leads them, everyone who takes part sees their path."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date

from parcours.promotions.actions.promotions import (
    TRANSITIONS,
    changer_etat_promotion,
    creer_promotion,
)
from parcours.promotions.forms.promotions import DepartForm, OuvertureForm
from parcours.promotions.lectures.destinataires import a_qui_donner_les_dates
from parcours.promotions.lectures.promotions import promotions_de, tri_des_promotions
from parcours.promotions.models import Parcours, Participation, Promotion
from parcours.promotions.views.portes import ariane_equipe, promotion_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import submit
from rameau.commun.temps import aujourdhui
from rameau.commun.texte import accorder
from rameau.comptes.lectures.requests import SignedInRequest

PAR_PAGE = 20
# The act that leads to each state, as its button names it, and as it is told once done.
ACTES = {
    Promotion.Etat.EN_COURS: ("Commencer la promotion", "La promotion est en cours."),
    Promotion.Etat.EVALUATION: ("Passer à l’évaluation", "La promotion est en évaluation."),
    Promotion.Etat.CLOSE: ("Clore la promotion", "La promotion est close."),
}

# The way back from the evaluation is not a beginning.
REVENIR = "Revenir au temps des sessions"


# --- the équipe ----------------------------------------------------------------------------
@ouvert_a(Chapeau.EQUIPE)
def promotions(request: SignedInRequest) -> HttpResponse:
    """List the promotions, the latest first or as asked, by state if asked."""
    etat = request.GET.get("etat", "")
    liste = promotions_de(request.user, request.GET)
    par_etat = {"etat": etat} if etat in Promotion.Etat.values else {}
    contexte = {
        "page": Paginator(liste, PAR_PAGE).get_page(request.GET.get("page")),
        "etats": Promotion.Etat.choices,
        "etat": etat,
        "tri": tri_des_promotions(request.GET),
        "filtre": urlencode(par_etat),
        "parametres": urlencode(
            par_etat | ({"tri": tri_des_promotions(request.GET)} if "tri" in request.GET else {})
        ),
    }
    return render(request, "promotions/promotions/liste.html", contexte)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def nouvelle_promotion(request: SignedInRequest) -> HttpResponse:
    """Compute a calendar from a parcours and a first day, let people edit it, open it once.

    The three things it is computed from stay in the address. « Recalculer » writes nothing.
    """
    depart = DepartForm(
        _avec_le_seul_parcours(request) if request.GET else None,
        aujourdhui=aujourdhui(),
        initial={"parcours": Parcours.objects.visibles_par(request.user).proposes().first()},
    )
    if request.method == "POST":
        return _ouvrir(request)
    if not request.GET or not depart.is_valid():
        return _page_de_depart(request, depart)
    donnees = depart.cleaned_data
    form = OuvertureForm(
        parcours=donnees["parcours"],
        depart=donnees["debut"],
        aujourdhui=aujourdhui(),
        initial={"nom": donnees["nom"], "debut": donnees["debut"]},
    )
    return page_du_calendrier(request, form)


def _avec_le_seul_parcours(request: SignedInRequest) -> QueryDict:
    """An address without a parcours means the only one proposed, when there is only one."""
    adresse = request.GET
    proposes = list(Parcours.objects.visibles_par(request.user).proposes()[:2])
    if "parcours" in adresse or len(proposes) != 1:
        return adresse
    complete = adresse.copy()
    complete["parcours"] = proposes[0].code
    return complete


def _page_de_depart(request: SignedInRequest, depart: DepartForm) -> HttpResponse:
    contexte = {
        "ariane": [("Promotions", reverse("equipe:promotions")), ("Ouvrir une promotion", "")],
        "form": depart,
        "annonces": Parcours.objects.visibles_par(request.user).annonces(),
    }
    status = 422 if depart.is_bound else 200
    return render(request, "promotions/promotions/depart.html", contexte, status=status)


def page_du_calendrier(
    request: SignedInRequest, form: OuvertureForm, status: int = 200
) -> HttpResponse:
    """The preview of a promotion to come, before anything exists."""
    choix = form.choix_de_structures()
    contexte = {
        "form": form,
        "parcours": form.parcours,
        "lignes": form.lignes(),
        "accompagnements": form.accompagnements(),
        "choix": choix,
        "choisies": sum(un.coche for un in choix),
        "ariane": [
            ("Promotions", reverse("equipe:promotions")),
            ("Ouvrir une promotion", reverse("equipe:nouvelle_promotion")),
            ("Le calendrier", ""),
        ],
    }
    return render(request, "promotions/promotions/calendrier.html", contexte, status=status)


def _ouvrir(request: SignedInRequest) -> HttpResponse:
    parcours = _parcours_de(request)
    form = OuvertureForm(
        request.POST,
        parcours=parcours,
        depart=_jour_lisible(request.POST.get("debut", "")) or aujourdhui(),
        aujourdhui=aujourdhui(),
    )
    if request.POST.get("acte") == "recalculer":
        form.suivre_les_sessions()
        return page_du_calendrier(request, form, 200 if form.is_valid() else 422)
    choisies = "territoires" if parcours.avec_territoire else "structures"

    def creer() -> str:
        donnees = form.cleaned_data
        promotion = creer_promotion(
            par=request.user,
            parcours=parcours,
            nom=donnees["nom"],
            calendrier=form.calendrier,
            aujourdhui=aujourdhui(),
            programme=donnees["programme"],
            **{choisies: donnees["structures"]},
        )
        messages.success(
            request,
            f"« {promotion.nom} » est ouverte, avec "
            f"{accorder(len(donnees['structures']), 'structure', 'structures')}.",
        )
        return reverse("equipe:promotion", args=[promotion.code])

    outcome = submit(request, creer, form, field=form.champ_de)
    return outcome.response or page_du_calendrier(request, form, outcome.status)


def _parcours_de(request: SignedInRequest) -> Parcours:
    """The version the preview was made from; without one, the latest."""
    code, version = request.POST.get("parcours", ""), request.POST.get("version", "")
    siens = Parcours.objects.visibles_par(request.user)
    if not version:
        return get_object_or_404(siens.proposes(), code=code)
    if not version.isdecimal() or len(version) > 4:
        raise Http404
    return get_object_or_404(siens.ouvrables(), code=code, version=int(version))


def _jour_lisible(texte: str) -> date | None:
    try:
        return parse_date(texte)
    except ValueError:
        return None


def _acte(promotion: Promotion, etat: Promotion.Etat) -> str:
    """How the button that leads a promotion to a state says it."""
    retour = promotion.etat == Promotion.Etat.EVALUATION and etat == Promotion.Etat.EN_COURS
    return REVENIR if retour else ACTES[etat][0]


def _suites(promotion: Promotion) -> tuple[Promotion.Etat, ...]:
    return TRANSITIONS[Promotion.Etat(promotion.etat)]


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def etat_de_promotion(request: SignedInRequest, promotion: str, etat: str) -> HttpResponse:
    """Ask before leading a promotion to its next state, saying the effect; then do it."""
    la_promotion = promotion_de(request, promotion)
    if etat not in ACTES:
        raise Http404
    if request.method == "POST":
        changer_etat_promotion(par=request.user, promotion=la_promotion, etat=etat)
        messages.success(request, ACTES[Promotion.Etat(etat)][1])
        return SeeOther(reverse("equipe:promotion", args=[la_promotion.code]))
    if etat not in _suites(la_promotion):
        return redirect("equipe:promotion", la_promotion.code)
    if etat == Promotion.Etat.CLOSE:
        return redirect("equipe:cloture", la_promotion.code)
    contexte = {
        "ariane": ariane_equipe(la_promotion, _acte(la_promotion, Promotion.Etat(etat))),
        "promotion": la_promotion,
        "etat": etat,
        "acte": _acte(la_promotion, Promotion.Etat(etat)),
        "effet": _effet(la_promotion, Promotion.Etat(etat)),
    }
    return render(request, "promotions/promotions/etat.html", contexte)


def _effet(promotion: Promotion, etat: Promotion.Etat) -> str:
    """What the act does, with its numbers."""
    personnes = Participation.objects.actives().filter(binome__promotion=promotion).count()
    qui = accorder(personnes, "catalyseur", "catalyseurs")
    if etat == Promotion.Etat.EVALUATION:
        return (
            f"Le temps des sessions s’achève pour {qui} ; les travaux restent ouverts. "
            "Aucun courriel ne part, et vous pourrez y revenir."
        )
    if promotion.etat == Promotion.Etat.EVALUATION:
        return f"Le temps des sessions reprend pour {qui}. Aucun courriel ne part."
    combien = a_qui_donner_les_dates(promotion).count()
    recoivent = accorder(combien, "personne reçoit ses dates", "personnes reçoivent leurs dates")
    effet = f"Le temps des sessions s’ouvre pour {qui}, et {recoivent} par courriel aussitôt."
    if combien < personnes:
        effet += " Les autres les recevront en acceptant leur invitation."
    return effet


# --- everyone who takes part ---------------------------------------------------------------
@ouvert_a(CONNECTES)
def mes_promotions(request: SignedInRequest) -> HttpResponse:
    """List the promotions the person sees; the only one is opened at once."""
    liste = Promotion.objects.visibles_par(request.user).select_related("parcours")
    page = Paginator(liste.order_by("-debut", "-pk"), PAR_PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 1:
        return redirect(page[0])
    return render(request, "promotions/promotions/mes_promotions.html", {"page": page})
