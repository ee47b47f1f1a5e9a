"""A webinaire as it is followed: its room, its questions, its replay."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.animation.actions.inscriptions import se_retirer
from parcours.animation.actions.webinaires import (
    dire_son_accord,
    poser_question,
    refus_de_poser,
    s_inscrire_au_webinaire,
    soutenir_question,
)
from parcours.animation.droits.inscriptions import peut_s_inscrire
from parcours.animation.droits.webinaires import peut_repondre
from parcours.animation.forms.webinaires import AccordForm, QuestionForm
from parcours.animation.models import AccordEnregistrement, Inscription, QuestionPosee, Webinaire
from parcours.animation.models.webinaires import SALLE_AVANT, salle_ouverte
from parcours.animation.views.portes import webinaire_de
from parcours.promotions.models import Intervenant, Rencontre
from parcours.promotions.views.portes import ariane_promotion
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import submit
from rameau.commun.temps import maintenant
from rameau.commun.texte import accorder
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne

SUIVENT = (Chapeau.CATALYSEUR, Chapeau.ALUMNI, Chapeau.COACH, Chapeau.EQUIPE)
PAGE = "animation/webinaires/webinaire.html"


@ouvert_a(*SUIVENT, methodes="GET POST")
def webinaire(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Follow a webinaire. Asked by HTMX with `?depuis=`, answer 204 at one query when nothing is
    new, else the questions alone."""
    if request.method == "POST":
        return _poser(request, webinaire_de(request, promotion, pk))
    if request.htmx:
        return _questions_seules(request, promotion, pk)
    return _page(request, webinaire_de(request, promotion, pk), QuestionForm())


@ouvert_a(*SUIVENT, methodes="POST")
def soutien(request: SignedInRequest, promotion: str, pk: int, question_pk: int) -> HttpResponse:
    """Support a question, or stop."""
    rencontre = webinaire_de(request, promotion, pk)
    question: QuestionPosee = get_object_or_404(
        QuestionPosee.objects.visibles_par(request.user).filter(rencontre=rencontre),
        pk=question_pk,
    )
    question.rencontre = rencontre
    soutenir = request.POST.get("acte") != "retirer"
    soutenir_question(par=request.user, question=question, soutenir=soutenir)
    return SeeOther(_adresse(rencontre) + f"#question-{question.pk}")


