"""Closing a promotion into alumni: what each leaves visible, and the équipe's explicit step."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.promotions.models import Participation, Promotion
from parcours.promotions.views.portes import ariane_equipe, promotion_de
from parcours.travaux.actions.alumni import choisir_la_suite, demander_les_choix
from parcours.travaux.droits.alumni import (
    dernier_choix,
    peut_choisir_la_suite,
    peut_demander_les_choix,
)
from parcours.travaux.forms.alumni import SuiteForm
from parcours.travaux.lectures.binomes import partages_de
from parcours.travaux.models import ChoixAlumni
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.commun.texte import accorder
from rameau.comptes.lectures.requests import SignedInRequest


@dataclass(frozen=True, kw_only=True)
class LigneAlumni:
    """A catalyseur about to become an alumni: her answer, and how far her works are shared."""

    participation: Participation
    choix: ChoixAlumni | None
    travaux: list[tuple[str, str]]


def _actives(promotion: Promotion) -> list[Participation]:
    return list(
        Participation.objects.actives()
        .filter(binome__promotion=promotion)
        .select_related("personne", "binome__structure", "binome__territoire")
        .prefetch_related("choix_alumni")
        .order_by("binome__rang", "place")
    )


# --- the équipe ----------------------------------------------------------------------------
@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def cloture(request: SignedInRequest, promotion: str) -> HttpResponse:
    """List the catalyseurs with what stays visible of each; ask those who have not said."""
    la_promotion = promotion_de(request, promotion)
    if request.method == "POST":
        combien = demander_les_choix(par=request.user, promotion=la_promotion, instant=maintenant())
        messages.success(
            request,
            f"{accorder(combien, 'catalyseur reçoit', 'catalyseurs reçoivent')} la question.",
        )
        return SeeOther(reverse("equipe:cloture", args=[la_promotion.code]))
    participations = _actives(la_promotion)
    partages = partages_de([p.binome_id for p in participations])
    lignes = [
        LigneAlumni(
            participation=participation,
            choix=dernier_choix(participation),
            travaux=partages.get(participation.binome_id, []),
        )
        for participation in participations
    ]
    reponses = sum(ligne.choix is not None for ligne in lignes)
    muets = len(lignes) - reponses
    contexte = {
        "ariane": ariane_equipe(la_promotion, "Clore la promotion"),
        "promotion": la_promotion,
        "lignes": lignes,
        "reponses": reponses,
        "muets": accorder(muets, "n’a pas encore répondu", "n’ont pas encore répondu")
        if muets
        else "",
        "demander": muets and peut_demander_les_choix(request.user, la_promotion),
        "clore": la_promotion.etat == Promotion.Etat.EVALUATION,
        "effet": effet_de_la_cloture(len(lignes), muets),
    }
    return render(request, "travaux/alumni/cloture.html", contexte)


def effet_de_la_cloture(combien: int, muets: int) -> str:
    """What closing does, with its numbers."""
    qui = accorder(combien, "catalyseur deviendra", "catalyseurs deviendront")
    suite = (
        f" {accorder(muets, 'n’a pas répondu', 'n’ont pas répondu')} : leurs coordonnées ne "
        "seront plus montrées, et leurs travaux ne seront lus que par la promotion."
        if muets
        else " Chacun a dit ce qui reste visible."
    )
    return (
        f"{qui} alumni.{suite} Les travaux se liront encore, personne ne pourra plus les écrire, "
        "et la promotion ne se rouvrira pas."
    )


# --- the catalyseur ------------------------------------------------------------------------
@ouvert_a(CONNECTES, methodes="GET POST")
def apres(request: SignedInRequest, promotion: str) -> HttpResponse:
    """« Ce qui reste visible après la promotion »: her two answers, which she may change."""
    la_promotion = promotion_de(request, promotion)
    participation: Participation = get_object_or_404(
        Participation.objects.actives()
        .filter(binome__promotion=la_promotion)
        .select_related("binome")
        .prefetch_related("choix_alumni"),
        personne=request.user,
    )
    participation.binome.promotion = la_promotion
    choix = dernier_choix(participation)
    ouvert = peut_choisir_la_suite(request.user, participation)
    close = la_promotion.etat == Promotion.Etat.CLOSE
    form = SuiteForm(posted(request), choix=choix, close=close)
    if request.method == "POST" and not ouvert:
        raise AccesRefuse("La question se pose quand la promotion s’achève.")

    def choisir() -> str:
        choisir_la_suite(
            par=request.user, participation=participation, instant=maintenant(), **form.champs()
        )
        messages.success(request, "Votre choix est gardé ; vous pourrez en changer ici.")
        return reverse("parcours:apres", args=[la_promotion.code])

    outcome = submit(request, choisir, form)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": [(la_promotion.nom, la_promotion.get_absolute_url()), ("Après la promotion", "")],
        "promotion": la_promotion,
        "form": form,
        "choix": choix,
        "ouvert": ouvert,
        "travaux": partages_de([participation.binome_id]).get(participation.binome_id, []),
    }
    return render(request, "travaux/alumni/apres.html", contexte, status=outcome.status)
