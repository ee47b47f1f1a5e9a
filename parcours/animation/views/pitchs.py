"""The pitchs of session 4: the order, the screen, the sheets, and what the room answers."""

import random
from typing import Any

import qrcode
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.animation.actions.pitchs import (
    clore_reactions,
    ecrire_pitch,
    masquer_reaction,
    ordonner_pitchs,
    ouvrir_reactions,
    reagir,
    regler_tour,
)
from parcours.animation.droits import pitchs as droits
from parcours.animation.forms.pitchs import (
    CodeForm,
    FicheForm,
    InviteForm,
    OrdreForm,
    ReactionForm,
    TourForm,
)
from parcours.animation.lectures.pitchs import (
    MINUTES,
    Passage,
    ordre_de_passage,
    pitch_de,
    tour_de,
    tour_ouvert,
)
from parcours.animation.models import Pitch, Reaction, TourDePitchs
from parcours.promotions.droits.promotions import est_du_binome
from parcours.promotions.models import Binome, Promotion
from parcours.promotions.views.portes import (
    ariane_equipe,
    ariane_promotion,
    binome_de,
    promotion_de,
)
from rameau.commun.chapeaux import Chapeau
from rameau.commun.documents import documents_demandes
from rameau.commun.erreurs import RegleViolee
from rameau.commun.fichiers import file_response
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, TOUS, ouvert_a
from rameau.commun.submissions import TooManyTries, posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne

DIAPORAMA = "pitchs_en_diaporama"
PATIENTEZ = "Beaucoup de réactions arrivent en même temps : patientez une minute, puis renvoyez-la."
INCONNU = "Ce code n’ouvre rien : relisez-le sur l’écran, ou les réactions sont closes."


# --- the promotion ---------------------------------------------------------------------------
@ouvert_a(CONNECTES)
def pitchs(request: SignedInRequest, promotion: str) -> HttpResponse:
    """The running order, and what everyone may do with it."""
    la_promotion = promotion_de(request, promotion)
    le_tour = tour_de(la_promotion)
    mien = next(iter(Binome.objects.de(request.user).filter(promotion=la_promotion)), None)
    contexte = {
        "ariane": _ariane(request.user, la_promotion),
        "promotion": la_promotion,
        "tour": le_tour,
        "passages": ordre_de_passage(la_promotion, tour=le_tour),
        "mien": mien,
        "prepare": la_promotion.etat != Promotion.Etat.CLOSE,
        "mene": droits.peut_mener_le_tour(request.user, la_promotion),
        "diaporama": DIAPORAMA,
        "demandes": documents_demandes(request.user, (DIAPORAMA,), la_promotion.pk),
    }
    return render(request, "animation/pitchs/pitchs.html", contexte)


@ouvert_a(CONNECTES)
def ecran(request: SignedInRequest, promotion: str, ordre: int) -> HttpResponse:
    """What is projected while a binôme speaks: its name, its five minutes, the guests' code."""
    la_promotion = promotion_de(request, promotion)
    le_tour = tour_de(la_promotion)
    passages = ordre_de_passage(la_promotion, tour=le_tour)
    if not 1 <= ordre <= len(passages):
        raise Http404(ordre)
    adresse = f"{settings.URL_PUBLIQUE}{reverse('pitchs:entree')}"
    ouvert = le_tour is not None and le_tour.est_ouvert
    contexte = {
        "promotion": la_promotion,
        "tour": le_tour if ouvert else None,
        "passage": passages[ordre - 1],
        "suivant": passages[ordre] if ordre < len(passages) else None,
        "precedent": passages[ordre - 2] if ordre > 1 else None,
        "minutes": MINUTES,
        "reperes": range(1, MINUTES + 1),
        "adresse": adresse.split("://", 1)[1].rstrip("/"),
        "qr": _qr(f"{adresse}{le_tour.code}/") if ouvert and le_tour else None,
    }
    return render(request, "animation/pitchs/ecran.html", contexte)


def _qr(adresse: str) -> dict[str, Any]:
    """The squares of a QR code as one path, and its size."""
    code = qrcode.QRCode(border=2)
    code.add_data(adresse)
    grille = code.get_matrix()
    carres = [(x, y) for y, rangee in enumerate(grille) for x, noir in enumerate(rangee) if noir]
    trace = "".join(f"M{x} {y}h1v1h-1Z" for x, y in carres)
    return {"trace": trace, "taille": len(grille)}


