"""Codev: the équipe composes the groups; each group fills its sheet, several at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from parcours.animation.actions.codev import (
    Groupe,
    ajouter_ligne,
    clore_atelier,
    commencer_etape,
    composer_groupes,
    distribuer_les_roles,
    ecrire_ligne,
    lignes_a_reprendre,
    regler_le_temps,
    reprendre_du_codev,
    retirer_ligne,
    rouvrir_atelier,
)
from parcours.animation.droits.codev import peut_composer, peut_remplir
from parcours.animation.forms.codev import GroupesForm, RolesForm, TempsForm
from parcours.animation.lectures.preparations import (
    ateliers_de,
    binomes_de,
    freins_partages,
    proposer_groupes,
    rapprocher,
    themes_des_binomes,
)
from parcours.animation.models import AtelierCodev, EtapeCodev, LigneCodev, PlaceCodev
from parcours.promotions.models import AffectationCoach, Participation, Rencontre
from parcours.promotions.views.portes import ariane_equipe, ariane_promotion, rencontre_de
from parcours.travaux.droits.livrables import peut_ecrire
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Livrable, Version
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.commun.texte import accorder
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne

LECTEURS = (Chapeau.CATALYSEUR, Chapeau.ALUMNI, Chapeau.COACH, Chapeau.EQUIPE)

GUIDES = {
    EtapeCodev.Code.EXPOSE: "Le binôme expose sa situation : les faits, ce qu’il a tenté, ce qui "
    "le préoccupe. On écoute sans interrompre.",
    EtapeCodev.Code.CLARIFICATION: "Les autres posent des questions pour comprendre, sans conseil "
    "ni avis.",
    EtapeCodev.Code.CONTRAT: "Le binôme dit ce qu’il attend du groupe : « Aidez-nous à… »",
    EtapeCodev.Code.CONSULTATION: "Chacun témoigne, suggère, relie à son expérience. Le binôme "
    "écoute et recueille.",
    EtapeCodev.Code.PLAN: "Ce que nous faisons : le binôme choisit ses premiers pas, qui, quand, "
    "avec qui.",
    EtapeCodev.Code.APPRENTISSAGES: "Ce que nous retenons : chacun, pour son propre territoire.",
}


# A step left open longer than this was forgotten: no time runs any more.
UNE_SEANCE = timedelta(hours=4)


@dataclass(frozen=True, kw_only=True)
class Ligne:
    """A line as the page shows it: what is kept, or what was typed and refused with the reason."""

    ligne: LigneCodev
    texte: str
    autre: LigneCodev | None = None
    erreur: str = ""


@dataclass(frozen=True, kw_only=True)
class EtapeALire:
    """A step of the sheet: where it is, what time is left, its lines, what is to be added."""

    etape: EtapeCodev
    guide: str
    en_cours: bool
    fin_prevue: datetime | None
    recente: bool
    lignes: list[Ligne]
    nouvelle: str = ""
    erreur: str = ""

    @property
    def fin(self) -> int:
        """When its planned time ends, for the clock of the script."""
        return _millisecondes(self.fin_prevue) if self.fin_prevue else 0

    @property
    def suivi(self) -> str:
        """What changes when the step moves on, for the script that compares."""
        instants = (self.etape.commencee_le, self.etape.finie_le)
        return "/".join(
            [
                self.etape.code,
                str(self.etape.minutes),
                *(f"{i:%H%M%S}" if i else "" for i in instants),
            ]
        )


@dataclass(frozen=True, kw_only=True)
class Refus:
    """What was typed and not kept: on a line (its id) or to be added to a step (its code)."""

    texte: str
    message: str = ""
    ligne: int | None = None
    code: str = ""
    autre: LigneCodev | None = None


# --- the équipe ------------------------------------------------------------------------------
@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def groupes(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Compose the groups of a session: propose them in one act, adjust them by form."""
    rencontre = rencontre_de(request, promotion, pk)
    if rencontre.nature != Rencontre.Nature.SESSION:
        raise Http404
    binomes = binomes_de(rencontre)
    ateliers = ateliers_de(rencontre)
    rapproches, _ = rapprocher(freins_partages(rencontre.promotion, request.user))
    propose = request.POST.get("acte") == "proposer"
    data = None if propose else posted(request)
    form = GroupesForm(data, binomes=binomes, ateliers=ateliers)

    def composer() -> str:
        groupes = _proposition(rencontre, binomes, rapproches) if propose else form.groupes()
        composer_groupes(par=request.user, rencontre=rencontre, groupes=groupes)
        messages.success(request, "Les groupes de codev sont prêts : chacun a sa feuille.")
        return request.path

    outcome = submit(request, composer, *([] if propose else [form]))
    if outcome.response:
        return outcome.response
    if propose:
        messages.error(request, outcome.refusal)
        return SeeOther(request.path)
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Groupes de codev"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "form": form,
        "ateliers": ateliers,
        "themes": themes_des_binomes(rapproches),
        "binomes": binomes,
        "compose": peut_composer(request.user, rencontre),
    }
    return render(request, "animation/codev/groupes.html", contexte, status=outcome.status)


