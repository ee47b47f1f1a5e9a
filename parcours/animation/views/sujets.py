"""The topic of stage 3: proposals, the vote, its result, the topic confirmed."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.animation.actions.sujets import (
    ETAPE,
    confirmer_sujet,
    fixer_scrutin,
    proposer_sujet,
    retirer_sujet,
    voter,
)
from parcours.animation.droits.sujets import participe, peut_proposer, peut_retirer
from parcours.animation.forms.sujets import CHAMP_DE, BulletinForm, ScrutinForm, SujetForm
from parcours.animation.models import Bulletin, Scrutin, Sujet
from parcours.promotions.droits.promotions import peut_organiser, vit_la_promotion
from parcours.promotions.models import ModeleEtape, Promotion
from parcours.promotions.views.portes import ariane_promotion, promotion_de
from parcours.travaux.lectures.capitalisation import elements_partages, groupes_de
from parcours.travaux.views.capitalisation import page_du_regroupement
from parcours.travaux.views.portes import regroupement_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import submit
from rameau.commun.temps import maintenant
from rameau.commun.texte import accorder
from rameau.comptes.lectures.requests import SignedInRequest

PARCOURS = "Piste du parcours"
LECTEURS = (Chapeau.CATALYSEUR, Chapeau.ALUMNI, Chapeau.COACH, Chapeau.EQUIPE)


@ouvert_a(*LECTEURS, methodes="GET POST")
def sujets(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Propose, vote and read the result; each may do what the moment and her hat allow."""
    la_promotion = _promotion(request, promotion)
    if request.method == "POST":
        return _proposer(request, la_promotion)
    return _page(request, la_promotion)


