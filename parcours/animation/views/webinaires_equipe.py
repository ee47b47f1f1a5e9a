"""What the équipe does of a webinaire: recording, replay, the room's chat, answers."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.animation.actions.webinaires import (
    cacher_question,
    coller_conversation,
    regler_webinaire,
    repondre_question,
    reprendre_questions,
)
from parcours.animation.forms.webinaires import (
    CacherForm,
    ConversationForm,
    ReponseForm,
    WebinaireForm,
    lire_conversation,
)
from parcours.animation.models import QuestionPosee, Webinaire
from parcours.animation.views.portes import webinaire_de
from parcours.promotions.models import Participation, Rencontre
from parcours.promotions.views.portes import ariane_equipe
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def webinaire_de_l_equipe(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Set the recording, the replay and its chapters; see who accepts to be recorded."""
    rencontre = webinaire_de(request, promotion, pk)
    le_webinaire = Webinaire.objects.filter(rencontre=rencontre).first()
    form = WebinaireForm.de(le_webinaire, posted(request))

    def regler() -> str:
        regler_webinaire(par=request.user, rencontre=rencontre, **form.cleaned_data)
        messages.success(request, "L’enregistrement et ses chapitres sont à jour.")
        return reverse("equipe:webinaire", args=[promotion, pk])

    outcome = submit(request, regler, form, reread=WebinaireForm.de)
    if outcome.response:
        return outcome.response
    if outcome.current:
        le_webinaire = outcome.current
    return _page(request, rencontre, le_webinaire, form=form, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def conversation(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Keep the chat of the room; then make questions of the lines chosen in it."""
    rencontre = webinaire_de(request, promotion, pk)
    le_webinaire = Webinaire.objects.filter(rencontre=rencontre).first()
    if request.POST.get("acte") == "reprendre":
        return _reprendre(request, rencontre, le_webinaire)
    form = ConversationForm(request.POST)

    def coller() -> str:
        coller_conversation(
            par=request.user, rencontre=rencontre, texte=form.cleaned_data["conversation"]
        )
        messages.success(request, "La conversation est gardée : choisissez-y les questions.")
        return reverse("equipe:webinaire", args=[promotion, pk]) + "#conversation"

    outcome = submit(request, coller, form)
    return outcome.response or _page(
        request, rencontre, le_webinaire, conversation=form, status=outcome.status
    )


def _reprendre(
    request: SignedInRequest, rencontre: Rencontre, le_webinaire: Webinaire | None
) -> HttpResponse:
    choisies = set(request.POST.getlist("ligne"))
    gardee = le_webinaire.conversation if le_webinaire else ""
    combien = reprendre_questions(
        par=request.user,
        rencontre=rencontre,
        lignes=[
            (ligne.nom, ligne.texte)
            for ligne in lire_conversation(gardee)
            if str(ligne.rang) in choisies
        ],
        instant=maintenant(),
    )
    messages.success(request, f"Questions reprises de la salle : {combien}.")
    return SeeOther(reverse("equipe:webinaire", args=[rencontre.promotion.code, rencontre.pk]))


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def question(request: SignedInRequest, promotion: str, pk: int, question_pk: int) -> HttpResponse:
    """Answer a question, live or in writing; hide it with a reason, or show it again."""
    rencontre = webinaire_de(request, promotion, pk)
    la_question: QuestionPosee = get_object_or_404(
        QuestionPosee.objects.visibles_par(request.user)
        .filter(rencontre=rencontre)
        .select_related("auteur"),
        pk=question_pk,
    )
    la_question.rencontre = rencontre
    initial = {
        "en_direct": la_question.en_direct,
        "reponse": la_question.reponse,
        "lue": la_question.reponse,
    }
    acte = request.POST.get("acte", "")
    reponse = ReponseForm(
        request.POST if request.method == "POST" and acte == "repondre" else None, initial=initial
    )
    cacher = CacherForm(request.POST if acte == "cacher" else None)
    form = cacher if acte == "cacher" else reponse

    def agir() -> str:
        _agir(request, la_question, acte, reponse, cacher)
        adresse = reverse("parcours:webinaire", args=[promotion, pk])
        return f"{adresse}#question-{la_question.pk}"

    outcome = submit(request, agir, *([] if acte in ("direct", "montrer") else [form]))
    if outcome.response:
        return outcome.response
    if outcome.current:
        reponse.data = {**request.POST.dict(), "lue": outcome.current.reponse}
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Question"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "question": la_question,
        "reponse": reponse,
        "cacher": cacher,
        "autre": outcome.current,
    }
    return render(request, "animation/webinaires/question.html", contexte, status=outcome.status)


def _agir(
    request: SignedInRequest,
    la_question: QuestionPosee,
    acte: str,
    reponse: ReponseForm,
    cacher: CacherForm,
) -> None:
    """Do one of the acts of the page."""
    par, instant = request.user, maintenant()
    if acte == "direct":
        repondre_question(
            par=par,
            question=la_question,
            en_direct=True,
            reponse=la_question.reponse,
            instant=instant,
        )
    elif acte == "repondre":
        repondre_question(par=par, question=la_question, instant=instant, **reponse.cleaned_data)
    elif acte == "cacher":
        cacher_question(par=par, question=la_question, instant=instant, **cacher.cleaned_data)
    else:
        cacher_question(par=par, question=la_question, instant=instant, motif="")


def _page(
    request: SignedInRequest,
    rencontre: Rencontre,
    le_webinaire: Webinaire | None,
    *,
    form: WebinaireForm | None = None,
    conversation: ConversationForm | None = None,
    status: int,
) -> HttpResponse:
    gardee = le_webinaire.conversation if le_webinaire else ""
    reprises = set(
        QuestionPosee.objects.visibles_par(request.user)
        .filter(rencontre=rencontre, auteur=None)
        .order_by()
        .values_list("auteur_dit", "texte")
    )
    dits = rencontre.accords.aggregate(
        oui=Count("pk", Q(accepte=True)), non=Count("pk", Q(accepte=False))
    )
    attendus = Participation.objects.actives().filter(binome__promotion=rencontre.promotion)
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Webinaire"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "webinaire": le_webinaire,
        "form": form or WebinaireForm.de(le_webinaire),
        "conversation": conversation or ConversationForm(initial={"conversation": gardee}),
        "lignes": [
            (ligne, (ligne.nom, ligne.texte) in reprises) for ligne in lire_conversation(gardee)
        ],
        "accords": rencontre.accords.select_related("personne").order_by(
            "accepte", "personne__cle_de_tri", "pk"
        ),
        "oui": dits["oui"],
        "non": dits["non"],
        "sans_reponse": attendus.exclude(
            personne__in=rencontre.accords.order_by().values("personne")
        ).count(),
    }
    return render(request, "animation/webinaires/equipe.html", contexte, status=status)
