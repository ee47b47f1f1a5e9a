"""Choosing the structures of a promotion: the list and its diversity, a structure, its answer."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.promotions.actions.candidatures import (
    ajouter_a_la_promotion,
    annoncer_decision,
    considerer,
    decider,
    deposer_candidature,
    modifier_candidature,
    prevoir_bilaterale,
    regler_l_appel,
)
from parcours.promotions.courriels.candidatures import proposition
from parcours.promotions.droits.candidatures import peut_choisir
from parcours.promotions.forms.candidatures import (
    AnnonceForm,
    AppelForm,
    BilateraleForm,
    CandidaterForm,
    CandidatureForm,
    NouvelleCandidatureForm,
)
from parcours.promotions.lectures.candidatures import (
    avis_de,
    candidatures_montrees,
    diversite_de,
    empreinte_de,
    liste_de,
    taille,
)
from parcours.promotions.models import AppelACandidatures, Candidature, Promotion
from parcours.promotions.views.portes import ariane_equipe, promotion_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import RegleViolee
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import TOUS, ouvert_a
from rameau.commun.submissions import TooManyTries, posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest

# The acts of a line, in the order of its buttons.
ACTES = (
    (Candidature.Decision.RETENU, "Retenir"),
    (Candidature.Decision.LISTE_D_ATTENTE, "Mettre en attente"),
    (Candidature.Decision.NON_RETENU, "Ne pas retenir"),
)
TROP = "Plusieurs candidatures viennent d’arriver de votre réseau : réessayez dans une heure."
GABARIT = "promotions/candidatures/candidatures.html"


def candidature_de(request: SignedInRequest, code: str, pk: int) -> Candidature:
    """Return the candidature of the address if the person sees it, 404 otherwise."""
    promotion = promotion_de(request, code)
    candidature: Candidature = get_object_or_404(
        Candidature.objects.visibles_par(request.user)
        .filter(promotion=promotion)
        .select_related("bilaterale", "binome"),
        pk=pk,
    )
    candidature.promotion = promotion
    return candidature


def _ariane(promotion: Promotion, suite: str = "") -> list[tuple[str, str]]:
    page = reverse("equipe:candidatures", args=[promotion.code])
    ariane = [*ariane_equipe(promotion), ("Candidatures", page)]
    return [*ariane, (suite, "")] if suite else ariane


# --- the équipe ----------------------------------------------------------------------------
@ouvert_a(Chapeau.EQUIPE)
def candidatures(request: SignedInRequest, promotion: str) -> HttpResponse:
    """List the structures considered, with the diversity of those retained."""
    return _liste(request, promotion_de(request, promotion), GABARIT)


def _liste(
    request: SignedInRequest,
    promotion: Promotion,
    genre: str,
    *,
    refus: str = "",
    form_appel: AppelForm | None = None,
    status: int = 200,
) -> HttpResponse:
    liste = liste_de(promotion)
    filtre = request.GET.get("decision", "")
    if filtre not in Candidature.Decision.values:
        filtre = ""
    montrees = candidatures_montrees(liste, request.GET)
    appel = AppelACandidatures.objects.filter(promotion=promotion).first()
    annoncees = set(
        promotion.candidatures.filter(annonces__isnull=False)
        .order_by()
        .values_list("pk", "annonces__decision")
    )
    contexte: dict[str, Any] = {
        "ariane": _ariane(promotion),
        "promotion": promotion,
        "choisit": peut_choisir(request.user, promotion),
        "lignes": [(c, taille(c.population), (c.pk, c.decision) in annoncees) for c in montrees],
        "en_tout": len(liste),
        "filtre": filtre,
        "onglets": [
            (valeur, libelle, nombre)
            for valeur, libelle in Candidature.Decision.choices
            if (nombre := sum(c.decision == valeur for c in liste)) or valeur == filtre
        ],
        "actes": ACTES,
        "diversite": diversite_de(liste, places=promotion.parcours.nombre_structures),
        "avis": avis_de(promotion, empreinte_de(liste)),
        "appel": appel,
        "form_appel": form_appel or AppelForm.de(appel),
        "refus": refus,
    }
    return render(request, genre, contexte, status=status)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def nouvelle(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Add a structure to those considered."""
    la_promotion = promotion_de(request, promotion)
    form = NouvelleCandidatureForm(posted(request), promotion=la_promotion)

    def ajouter() -> str:
        candidature = considerer(
            par=request.user,
            promotion=la_promotion,
            territoire=form.cleaned_data["connu"],
            instant=maintenant(),
            **form.champs(),
        )
        messages.success(request, f"{candidature.lieu} est dans la liste.")
        return reverse("equipe:candidatures", args=[promotion])

    outcome = submit(request, ajouter, form, field="nom")
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": _ariane(la_promotion, "Ajouter une structure"),
        "promotion": la_promotion,
        "form": form,
        "choisit": peut_choisir(request.user, la_promotion),
    }
    return render(request, "promotions/candidatures/nouvelle.html", contexte, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def candidature(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Show a structure: what is known of it, the notes, its bilatérale, its answer."""
    la_candidature = candidature_de(request, promotion, pk)
    form = CandidatureForm.de(la_candidature, posted(request))

    def modifier() -> str:
        modifier_candidature(par=request.user, candidature=la_candidature, **form.champs())
        messages.success(request, "C’est enregistré.")
        return request.path

    outcome = submit(request, modifier, form, field="nom", reread=CandidatureForm.de)
    if outcome.response:
        return outcome.response
    if outcome.current:
        la_candidature = candidature_de(request, promotion, pk)
    annonces = list(la_candidature.annonces.select_related("envoyee_par"))
    contexte = {
        "ariane": _ariane(la_candidature.promotion, la_candidature.lieu),
        "promotion": la_candidature.promotion,
        "candidature": la_candidature,
        "form": form,
        "choisit": peut_choisir(request.user, la_candidature.promotion),
        "annonces": annonces,
        "a_annoncer": la_candidature.decision != Candidature.Decision.A_EXAMINER
        and la_candidature.decision not in {une.decision for une in annonces},
        "retenue": la_candidature.decision == Candidature.Decision.RETENU,
    }
    return render(
        request, "promotions/candidatures/candidature.html", contexte, status=outcome.status
    )


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def decision(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Decide of a structure; the list and its diversity follow at once."""
    la_candidature = candidature_de(request, promotion, pk)
    choisie = request.POST.get("decision", "")
    genre = f"{GABARIT}#choix" if request.htmx else GABARIT
    if choisie not in Candidature.Decision.values:
        refus = "Choisissez une décision."
        return _liste(request, la_candidature.promotion, genre, refus=refus, status=422)

    def prendre() -> str | HttpResponse:
        decider(
            par=request.user, candidature=la_candidature, decision=choisie, instant=maintenant()
        )
        if request.htmx:
            return _liste(request, la_candidature.promotion, genre)
        page = reverse("equipe:candidatures", args=[promotion])
        return f"{page}?{request.GET.urlencode()}" if request.GET else page

    outcome = submit(request, prendre)
    return outcome.response or _liste(
        request,
        la_candidature.promotion,
        genre,
        refus=outcome.refusal,
        status=outcome.status,
    )


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def bilaterale(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Plan the bilatérale with a structure."""
    la_candidature = candidature_de(request, promotion, pk)
    form = BilateraleForm(posted(request))

    def prevoir() -> str:
        prevue = prevoir_bilaterale(par=request.user, candidature=la_candidature, **form.champs())
        messages.success(request, f"« {prevue.titre} » est prévue.")
        return reverse("equipe:candidature", args=[promotion, pk])

    outcome = submit(request, prevoir, form, field="jour")
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": _ariane(la_candidature.promotion, "Prévoir la bilatérale"),
        "promotion": la_candidature.promotion,
        "candidature": la_candidature,
        "form": form,
    }
    return render(
        request, "promotions/candidatures/bilaterale.html", contexte, status=outcome.status
    )


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def annonce(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Write to the structure what was decided: the text, then the mail as it will be, then sent."""
    la_candidature = candidature_de(request, promotion, pk)
    if la_candidature.decision == Candidature.Decision.A_EXAMINER:
        raise RegleViolee("Rien n'est encore décidé de cette structure.")
    objet, texte = proposition(la_candidature, la_candidature.promotion.nom)
    form = AnnonceForm(posted(request), initial={"objet": objet, "texte": texte})

    def page(*, relue: bool, status: int) -> HttpResponse:
        contexte = {
            "ariane": _ariane(la_candidature.promotion, "Annoncer la décision"),
            "promotion": la_candidature.promotion,
            "candidature": la_candidature,
            "form": form,
            "relue": relue,
        }
        return render(request, "promotions/candidatures/annonce.html", contexte, status=status)

    def avancer() -> str | HttpResponse:
        if request.POST.get("suite") != "envoyer":
            return page(relue=request.POST.get("suite") == "relire", status=200)
        annoncer_decision(
            par=request.user,
            candidature=la_candidature,
            objet=form.cleaned_data["objet"],
            texte=form.cleaned_data["texte"],
            instant=maintenant(),
        )
        messages.success(request, f"Le message part à {la_candidature.contact_email}.")
        return reverse("equipe:candidature", args=[promotion, pk])

    outcome = submit(request, avancer, form)
    return outcome.response or page(relue=False, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def retenir(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Give a retained structure its seat in the promotion."""
    la_candidature = candidature_de(request, promotion, pk)
    binome = ajouter_a_la_promotion(par=request.user, candidature=la_candidature)
    messages.success(request, f"{binome.nom} a sa place : invitez son binôme.")
    return SeeOther(reverse("equipe:binome", args=[promotion, binome.pk]))


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def appel(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Open or close the public form."""
    la_promotion = promotion_de(request, promotion)
    actuel = AppelACandidatures.objects.filter(promotion=la_promotion).first()
    form = AppelForm.de(actuel, request.POST)

    def regler() -> str:
        regle = regler_l_appel(
            par=request.user,
            promotion=la_promotion,
            ouvert=request.POST.get("suite") != "fermer",
            instant=maintenant(),
            **form.cleaned_data,
        )
        etat = "ouvert" if regle.ouvert else "fermé"
        messages.success(request, f"Le formulaire public est {etat}.")
        return reverse("equipe:candidatures", args=[promotion])

    outcome = submit(request, regler, form, reread=AppelForm.de)
    return outcome.response or _liste(
        request, la_promotion, GABARIT, form_appel=form, status=outcome.status
    )


# --- everyone --------------------------------------------------------------------------------
@ouvert_a(TOUS, methodes="GET POST", second_facteur=False)
def candidater(request: HttpRequest, promotion: str) -> HttpResponse:
    """The public form of a promotion, while the équipe keeps it open; 404 otherwise."""
    ouvert = (
        AppelACandidatures.objects.select_related("promotion__parcours")
        .filter(promotion__code=promotion, ouvert=True)
        .exclude(promotion__etat=Promotion.Etat.CLOSE)
        .first()
    )
    if ouvert is None:
        raise Http404
    form = CandidaterForm(posted(request))

    def deposer() -> str:
        if not ratelimit.consume(request, action="deposer_candidature"):
            raise TooManyTries(TROP)
        if not form.est_un_piege:
            deposer_candidature(par=None, appel=ouvert, instant=maintenant(), **form.champs())
        return f"{request.path}?merci"

    outcome = submit(request, deposer, form)
    if outcome.response:
        return outcome.response
    recue = request.method == "GET" and "merci" in request.GET
    contexte = {"appel": ouvert, "form": form, "recue": recue}
    page = "promotions/candidatures/candidater.html"
    return render(request, page, contexte, status=outcome.status)