@ouvert_a(*LECTEURS, methodes="POST")
def retirer(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Take a topic back before the vote opens."""
    la_promotion = _promotion(request, promotion)
    sujet: Sujet = get_object_or_404(
        Sujet.objects.visibles_par(request.user).proposes().filter(promotion=la_promotion), pk=pk
    )
    retirer_sujet(par=request.user, sujet=sujet, instant=maintenant())
    messages.success(request, f"« {sujet.titre} » est retiré.")
    return _revenir(la_promotion)


@ouvert_a(Chapeau.CATALYSEUR, methodes="POST")
def bulletin(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Put one's ballot in, or change it."""
    la_promotion = _promotion(request, promotion)
    scrutin = _scrutin(la_promotion)
    if scrutin is None or not participe(request.user, la_promotion):
        raise Http404
    form = BulletinForm(request.POST, promotion=la_promotion)

    def mettre() -> str:
        sujet = form.cleaned_data["sujet"]
        voter(par=request.user, scrutin=scrutin, sujet=sujet, instant=maintenant())
        messages.success(request, "Votre voix est enregistrée ; vous seul savez pour quel sujet.")
        return _adresse(la_promotion)

    outcome = submit(request, mettre, form)
    return outcome.response or _page(request, la_promotion, bulletin=form, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def scrutin(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Set the two dates of the vote."""
    la_promotion = _promotion(request, promotion)
    form = ScrutinForm.de(_scrutin(la_promotion), request.POST)

    def fixer() -> str:
        fixer_scrutin(
            par=request.user, promotion=la_promotion, instant=maintenant(), **form.instants()
        )
        messages.success(request, "Les dates du vote sont enregistrées.")
        return _adresse(la_promotion)

    outcome = submit(request, fixer, form, field=CHAMP_DE.get)
    return outcome.response or _page(request, la_promotion, dates=form, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def confirmer(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Confirm the topic, once the vote is closed."""
    la_promotion = _promotion(request, promotion)
    sujet: Sujet = get_object_or_404(
        Sujet.objects.visibles_par(request.user).filter(promotion=la_promotion), pk=pk
    )
    le_scrutin = _scrutin(la_promotion)
    if le_scrutin is None:
        raise RegleViolee("Aucun vote n'a eu lieu.")
    confirmer_sujet(par=request.user, scrutin=le_scrutin, sujet=sujet, instant=maintenant())
    messages.success(
        request,
        f"« {sujet.titre} » est le sujet retenu ; il titre le temps théorique de la session 3.",
    )
    return _revenir(la_promotion)


def _proposer(request: SignedInRequest, promotion: Promotion) -> HttpResponse:
    form = SujetForm(request.POST)

    def proposer() -> str:
        titre = form.cleaned_data["titre"]
        proposer_sujet(
            par=request.user,
            promotion=promotion,
            origine=PARCOURS if titre in _pistes(promotion) else "",
            instant=maintenant(),
            **form.cleaned_data,
        )
        messages.success(request, f"« {titre} » est proposé.")
        return _adresse(promotion)

    outcome = submit(request, proposer, form, field=CHAMP_DE.get)
    return outcome.response or _page(request, promotion, proposition=form, status=outcome.status)


def _page(
    request: SignedInRequest,
    promotion: Promotion,
    *,
    proposition: SujetForm | None = None,
    bulletin: BulletinForm | None = None,
    dates: ScrutinForm | None = None,
    status: int = 200,
) -> HttpResponse:
    instant, personne = maintenant(), request.user
    le_scrutin = _scrutin(promotion)
    ferme = le_scrutin is not None and le_scrutin.est_ferme(instant)
    ouvert = le_scrutin is not None and le_scrutin.est_ouvert(instant)
    proposes = list(
        Sujet.objects.visibles_par(personne)
        .proposes()
        .filter(promotion=promotion)
        .select_related("propose_par")
        .order_by("propose_le", "pk")
    )
    votant = participe(personne, promotion)
    mien = (
        Bulletin.objects.filter(scrutin=le_scrutin, votant=personne).first()
        if ouvert and votant
        else None
    )
    if bulletin is None and ouvert and votant:
        bulletin = BulletinForm(
            initial={"sujet": mien.sujet_id if mien else None}, promotion=promotion
        )
    titres = {sujet.titre for sujet in proposes}
    propose = peut_proposer(personne, promotion, le_scrutin, instant)
    contexte: dict[str, Any] = {
        "ariane": [*ariane_promotion(request.user, promotion), ("Le sujet de l’étape 3", "")],
        "promotion": promotion,
        "scrutin": le_scrutin,
        "ouvert": ouvert,
        "ferme": ferme,
        "sujets": [
            (sujet, peut_retirer(personne, sujet, le_scrutin, instant)) for sujet in proposes
        ],
        "resultats": _resultats(le_scrutin, proposes) if le_scrutin and ferme else [],
        "voix": le_scrutin.bulletins.count() if le_scrutin else 0,
        "bulletin": bulletin if ouvert else None,
        "refus_bulletin": bulletin if bulletin is not None and not ouvert else None,
        "a_vote": mien is not None,
        "proposition": (proposition or SujetForm()) if propose or proposition else None,
        "pistes": [p for p in _pistes(promotion) if p not in titres] if propose else [],
        "organise": peut_organiser(personne, promotion),
        "dates": dates or ScrutinForm.de(le_scrutin),
    }
    return render(request, "animation/sujets/sujets.html", contexte, status=status)


def _resultats(scrutin: Scrutin, proposes: list[Sujet]) -> list[tuple[Sujet, int]]:
    """Each topic with its voices, the most chosen first."""
    voix = dict(
        scrutin.bulletins.order_by()
        .values("sujet")
        .annotate(combien=Count("pk"))
        .values_list("sujet", "combien")
    )
    return sorted(((s, voix.get(s.pk, 0)) for s in proposes), key=lambda ligne: -ligne[1])


def _pistes(promotion: Promotion) -> list[str]:
    """The topics that the parcours suggests for stage 3."""
    points = (
        ModeleEtape.objects.filter(parcours=promotion.parcours_id, ordre=ETAPE)
        .order_by()
        .values_list("theorie_points", flat=True)
        .first()
    )
    return [point[:160] for point in points or []]


def _scrutin(promotion: Promotion) -> Scrutin | None:
    scrutin = Scrutin.objects.filter(promotion=promotion).select_related("retenu").first()
    if scrutin is not None:
        scrutin.promotion = promotion
    return scrutin


def _promotion(request: SignedInRequest, code: str) -> Promotion:
    """The promotion one lives or leads: the vote is not for those who only follow it."""
    promotion = promotion_de(request, code)
    if not vit_la_promotion(request.user, promotion):
        raise Http404
    return promotion


def _adresse(promotion: Promotion) -> str:
    return reverse("parcours:sujets", args=[promotion.code])


def _revenir(promotion: Promotion) -> SeeOther:
    return SeeOther(_adresse(promotion))


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def proposer_regroupement(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Propose what a group says as a topic of stage 3, saying where it comes from."""
    le_regroupement = regroupement_de(request, promotion, pk)
    partages = elements_partages(le_regroupement.promotion, request.user)
    structures = groupes_de([le_regroupement], partages)[0].structures

    def proposer() -> str:
        try:
            proposer_sujet(
                par=request.user,
                promotion=le_regroupement.promotion,
                titre=le_regroupement.titre,
                origine=f"Rencontré par {accorder(structures, 'structure', 'structures')}",
                instant=maintenant(),
            )
        except AccesRefuse as refus:
            raise RegleViolee(refus.message) from refus
        messages.success(request, "Le sujet est proposé au vote de la promotion.")
        return reverse("parcours:sujets", args=[promotion])

    outcome = submit(request, proposer)
    if outcome.response:
        return outcome.response
    messages.error(request, outcome.refusal)
    actuel = regroupement_de(request, promotion, pk)
    return page_du_regroupement(request, actuel, status=outcome.status)