@ouvert_a(CONNECTES, methodes="GET POST")
def pitch(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """The pitch of a binôme: its sheet for its members, what the room answers for everyone."""
    binome = binome_de(request, promotion, pk)
    le_pitch = pitch_de(binome)
    if request.method != "POST":
        return _page(request, binome, le_pitch)
    form = FicheForm.de(le_pitch, request.POST, request.FILES)

    def ecrire() -> str:
        donnees = form.cleaned_data
        ecrire_pitch(
            par=request.user,
            binome=binome,
            points=donnees["points"],
            demande=donnees["demande"],
            revision=donnees["revision"],
            instant=maintenant(),
            diapositive=donnees["diapositive"],
            retirer_diapositive=donnees.get("retirer", False),
        )
        messages.success(request, "Votre fiche est enregistrée.")
        return request.path

    outcome = submit(request, ecrire, form)
    return outcome.response or _page(
        request, binome, le_pitch, form=form, autre=outcome.current, status=outcome.status
    )


def _page(
    request: SignedInRequest,
    binome: Binome,
    le_pitch: Pitch | None,
    *,
    form: FicheForm | None = None,
    reaction_form: ReactionForm | None = None,
    autre: object = None,
    status: int = 200,
) -> HttpResponse:
    ecrit = droits.peut_ecrire_pitch(request.user, binome)
    if form is None and ecrit:
        form = FicheForm.de(le_pitch)

    le_tour = tour_de(binome.promotion)
    ouvert = le_tour is not None and le_tour.est_ouvert and le_pitch is not None
    contexte = {
        "ariane": _ariane(request.user, binome.promotion, binome.nom),
        "promotion": binome.promotion,
        "binome": binome,
        "pitch": le_pitch,
        "form": form if ecrit else None,
        "autre": autre,
        "lit": droits.peut_lire_fiche(request.user, binome),
        "membre": est_du_binome(request.user, binome),
        "reactions": Reaction.objects.visibles_par(request.user)
        .filter(pitch__binome=binome)
        .select_related("auteur")
        .order_by("-pk")
        if le_pitch
        else [],
        "reaction_form": (reaction_form or ReactionForm()) if ouvert else None,
        "masque": droits.peut_masquer(request.user, binome.promotion),
    }
    return render(request, "animation/pitchs/pitch.html", contexte, status=status)


@ouvert_a(CONNECTES)
def diapositive(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """The slide that a binôme brings, for whoever hears its pitch."""
    le_pitch = pitch_de(binome_de(request, promotion, pk))
    if le_pitch is None or le_pitch.diapositive is None:
        raise Http404(pk)
    return file_response(le_pitch.diapositive)  # type: ignore[arg-type,return-value]


@ouvert_a(CONNECTES, methodes="POST")
def reaction(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Answer a pitch, signed with one's name."""
    binome = binome_de(request, promotion, pk)
    le_pitch = pitch_de(binome)
    if le_pitch is None:
        raise Http404(pk)
    form = ReactionForm(request.POST)

    def repondre() -> str:
        if not ratelimit.consume(request, action="reagir", user=request.user):
            raise TooManyTries(PATIENTEZ)
        texte = form.cleaned_data["texte"]
        reagir(par=request.user, pitch=le_pitch, texte=texte, instant=maintenant())
        messages.success(request, "Merci : votre réaction est écrite.")
        return f"{reverse('parcours:pitch', args=[promotion, pk])}#reactions"

    outcome = submit(request, repondre, form)
    return outcome.response or _page(
        request, binome, le_pitch, reaction_form=form, status=outcome.status
    )


# --- the équipe ------------------------------------------------------------------------------
@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def tour(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Set when the round begins and its order; open and end the reactions."""
    la_promotion = promotion_de(request, promotion)
    le_tour = tour_de(la_promotion)
    passages = ordre_de_passage(la_promotion, tour=le_tour)
    acte = request.POST.get("acte", "")
    debut_form = TourForm.de(
        le_tour.debut if le_tour else _debut_propose(la_promotion),
        request.POST if acte == "debut" else None,
    )
    ordre_form = OrdreForm(request.POST if acte == "ordre" else None, passages=passages)
    if _mener(request, la_promotion, le_tour, acte, passages):
        return SeeOther(request.path)

    def ecrire() -> str:
        if acte == "debut":
            regler_tour(par=request.user, promotion=la_promotion, debut=debut_form.debut())
        else:
            binomes = ordre_form.binomes()
            ordonner_pitchs(par=request.user, promotion=la_promotion, binomes=binomes)
        messages.success(request, _FAIT.get(acte, "L’ordre de passage est enregistré."))
        return request.path

    outcome = submit(request, ecrire, debut_form if acte == "debut" else ordre_form)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": ariane_equipe(la_promotion, "Pitchs"),
        "promotion": la_promotion,
        "tour": le_tour,
        "debut_form": debut_form,
        "ordre_form": ordre_form,
        "lignes": [(p, ordre_form[f"rang-{p.binome.pk}"]) for p in passages],
        "mene": droits.peut_mener_le_tour(request.user, la_promotion),
    }
    return render(request, "animation/pitchs/tour.html", contexte, status=outcome.status)


def _mener(
    request: SignedInRequest,
    promotion: Promotion,
    le_tour: TourDePitchs | None,
    acte: str,
    passages: list[Passage],
) -> bool:
    """Do what a button that asks nothing says; False when the act has a form."""
    par, instant = request.user, maintenant()
    if acte == "tirer":
        binomes = [passage.binome.pk for passage in passages]
        random.SystemRandom().shuffle(binomes)
        ordonner_pitchs(par=par, promotion=promotion, binomes=binomes)
    elif acte == "ouvrir" and le_tour is not None:
        ouvrir_reactions(par=par, tour=le_tour, instant=instant)
    elif acte == "clore" and le_tour is not None:
        clore_reactions(par=par, tour=le_tour, instant=instant)
    else:
        return False
    messages.success(request, _FAIT[acte])
    return True


_FAIT = {
    "debut": "L’heure du premier pitch est enregistrée.",
    "tirer": "L’ordre est tiré au sort.",
    "ouvrir": "Les réactions sont ouvertes : le code des invités s’affiche à l’écran.",
    "clore": "Les réactions sont closes.",
}


def _debut_propose(promotion: Promotion) -> Any:
    """The beginning of the last session, which the équipe then makes precise."""
    session = promotion.rencontres.sessions().maintenues().order_by("-debut").first()
    return session.debut if session else maintenant()


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def masquer(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Hide a reaction, or show it again."""
    la_reaction: Reaction = get_object_or_404(
        Reaction.objects.visibles_par(request.user)
        .filter(pitch__promotion=promotion_de(request, promotion))
        .select_related("pitch__promotion"),
        pk=pk,
    )
    masquee = la_reaction.masquee_le is None
    masquer_reaction(par=request.user, reaction=la_reaction, masquee=masquee, instant=maintenant())
    messages.success(
        request, "La réaction est masquée." if masquee else "La réaction se lit de nouveau."
    )
    page = reverse("parcours:pitch", args=[promotion, la_reaction.pitch.binome_id])
    return SeeOther(f"{page}#reactions")


# --- the guests of the room ------------------------------------------------------------------
@ouvert_a(TOUS, methodes="GET POST", second_facteur=False)
def entree(request: HttpRequest) -> HttpResponse:
    """Where a guest types the code of the room."""
    form = CodeForm(posted(request))

    def entrer() -> str:
        if not ratelimit.consume(request, action="code_de_salle"):
            raise TooManyTries(PATIENTEZ)
        if not tour_ouvert(form.cleaned_data["code"]):
            raise RegleViolee(INCONNU)
        return reverse("pitchs:salle", args=[form.cleaned_data["code"]])

    outcome = submit(request, entrer, form, field="code", refused=422)
    return outcome.response or render(
        request, "animation/pitchs/entree.html", {"form": form}, status=outcome.status
    )


@ouvert_a(TOUS, methodes="GET POST", second_facteur=False)
def salle(request: HttpRequest, code: str) -> HttpResponse:
    """Where a guest answers the pitchs, without an account; she reads no one else's answer."""
    if not ratelimit.consume(request, action="code_de_salle"):
        return render(request, "429.html", status=429)
    le_tour = tour_ouvert(code)
    if le_tour is None:
        return _code_inconnu(request, code)
    passages = [p for p in ordre_de_passage(le_tour.promotion, tour=le_tour) if p.pitch]
    form = InviteForm(
        posted(request), passages=passages, initial={"pitch": request.GET.get("a", "")}
    )

    def repondre() -> str:
        if not ratelimit.consume(request, action="reagir"):
            raise TooManyTries(PATIENTEZ)
        choisi = form.cleaned_data["pitch"]
        reagir(
            par=None,
            pitch=next(p.pitch for p in passages if p.pitch and str(p.binome.pk) == choisi),
            texte=form.cleaned_data["texte"],
            nom=form.cleaned_data["nom"],
            instant=maintenant(),
        )
        messages.success(request, "Merci : le binôme lira votre réaction.")
        return f"{reverse('pitchs:salle', args=[code])}?a={choisi}"

    outcome = submit(request, repondre, form)
    if outcome.response:
        return outcome.response
    contexte = {"tour": le_tour, "form": form, "passages": passages}
    return render(request, "animation/pitchs/salle.html", contexte, status=outcome.status)


def _code_inconnu(request: HttpRequest, code: str) -> HttpResponse:
    form = CodeForm({"code": code})
    form.add_error("code", INCONNU)
    return render(request, "animation/pitchs/entree.html", {"form": form}, status=404)


def _ariane(personne: Personne, promotion: Promotion, *suite: str) -> list[tuple[str, str]]:
    return [
        *ariane_promotion(personne, promotion),
        ("Pitchs", reverse("parcours:pitchs", args=[promotion.code]) if suite else ""),
        *((libelle, "") for libelle in suite),
    ]