@ouvert_a(*SUIVENT, methodes="POST")
def inscription(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Register, with one's word on the recording; change that word; or withdraw."""
    rencontre = webinaire_de(request, promotion, pk)
    mienne = _inscription(request, rencontre)
    if request.POST.get("acte") == "retirer" and mienne is not None:
        se_retirer(par=request.user, inscription=mienne, instant=maintenant())
        messages.success(request, "Vous n’êtes plus inscrit à ce webinaire.")
        return SeeOther(_adresse(rencontre))
    enregistre = Webinaire.objects.filter(rencontre=rencontre, enregistre=True).exists()
    form = AccordForm(request.POST) if enregistre else None
    if form is not None and not form.is_valid():
        return _page(request, rencontre, QuestionForm(), accord=form, status=422)
    accepte = form.cleaned_data["accepte"] == "oui" if form is not None else None
    par, instant = request.user, maintenant()
    if mienne is None:
        s_inscrire_au_webinaire(par=par, rencontre=rencontre, accepte=accepte, instant=instant)
        messages.success(request, "Vous êtes inscrit à ce webinaire.")
    elif accepte is not None:
        dire_son_accord(par=par, rencontre=rencontre, accepte=accepte, instant=instant)
        messages.success(request, "Votre réponse est enregistrée ; vous pouvez en changer.")
    return SeeOther(_adresse(rencontre))


def _inscription(request: SignedInRequest, rencontre: Rencontre) -> Inscription | None:
    inscription: Inscription | None = (
        Inscription.objects.visibles_par(request.user)
        .vivantes()
        .filter(rencontre=rencontre, personne=request.user)
        .first()
    )
    if inscription is not None:
        inscription.rencontre = rencontre
    return inscription


@compiled
def _suivies(personne: Personne, code: str, pk: int) -> QuerySet[Rencontre]:
    suivies = Rencontre.objects.suivis_par(personne).filter(promotion__code=code, pk=pk)
    return suivies.select_related("promotion", "webinaire").order_by()


def _questions_seules(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    rencontre = _suivies.or_404(request.user, code, pk)
    le_webinaire: Webinaire | None = getattr(rencontre, "webinaire", None)
    revision = le_webinaire.revision if le_webinaire else 0
    depuis = request.GET.get("depuis", "")
    if depuis == str(revision):
        response = HttpResponse(status=204)
    else:
        contexte = _questions(request, rencontre, revision)
        contexte["nouvelles"] = _nouvelles(request, contexte)
        response = render(request, f"{PAGE}#questions", contexte)
    response["Cache-Control"] = "private, no-cache"
    return response


def _nouvelles(request: SignedInRequest, contexte: dict[str, Any]) -> str:
    """What is read aloud: questions and answers come since the page was last drawn. A support
    changes the page without a word."""
    dit = []
    for combien, une, plusieurs in (
        ("nombre", "question nouvelle", "questions nouvelles"),
        ("repondues", "réponse nouvelle", "réponses nouvelles"),
    ):
        avant = request.GET.get(combien, "")
        arrivees = contexte[combien] - int(avant) if avant.isdecimal() else 0
        if arrivees > 0:
            dit.append(accorder(arrivees, une, plusieurs))
    return ", ".join(dit)


def _poser(request: SignedInRequest, rencontre: Rencontre) -> HttpResponse:
    form = QuestionForm(request.POST)

    def poser() -> str:
        question = poser_question(
            par=request.user,
            rencontre=rencontre,
            texte=form.cleaned_data["texte"],
            instant=maintenant(),
        )
        messages.success(request, "Votre question est posée.")
        return _adresse(rencontre) + f"#question-{question.pk}"

    outcome = submit(request, poser, form)
    return outcome.response or _page(request, rencontre, form, status=outcome.status)


def _page(
    request: SignedInRequest,
    rencontre: Rencontre,
    form: QuestionForm,
    *,
    accord: AccordForm | None = None,
    status: int = 200,
) -> HttpResponse:
    instant = maintenant()
    le_webinaire = (
        Webinaire.objects.filter(rencontre=rencontre).prefetch_related("chapitres").first()
    )
    revision = le_webinaire.revision if le_webinaire else 0
    enregistre = le_webinaire is not None and le_webinaire.enregistre
    dit = (
        AccordEnregistrement.objects.filter(rencontre=rencontre, personne=request.user).first()
        if enregistre
        else None
    )
    if accord is None and enregistre:
        accord = AccordForm(initial={"accepte": ("oui" if dit.accepte else "non") if dit else None})
    promotion = rencontre.promotion
    fermees = refus_de_poser(rencontre, instant)
    contexte = _questions(request, rencontre, revision) | {
        "ariane": [
            *ariane_promotion(request.user, promotion),
            (rencontre.titre, rencontre.get_absolute_url()),
            ("Questions", ""),
        ],
        "webinaire": le_webinaire,
        "salle": salle_ouverte(rencontre, instant)
        or (
            peut_repondre(request.user, rencontre)
            and bool(rencontre.lien)
            and instant <= rencontre.fin
        ),
        "minutes_avant": int(SALLE_AVANT.total_seconds() // 60),
        "passe": instant > rencontre.fin,
        "intervenants": _intervenants(rencontre),
        "fermees": fermees,
        "form": form if not fermees or form.is_bound else None,
        "accord": accord,
        "inscription": _inscription(request, rencontre),
        "s_inscrit": not rencontre.annulee_le
        and instant < rencontre.debut
        and peut_s_inscrire(request.user, rencontre),
        "inscrits": Inscription.objects.visibles_par(request.user)
        .vivantes()
        .filter(rencontre=rencontre)
        .count(),
        "nouvelles": "",
    }
    return render(request, PAGE, contexte, status=status)


def _questions(request: SignedInRequest, rencontre: Rencontre, revision: int) -> dict[str, Any]:
    """The questions: those that wait first, the most supported before the others."""
    questions = list(
        QuestionPosee.objects.visibles_par(request.user)
        .filter(rencontre=rencontre)
        .select_related("auteur")
        .avec_soutiens(request.user)
        .order_by("-combien", "posee_le", "pk")
    )
    en_attente = [q for q in questions if q.repondue_le is None and q.cachee_le is None]
    instant = maintenant()
    bientot = rencontre.debut - 2 * SALLE_AVANT <= instant <= rencontre.fin + 2 * SALLE_AVANT
    return {
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "revision": revision,
        "cadence": "5s" if bientot else "30s",
        "groupes": [
            ("attente", "En attente de réponse", en_attente),
            ("repondues", "Répondues", [q for q in questions if q.repondue_le and not q.cachee_le]),
            ("cachees", "Cachées", [q for q in questions if q.cachee_le]),
        ],
        "nombre": len(questions),
        "repondues": sum(q.repondue_le is not None for q in questions),
        "repond": peut_repondre(request.user, rencontre),
        "moi": request.user,
    }


def _intervenants(rencontre: Rencontre) -> list[Intervenant]:
    """Those of its agenda, once each, in the order they speak."""
    sequences = rencontre.sequences.prefetch_related("intervenants").order_by("ordre")
    return list(dict.fromkeys(i for sequence in sequences for i in sequence.intervenants.all()))


def _adresse(rencontre: Rencontre) -> str:
    return reverse("parcours:webinaire", args=[rencontre.promotion.code, rencontre.pk])