def _proposition(rencontre: Rencontre, binomes: Any, rapproches: Any) -> dict[int, Groupe]:
    """The groups proposed, the subject being the theme that brings them together."""
    ont_expose = frozenset(
        PlaceCodev.objects.filter(rencontre__promotion=rencontre.promotion_id, expose=True)
        .exclude(rencontre=rencontre)
        .order_by()
        .values_list("binome", flat=True)
    )
    themes = themes_des_binomes(rapproches)
    return {
        rang: Groupe(
            binomes=reunis,
            expose=reunis[0],
            sujet=next((t.capitalize() for t in themes.get(reunis[0].pk, [])), ""),
        )
        for rang, reunis in enumerate(proposer_groupes(binomes, rapproches, ont_expose), start=1)
    }


# --- the group -------------------------------------------------------------------------------
@ouvert_a(*LECTEURS)
def codev(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """The shared sheet of a group."""
    return _page(request, _atelier(request, promotion, pk))


@ouvert_a(*LECTEURS)
def nouvelles(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """The sheet as it stands; asked again with `?depuis=` its revision, 204 while nothing moved."""
    revision = (
        AtelierCodev.objects.visibles_par(request.user)
        .filter(pk=pk, rencontre__promotion__code=promotion)
        .values_list("revision", flat=True)
        .first()
    )
    if revision is None:
        raise Http404
    if request.GET.get("depuis") == str(revision):
        response = HttpResponse(status=204)
    else:
        response = _feuille(request, _atelier(request, promotion, pk))
    response["Cache-Control"] = "private, no-cache"
    return response


@ouvert_a(*LECTEURS, methodes="POST")
def lignes(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Add a line to a step."""
    atelier = _atelier(request, promotion, pk)
    code, texte = request.POST.get("etape", ""), request.POST.get("texte", "")

    def ajouter() -> HttpResponse:
        ajouter_ligne(
            par=request.user, atelier=atelier, code=code, texte=texte, instant=maintenant()
        )
        return _suite(request, atelier, f"nouvelle-{code}")

    outcome = submit(request, ajouter)
    return outcome.response or _refuser(
        request, atelier, Refus(texte=texte, code=code, message=outcome.refusal)
    )


@ouvert_a(*LECTEURS, methodes="POST")
def ligne(request: SignedInRequest, promotion: str, pk: int, ligne_pk: int) -> HttpResponse:
    """Save a line, or take it out; two people on one line both keep their text."""
    atelier = _atelier(request, promotion, pk)
    la_ligne = get_object_or_404(
        LigneCodev.objects.select_related("etape"), pk=ligne_pk, etape__atelier=atelier
    )
    la_ligne.etape.atelier = atelier
    texte, revision = request.POST.get("texte", ""), request.POST.get("revision", "")
    lue = int(revision) if revision.isdecimal() else 0
    par, instant = request.user, maintenant()

    def ecrire() -> HttpResponse:
        if request.POST.get("acte") == "retirer":
            retirer_ligne(par=par, ligne=la_ligne, revision=lue, instant=instant)
        else:
            ecrire_ligne(par=par, ligne=la_ligne, texte=texte, revision=lue, instant=instant)
        return _suite(request, atelier, f"ligne-{ligne_pk}")

    outcome = submit(request, ecrire)
    if outcome.response:
        return outcome.response
    refus = Refus(texte=texte, ligne=ligne_pk, autre=outcome.current, message=outcome.refusal)
    return _refuser(request, atelier, refus)


@ouvert_a(*LECTEURS, methodes="POST")
def actes(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Begin a step, share the roles, plan the time, close the sheet or open it again."""
    atelier = _atelier(request, promotion, pk)
    par, instant = request.user, maintenant()
    acte, _, code = request.POST.get("acte", "").partition(":")
    if acte == "commencer":
        commencer_etape(par=par, atelier=atelier, code=code, instant=instant)
        return _suite(request, atelier, code)
    if acte == "clore":
        clore_atelier(par=par, atelier=atelier, instant=instant)
        messages.success(
            request,
            "La feuille est close. Ce qui est retenu et décidé attend le binôme qui exposait, sur "
            "son prochain travail.",
        )
    elif acte == "rouvrir":
        rouvrir_atelier(par=par, atelier=atelier)
        messages.success(request, "La feuille est ouverte de nouveau.")
    else:
        form = _formulaires(atelier, request.POST).get(acte)
        if form is None:
            raise Http404(acte)
        return _noter(request, atelier, acte, form)
    return SeeOther(atelier.get_absolute_url())


def _noter(
    request: SignedInRequest, atelier: AtelierCodev, acte: str, form: RolesForm | TempsForm
) -> HttpResponse:
    def noter() -> str:
        if isinstance(form, RolesForm):
            distribuer_les_roles(par=request.user, atelier=atelier, **form.choisis())
        else:
            regler_le_temps(par=request.user, atelier=atelier, minutes=form.cleaned_data)
        messages.success(request, "C’est noté sur la feuille.")
        return atelier.get_absolute_url()

    outcome = submit(request, noter, form)
    return outcome.response or _page(
        request, atelier, formulaires={acte: form}, status=outcome.status
    )


def _formulaires(atelier: AtelierCodev, donnees: Any = None) -> dict[str, Any]:
    return {
        "roles": RolesForm(donnees, atelier=atelier, personnes=_personnes(atelier)),
        "temps": TempsForm(donnees, etapes=_etapes_de(atelier)),
    }


def _millisecondes(instant: datetime) -> int:
    """An instant as browsers count it."""
    return int(instant.timestamp() * 1000)


def _atelier(request: SignedInRequest, promotion: str, pk: int) -> AtelierCodev:
    """The sheet, for those who read it; absent for all others."""
    participations = Participation.objects.actives().select_related("personne").order_by("place")
    coachs = AffectationCoach.objects.filter(jusqua=None).select_related("coach")
    places = PlaceCodev.objects.select_related("binome__territoire", "binome__structure")
    atelier: AtelierCodev = get_object_or_404(
        AtelierCodev.objects.visibles_par(request.user)
        .select_related("rencontre__promotion", "rencontre__etape")
        .select_related("facilitateur", "gardien_du_temps", "clos_par")
        .prefetch_related(
            Prefetch("places", places.order_by("place")),
            Prefetch("places__binome__participations", participations),
            Prefetch("places__binome__affectations", coachs),
        ),
        pk=pk,
        rencontre__promotion__code=promotion,
    )
    request.promotion = atelier.rencontre.promotion  # type: ignore[attr-defined]
    return atelier


def _personnes(atelier: AtelierCodev) -> list[Personne]:
    """Those of the group, then their coaches."""
    binomes = [place.binome for place in atelier.places.all()]
    gens = [p.personne for b in binomes for p in b.participations.all()]
    gens += [a.coach for b in binomes for a in b.affectations.all()]
    return list(dict.fromkeys(gens))


def _etapes_de(atelier: AtelierCodev) -> list[EtapeCodev]:
    return list(atelier.etapes.order_by("ordre"))


def _suite(request: SignedInRequest, atelier: AtelierCodev, ancre: str) -> HttpResponse:
    """After a write: the sheet as it stands for the script, the page for a browser without it."""
    if request.htmx:
        atelier.refresh_from_db(fields=["revision", "clos_le"])
        return _feuille(request, atelier)
    return SeeOther(f"{atelier.get_absolute_url()}#{ancre}")


def _refuser(request: SignedInRequest, atelier: AtelierCodev, refus: Refus) -> HttpResponse:
    """What was typed and not kept: both texts side by side, or the reason."""
    if request.htmx:
        contexte = {"autre": refus.autre, "erreur": refus.message}
        return render(request, "animation/codev/refus.html", contexte, status=409)
    return _page(request, atelier, refus=refus, status=409)


def _etapes_a_lire(
    atelier: AtelierCodev, instant: datetime, refus: Refus | None
) -> list[EtapeALire]:
    ecrites = (
        LigneCodev.objects.filter(retiree_le=None).select_related("modifiee_par").order_by("pk")
    )
    if refus and refus.ligne:
        # A line taken out meanwhile is shown to whoever was writing it.
        ecrites = LigneCodev.objects.select_related("modifiee_par").order_by("pk")
    etapes = []
    for etape in atelier.etapes.prefetch_related(Prefetch("lignes", ecrites)).order_by("ordre"):
        en_cours = etape.commencee_le is not None and etape.finie_le is None
        fin = etape.commencee_le and etape.commencee_le + timedelta(minutes=etape.minutes)
        ici = refus if refus and refus.code == etape.code else None
        etapes.append(
            EtapeALire(
                etape=etape,
                guide=GUIDES[EtapeCodev.Code(etape.code)],
                en_cours=en_cours,
                fin_prevue=fin,
                recente=fin is not None and instant - fin < UNE_SEANCE,
                lignes=list(_lignes(etape.lignes.all(), refus)),
                nouvelle=ici.texte if ici else "",
                erreur=ici.message if ici else "",
            )
        )
    return etapes


def _lignes(ecrites: Iterable[LigneCodev], refus: Refus | None) -> Iterable[Ligne]:
    for ecrite in ecrites:
        if refus and refus.ligne == ecrite.pk:
            yield Ligne(
                ligne=ecrite,
                texte=refus.texte or ecrite.texte,
                autre=refus.autre,
                erreur=refus.message,
            )
        elif ecrite.retiree_le is None:
            yield Ligne(ligne=ecrite, texte=ecrite.texte)


def _de_la_feuille(
    request: SignedInRequest, atelier: AtelierCodev, refus: Refus | None
) -> dict[str, Any]:
    instant = maintenant()
    etapes = _etapes_a_lire(atelier, instant, refus)
    en_cours = next((e for e in etapes if e.en_cours), None)
    rang = en_cours.etape.ordre if en_cours else 0
    pas_commencees = [e.etape.ordre for e in etapes if e.etape.commencee_le is None]
    remplit = peut_remplir(request.user, atelier)
    return {
        "atelier": atelier,
        "promotion": atelier.rencontre.promotion,
        "etapes": etapes,
        "en_cours": en_cours,
        "maintenant": _millisecondes(instant),
        "suivante": next((ordre for ordre in pas_commencees if ordre > rang), 0),
        "ouverte": atelier.clos_le is None and remplit,
        "rouvre": atelier.clos_le is not None and remplit,
    }


def _feuille(request: SignedInRequest, atelier: AtelierCodev) -> HttpResponse:
    contexte = _de_la_feuille(request, atelier, None)
    return render(request, "animation/codev/codev.html#feuille", contexte)


def _page(
    request: SignedInRequest,
    atelier: AtelierCodev,
    *,
    refus: Refus | None = None,
    formulaires: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    rencontre = atelier.rencontre
    contexte = _de_la_feuille(request, atelier, refus)
    etapes = [etape.etape for etape in contexte["etapes"]]
    contexte |= {
        "ariane": [
            *ariane_promotion(request.user, rencontre.promotion),
            (rencontre.titre, rencontre.get_absolute_url()),
            (f"Codev, groupe {atelier.rang}", ""),
        ],
        "rencontre": rencontre,
        "client": atelier.client,
        "places": atelier.places.all(),
        "a_lire": _versions_a_lire(request.user, atelier),
        "roles": RolesForm(atelier=atelier, personnes=_personnes(atelier)),
        "temps": TempsForm(etapes=etapes),
        "total": sum(etape.minutes for etape in etapes),
        "garde": refus.texte if refus and not contexte["ouverte"] else "",
        **(formulaires or {}),
    }
    return render(request, "animation/codev/codev.html", contexte, status=status)


def _versions_a_lire(personne: Personne, atelier: AtelierCodev) -> list[Version]:
    """The last version of each work of the group that this person may read."""
    binomes = {place.binome_id: place.binome for place in atelier.places.all()}
    versions = list(
        Version.objects.visibles_par(personne)
        .filter(livrable__binome__in=binomes)
        .select_related("livrable")
        .defer("contenu")
        .order_by("livrable__binome__rang", "livrable__etape__ordre", "livrable_id", "-numero")
        .distinct("livrable__binome__rang", "livrable__etape__ordre", "livrable_id")
    )
    for version in versions:
        version.livrable.binome = binomes[version.livrable.binome_id]
        version.livrable.binome.promotion = atelier.rencontre.promotion
    return versions


# --- the binôme that presented ---------------------------------------------------------------
@ouvert_a(Chapeau.CATALYSEUR, Chapeau.ALUMNI, methodes="POST")
def reprendre(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Make elements of the work out of what the codev retained and decided."""
    livrable = get_object_or_404(
        Livrable.objects.de(request.user).select_related("binome__promotion", "etape"),
        pk=pk,
        binome__promotion__code=promotion,
    )
    if not peut_ecrire(request.user, livrable):
        raise Http404
    natures = trame_de(livrable.nature).natures
    choix = {}
    for offerte in lignes_a_reprendre(livrable).order_by("pk"):
        nature = request.POST.get(f"nature-{offerte.pk}", "")
        if nature in natures:
            choix[offerte.pk] = nature
    faits = reprendre_du_codev(par=request.user, livrable=livrable, choix=choix)
    combien = accorder(len(faits), "ligne du codev est", "lignes du codev sont")
    messages.success(request, f"{combien} dans votre travail.")
    return SeeOther(livrable.get_absolute_url())
