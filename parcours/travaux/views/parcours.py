"""The parcours as the équipe keeps them: read a version, write the next one, publish it."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.promotions.droits.programmes import peut_ecrire_le_parcours, peut_ouvrir_une_version
from parcours.promotions.models import ModeleEtape, ModeleLivrable, Parcours
from parcours.promotions.models.programmes import Option
from parcours.travaux.actions.parcours import (
    abandonner_version,
    commencer_version,
    ecrire_etape,
    ecrire_questions,
    ecrire_temps,
    modifier_identite,
    publier_version,
)
from parcours.travaux.forms.parcours import (
    EtapeEntiere,
    IdentiteForm,
    QuestionsForm,
    TempsFormSet,
    VersionForm,
)
from parcours.travaux.lectures.parcours import ETAPES, etapes_de, manques
from parcours.travaux.lectures.trames import SectionGuidee, sections_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.texte import accorder
from rameau.comptes.lectures.requests import SignedInRequest


def parcours_de(request: SignedInRequest, code: str, version: int) -> Parcours:
    """Return the version of the address if the person sees it, 404 otherwise."""
    parcours: Parcours = get_object_or_404(
        Parcours.objects.visibles_par(request.user)
        .select_related("remplace_par")
        .annotate(utilisee=Count("promotions")),
        code=code,
        version=version,
    )
    return parcours


def brouillon_de(request: SignedInRequest, code: str, version: int) -> Parcours:
    """The same, for the pages that write it: a published version is refused with words."""
    parcours = parcours_de(request, code, version)
    if not peut_ecrire_le_parcours(request.user, parcours):
        raise AccesRefuse("Cette version du parcours est publiée : écrivez-en une nouvelle.")
    return parcours


def _ariane(parcours: Parcours, *suite: str) -> list[tuple[str, str]]:
    page = parcours.get_absolute_url() if suite else ""
    return [
        ("Réglages", reverse("accueil:reglages")),
        ("Les parcours", reverse("equipe:tous_les_parcours")),
        (str(parcours), page),
        *((un, "") for un in suite),
    ]


@ouvert_a(Chapeau.EQUIPE)
def tous_les_parcours(request: SignedInRequest) -> HttpResponse:
    """List the parcours and their versions, the latest first, with how many promotions each
    made."""
    liste = (
        Parcours.objects.visibles_par(request.user)
        .annotate(utilisee=Count("promotions"))
        .order_by("titre", "code", "-version")
    )
    contexte = {
        "ariane": [("Réglages", reverse("accueil:reglages")), ("Les parcours", "")],
        "liste": liste,
    }
    return render(request, "travaux/parcours/liste.html", contexte)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def parcours(request: SignedInRequest, code: str, version: int) -> HttpResponse:
    """Read a version whole. Its acts: begin the next version, publish a draft, abandon it."""
    le_parcours = parcours_de(request, code, version)
    commence = request.POST.get("acte") == "commencer"
    form = VersionForm(request.POST if commence else None, parcours=le_parcours)

    def agir() -> str:
        return _agir(request, le_parcours, form)

    outcome = submit(request, agir, *([form] if commence else []))
    if outcome.response:
        return outcome.response
    etapes = list(etapes_de(le_parcours).order_by("ordre"))
    contexte = {
        "ariane": _ariane(le_parcours),
        "parcours": le_parcours,
        "etapes": [(etape, _sections(etape)) for etape in etapes],
        "a_ecrire": [n for n in range(1, ETAPES + 1) if n not in {e.ordre for e in etapes}],
        "temps": le_parcours.temps.order_by("ordre"),
        "options": [Option(option).label for option in le_parcours.options],
        "ecrit": peut_ecrire_le_parcours(request.user, le_parcours),
        "commence": peut_ouvrir_une_version(request.user, le_parcours)
        and le_parcours.remplace_par is None,
        "brouillon": Parcours.objects.visibles_par(request.user)
        .filter(code=le_parcours.code, brouillon=True)
        .first(),
        "manques": manques(le_parcours) if le_parcours.brouillon else [],
        "utilisee": _naissances(le_parcours.utilisee),  # type: ignore[attr-defined]
        "form": form,
        "refus": outcome.refusal,
    }
    return render(request, "travaux/parcours/parcours.html", contexte, status=outcome.status)


def _sections(etape: ModeleEtape) -> tuple[SectionGuidee, ...]:
    """The sections of a stage's work with their questions, none without work."""
    travail = getattr(etape, "livrable", None)
    return sections_de(travail.nature, travail.questions) if travail is not None else ()


def _naissances(combien: int) -> str:
    if not combien:
        return "aucune promotion n’en est encore née"
    return accorder(combien, "promotion en est née", "promotions en sont nées")


