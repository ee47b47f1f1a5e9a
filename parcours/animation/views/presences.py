"""Presences: the list the équipe keeps, the code on the wall, the signature on a phone."""

from datetime import datetime
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from parcours.animation.actions.presences import (
    contresigner,
    declarer_rattrapage,
    ecrire_rattrapage,
    fermer_appel,
    noter_presences,
    ouvrir_appel,
    s_excuser,
    signer_presence,
)
from parcours.animation.droits.presences import participation_attendue, peut_tenir_les_presences
from parcours.animation.forms.presences import (
    ContresignatureForm,
    ExcuseForm,
    FeuilleForm,
    RattrapageForm,
    SignatureForm,
    SignatureParDemiJourneeForm,
)
from parcours.animation.lectures.demi_journees import (
    change_le,
    code_affiche,
    moment_courant,
    moments_de,
    par_demi_journee,
)
from parcours.animation.lectures.presences import presences_de, tableau_des_presences
from parcours.animation.lectures.rattrapages import manque_de
from parcours.animation.models import Presence, Rattrapage
from parcours.animation.models.presences import Moment, attendus
from parcours.promotions.models import Rencontre
from parcours.promotions.models.programmes import Option
from parcours.promotions.views.portes import ariane_equipe, promotion_de, rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import aujourdhui, maintenant
from rameau.commun.texte import accorder, heure
from rameau.comptes.lectures.requests import SignedInRequest

TROP_D_ESSAIS = (
    "Il y a eu trop d’essais : attendez quelques minutes, ou faites noter votre présence "
    "par l’équipe."
)


def _ariane(rencontre: Rencontre, suite: str) -> list[tuple[str, str]]:
    code = rencontre.promotion.code
    page = reverse("equipe:feuille_presence", args=[code, rencontre.pk])
    return [
        *ariane_equipe(rencontre.promotion),
        ("Présences", reverse("equipe:presences", args=[code])),
        *([(rencontre.titre, page)] if suite else []),
        (suite or rencontre.titre, ""),
    ]