def _agir(request: SignedInRequest, le_parcours: Parcours, form: VersionForm) -> str:
    """Do what the button says of a version; return where one reads what became of it."""
    par, acte = request.user, request.POST.get("acte", "")
    if acte == "commencer":
        modele = form.cleaned_data["modele"]
        copie = commencer_version(par=par, parcours=le_parcours, modele=modele)
        suite = "changez ce qui doit l’être, puis publiez-la"
        messages.success(request, f"{copie} est commencée : {suite}.")
        return copie.get_absolute_url()
    if acte == "publier":
        publier_version(par=par, parcours=le_parcours)
        messages.success(request, f"{le_parcours} est publié.")
        return le_parcours.get_absolute_url()
    if acte != "abandonner":
        raise Http404
    abandonner_version(par=par, parcours=le_parcours)
    messages.success(request, f"{le_parcours} est abandonné.")
    return reverse("equipe:tous_les_parcours")


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def identite(request: SignedInRequest, code: str, version: int) -> HttpResponse:
    """Change whom a draft is for, its seats, its options."""
    brouillon = brouillon_de(request, code, version)
    form = IdentiteForm.de(brouillon, posted(request))

    def modifier() -> str:
        modifier_identite(par=request.user, parcours=brouillon, **form.cleaned_data)
        return _enregistre(request, brouillon)

    outcome = submit(request, modifier, form, reread=IdentiteForm.de)
    if outcome.response:
        return outcome.response
    contexte: dict[str, Any] = {
        "ariane": _ariane(brouillon, "Pour qui et comment"),
        "parcours": brouillon,
        "form": form,
    }
    return render(request, "travaux/parcours/identite.html", contexte, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def temps(request: SignedInRequest, code: str, version: int) -> HttpResponse:
    """Write the three temps of the programme that a promotion of this draft would have."""
    brouillon = brouillon_de(request, code, version)
    initial = [
        {nom: getattr(un, nom) for nom in ("titre", "debut_mois", "nombre_mois", "taches")}
        for un in brouillon.temps.order_by("ordre")
    ]
    formset = TempsFormSet(posted(request), prefix="temps", initial=initial)

    def ecrire() -> str:
        ecrire_temps(
            par=request.user, parcours=brouillon, temps=[form.valeur() for form in formset]
        )
        return _enregistre(request, brouillon)

    outcome = submit(request, ecrire, formset)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": _ariane(brouillon, "Les temps du programme"),
        "parcours": brouillon,
        "formset": formset,
        "refus": outcome.refusal,
    }
    return render(request, "travaux/parcours/temps.html", contexte, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def etape(request: SignedInRequest, code: str, version: int, ordre: int) -> HttpResponse:
    """Write a stage of a draft, whole; one that does not exist yet is created."""
    brouillon = brouillon_de(request, code, version)
    if not 1 <= ordre <= ETAPES:
        raise Http404
    existante = brouillon.etapes.select_related("livrable").filter(ordre=ordre).first()
    page = EtapeEntiere(posted(request), etape=existante)

    def ecrire() -> str:
        ecrire_etape(
            par=request.user,
            parcours=brouillon,
            ordre=ordre,
            ecrite=page.ecrite(),
            lu=page.form.cleaned_data["lu"],
        )
        return _enregistre(request, brouillon)

    def relire(actuelle: ModeleEtape) -> EtapeEntiere:
        return EtapeEntiere(etape=actuelle)

    outcome = submit(request, ecrire, page, reread=relire)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": _ariane(brouillon, f"Étape {ordre}"),
        "parcours": brouillon,
        "ordre": ordre,
        "page": page,
    }
    return render(request, "travaux/parcours/etape.html", contexte, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def questions(request: SignedInRequest, code: str, version: int, ordre: int) -> HttpResponse:
    """Write the questions that guide a stage's work; 404 for a stage without one."""
    brouillon = brouillon_de(request, code, version)
    travail = get_object_or_404(ModeleLivrable, etape__parcours=brouillon, etape__ordre=ordre)
    form = QuestionsForm(posted(request), travail=travail)

    def ecrire() -> str:
        ecrire_questions(
            par=request.user,
            parcours=brouillon,
            ordre=ordre,
            questions=form.questions(),
            lu=form.cleaned_data["lu"],
        )
        return _enregistre(request, brouillon)

    def relire(actuel: ModeleLivrable) -> QuestionsForm:
        return QuestionsForm(travail=actuel)

    outcome = submit(request, ecrire, form, reread=relire)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": _ariane(brouillon, f"Questions de l’étape {ordre}"),
        "parcours": brouillon,
        "travail": travail,
        "form": form,
    }
    return render(request, "travaux/parcours/questions.html", contexte, status=outcome.status)


def _enregistre(request: SignedInRequest, brouillon: Parcours) -> str:
    messages.success(request, "C’est enregistré.")
    return brouillon.get_absolute_url()