# --- the équipe ----------------------------------------------------------------------------
@ouvert_a(Chapeau.EQUIPE)
def presences(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Show who came to what: per structure, then per person."""
    la_promotion = promotion_de(request, promotion)
    contexte = {
        "ariane": ariane_equipe(la_promotion, "Présences"),
        "promotion": la_promotion,
        "tableau": tableau_des_presences(la_promotion, instant=maintenant()),
        "par_demi_journee": la_promotion.parcours.a_option(Option.DEMI_JOURNEES),
    }
    return render(request, "animation/presences/presences.html", contexte)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def feuille(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Keep the whole list of a rencontre on one page, saved at once."""
    rencontre, instant = rencontre_de(request, promotion, pk), maintenant()
    form = _liste(rencontre, posted(request))

    def noter() -> str:
        combien = noter_presences(
            par=request.user,
            rencontre=rencontre,
            lignes=form.saisies(presents=request.POST.get("suite") == "presents"),
            instant=instant,
        )
        messages.success(
            request,
            f"{accorder(combien, 'ligne enregistrée', 'lignes enregistrées')}."
            if combien
            else "Rien n’avait changé.",
        )
        return request.path

    outcome = submit(request, noter, form)
    return outcome.response or _feuille(
        request, rencontre, form, refus=outcome.refusal, status=outcome.status, instant=instant
    )


def _liste(rencontre: Rencontre, data: QueryDict | None = None) -> FeuilleForm:
    """The list of a rencontre, as it stands or as it was sent."""
    presences = rencontre.presences.select_related("contresignee_par").order_by("pk")
    return FeuilleForm(
        data,
        attendus=attendus(rencontre),
        demis=moments_de(rencontre),
        presences={(p.participation_id, p.moment): p for p in presences},
    )


def _feuille(
    request: SignedInRequest,
    rencontre: Rencontre,
    form: FeuilleForm,
    *,
    instant: datetime,
    refus: str = "",
    rattrapage: RattrapageForm | None = None,
    status: int = 200,
) -> HttpResponse:
    signees = [li.presence for li in form.lignes if li.presence and li.presence.signee_le]
    if rattrapage is None:
        rattrapage = RattrapageForm.de(Rattrapage.objects.filter(rencontre=rencontre).first())
    contexte: dict[str, Any] = {
        "ariane": _ariane(rencontre, ""),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "form": form,
        "refus": refus,
        "tient": peut_tenir_les_presences(request.user, rencontre),
        "ouverte": localdate(rencontre.debut) <= localdate(instant),
        "par_demi_journee": par_demi_journee(rencontre),
        "demis": moments_de(rencontre),
        "venus": len(
            {
                li.participation.pk
                for li in form.lignes
                if li.presence and li.presence.etat == Presence.Etat.PRESENT
            }
        ),
        "personnes": len({li.participation.pk for li in form.lignes}),
        "a_contresigner": [
            (moment, nombre)
            for moment in Moment
            if (nombre := sum(p.moment == moment and p.contresignee_le is None for p in signees))
        ],
        "form_contresignature": ContresignatureForm(initial={"nom": request.user.nom_complet}),
        "form_rattrapage": rattrapage,
    }
    return render(request, "animation/presences/feuille.html", contexte, status=status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def signer_en_face(request: SignedInRequest, promotion: str, pk: int, moment: str) -> HttpResponse:
    """Countersign what is signed of one half-day."""
    rencontre = rencontre_de(request, promotion, pk)
    form = ContresignatureForm(request.POST)
    form.is_valid()
    combien = contresigner(
        par=request.user,
        rencontre=rencontre,
        moment=moment,
        nom=form.cleaned_data.get("nom", ""),
        instant=maintenant(),
    )
    dites = accorder(combien, "signature contresignée", "signatures contresignées")
    messages.success(request, f"{dites} : elles ne changeront plus.")
    return SeeOther(reverse("equipe:feuille_presence", args=[promotion, pk]))


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def pour_rattraper(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Write what those who were not there should read and do."""
    rencontre = rencontre_de(request, promotion, pk)
    ecrit = Rattrapage.objects.filter(rencontre=rencontre).first()
    form, instant = RattrapageForm.de(ecrit, request.POST), maintenant()

    def ecrire() -> str:
        ecrire_rattrapage(
            par=request.user, rencontre=rencontre, instant=instant, **form.cleaned_data
        )
        messages.success(request, "C’est écrit : les absents le liront en ouvrant leur rattrapage.")
        return reverse("equipe:feuille_presence", args=[promotion, pk])

    outcome = submit(request, ecrire, form, reread=RattrapageForm.de)
    return outcome.response or _feuille(
        request,
        rencontre,
        _liste(rencontre),
        instant=instant,
        rattrapage=form,
        status=outcome.status,
    )


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def code(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Show the code of the moment, in letters that a room reads; a POST begins or ends it.

    The page asks for the code again and again: when it is still the same, the answer is empty.
    """
    rencontre, instant = rencontre_de(request, promotion, pk), maintenant()
    if request.method == "POST":
        _afficher_ou_retirer(request, rencontre, instant)
        return SeeOther(request.path)
    appel = rencontre.appels.ouverts().order_by("-ouvert_le", "-pk").first()
    affiche = code_affiche(appel, instant) if appel else ""
    venus = rencontre.presences.tenues().filter(moment=appel.moment).count() if appel else 0
    etat = f"{affiche}{venus}"
    if request.headers.get("HX-Request") and request.GET.get("depuis") == etat:
        return HttpResponse(status=204, headers={"Cache-Control": "private, no-cache"})
    contexte = {
        "rencontre": rencontre,
        "promotion": rencontre.promotion,
        "appel": appel,
        "code": affiche,
        "etat": etat,
        "venus": venus,
        "change_le": change_le(instant),
        "demis": moments_de(rencontre),
        "courant": moment_courant(rencontre, instant).moment,
    }
    genre = "animation/presences/code.html"
    if request.headers.get("HX-Request"):
        genre += "#code"
    response = render(request, genre, contexte)
    response["Cache-Control"] = "private, no-cache"
    return response


def _afficher_ou_retirer(request: SignedInRequest, rencontre: Rencontre, instant: datetime) -> None:
    if request.POST.get("acte") == "retirer":
        for appel in rencontre.appels.ouverts().order_by("pk"):
            appel.rencontre = rencontre
            fermer_appel(par=request.user, appel=appel, instant=instant)
        return
    choisi = request.POST.get("moment", "")
    if choisi not in Moment.values:
        choisi = moment_courant(rencontre, instant).moment
    ouvrir_appel(par=request.user, rencontre=rencontre, moment=choisi, instant=instant)


# --- the person ----------------------------------------------------------------------------
@ouvert_a(CONNECTES, methodes="GET POST")
def presence(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Sign one's presence with the code of the room."""
    rencontre = rencontre_de(request, promotion, pk)
    par_demi = par_demi_journee(rencontre)
    genre = SignatureParDemiJourneeForm if par_demi else SignatureForm
    form = genre(posted(request))

    def signer() -> str:
        donnees = form.cleaned_data
        signee = signer_presence(
            par=request.user,
            rencontre=rencontre,
            code=donnees["code"],
            nom=donnees.get("nom", ""),
            a_distance=donnees.get("a_distance", False),
            moyen=donnees.get("moyen", ""),
            instant=maintenant(),
        )
        messages.success(
            request, f"Votre présence est signée, à {heure(localtime(signee.saisie_le))}. Merci."
        )
        return request.path

    if request.method == "POST" and not ratelimit.consume(
        request, action="signer_presence", user=request.user
    ):
        # Every try counts, an unreadable code too.
        form.add_error(None, TROP_D_ESSAIS)
        return _presence(request, rencontre, form, ExcuseForm(), status=429)
    outcome = submit(request, signer, form, field="code")
    return outcome.response or _presence(
        request, rencontre, form, ExcuseForm(), status=outcome.status
    )


@ouvert_a(CONNECTES, methodes="POST")
def excuse(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Say that one will not be there, and why."""
    rencontre = rencontre_de(request, promotion, pk)
    form = ExcuseForm(request.POST)

    def excuser() -> str:
        motif = form.cleaned_data["motif"]
        s_excuser(par=request.user, rencontre=rencontre, motif=motif, instant=maintenant())
        messages.success(request, "L’équipe est prévenue. Vous pourrez rattraper ici.")
        return reverse("parcours:presence", args=[promotion, pk])

    outcome = submit(request, excuser, form, field="motif")
    if outcome.response:
        return outcome.response
    genre = SignatureParDemiJourneeForm if par_demi_journee(rencontre) else SignatureForm
    return _presence(request, rencontre, genre(), form, status=outcome.status)


def _presence(
    request: SignedInRequest,
    rencontre: Rencontre,
    form: SignatureForm,
    form_excuse: ExcuseForm,
    *,
    status: int,
) -> HttpResponse:
    siennes = list(
        Presence.objects.visibles_par(request.user)
        .filter(rencontre=rencontre, participation__personne=request.user)
        .order_by("-moment")
    )
    attendue = participation_attendue(request.user, rencontre)
    demis = moments_de(rencontre)
    presentes = [p for p in siennes if p.etat == Presence.Etat.PRESENT]
    manquees = [p for p in siennes if p.etat != Presence.Etat.PRESENT]
    contexte = {
        "ariane": [
            (rencontre.promotion.nom, rencontre.promotion.get_absolute_url()),
            (rencontre.titre, rencontre.get_absolute_url()),
            ("Ma présence", ""),
        ],
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "form": form,
        "form_excuse": form_excuse,
        "attendue": attendue,
        "presentes": presentes,
        "manquees": manquees,
        "a_signer": attendue is not None and len(presentes) < len(demis),
        "ouverte": attendue is not None and localdate(rencontre.debut) <= aujourdhui(),
        "par_demi_journee": par_demi_journee(rencontre),
    }
    return render(request, "animation/presences/presence.html", contexte, status=status)


@ouvert_a(CONNECTES, methodes="GET POST")
def rattrapage(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """What was missed: what to read, what to do, and the word that it is done."""
    rencontre = rencontre_de(request, promotion, pk)
    if request.method == "POST":
        declarer_rattrapage(par=request.user, rencontre=rencontre, instant=maintenant())
        messages.success(request, "C’est noté : vous avez rattrapé cette rencontre.")
        return SeeOther(reverse("parcours:mes_presences", args=[promotion]))
    manquee: Presence = get_object_or_404(
        Presence.objects.visibles_par(request.user)
        .filter(rencontre=rencontre, participation__personne=request.user)
        .exclude(etat=Presence.Etat.PRESENT)
        .order_by("pk")[:1]
    )
    contexte = {
        "ariane": [
            (rencontre.promotion.nom, rencontre.promotion.get_absolute_url()),
            ("Mes présences", reverse("parcours:mes_presences", args=[promotion])),
            ("Rattraper", ""),
        ],
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "presence": manquee,
        "manque": manque_de(rencontre, request.user, manquee.participation_id),
        "passee": rencontre.fin < maintenant(),
    }
    return render(request, "animation/presences/rattrapage.html", contexte)


@ouvert_a(CONNECTES)
def mes_presences(request: SignedInRequest, promotion: str) -> HttpResponse:
    """One's own presences, with what is left to catch up, and the attestation."""
    la_promotion = promotion_de(request, promotion)
    miennes = presences_de(request.user, la_promotion, instant=maintenant())
    contexte = {
        "ariane": [(la_promotion.nom, la_promotion.get_absolute_url()), ("Mes présences", "")],
        "promotion": la_promotion,
        "participation": miennes.participation,
        "lignes": miennes.lignes,
        "par_demi_journee": la_promotion.parcours.a_option(Option.DEMI_JOURNEES),
    }
    return render(request, "animation/presences/mes_presences.html", contexte)
