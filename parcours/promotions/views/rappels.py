"""The reminders of a promotion: the équipe sees them before, chooses them, reads what was told."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.promotions.actions.rappels import ecarter_rappel, regler_rappels, retablir_rappel
from parcours.promotions.droits.rappels import peut_regler_les_rappels
from parcours.promotions.forms.rappels import EcarterForm, ReglagesForm
from parcours.promotions.lectures.rappels import apercu_de, reglages_de
from parcours.promotions.models import Promotion, RappelEnvoye
from parcours.promotions.views.portes import ariane_equipe, promotion_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.models import Courriel
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest

PAR_PAGE = 50


@ouvert_a(Chapeau.EQUIPE)
def apercu(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Who receives what tomorrow (or today, `?jour=aujourdhui`), and why."""
    la_promotion = promotion_de(request, promotion)
    aujourdhui = localdate(maintenant())
    du_jour = request.GET.get("jour") == "aujourdhui"
    jour = aujourdhui if du_jour else aujourdhui + timedelta(days=1)
    prevus = apercu_de(la_promotion, jour)
    ecartes = sum(prevu.ecarte for prevu in prevus)
    contexte = {
        "ariane": ariane_equipe(la_promotion, "Rappels"),
        "promotion": la_promotion,
        "du_jour": du_jour,
        "jour": jour,
        "prevus": prevus,
        "gardes": len(prevus) - ecartes,
        "ecartes": ecartes,
        "organise": peut_regler_les_rappels(request.user, la_promotion),
        "suspendus": settings.ENVOIS_SUSPENDUS,
    }
    return render(request, "promotions/rappels/apercu.html", contexte)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def ecarter(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Set one reminder aside, or send it after all; 404 for one that is not in the preview."""
    la_promotion = promotion_de(request, promotion)
    form = EcarterForm(request.POST)
    if not form.is_valid():
        raise Http404
    donnees = form.cleaned_data
    aujourdhui = localdate(maintenant())
    if donnees["jour"] - aujourdhui not in (timedelta(0), timedelta(days=1)) or not any(
        (p.rappel.personne_id, p.rappel.cle) == (donnees["personne"].pk, donnees["cle"])
        for p in apercu_de(la_promotion, donnees["jour"])
    ):
        raise Http404
    faire = retablir_rappel if donnees["envoyer"] == "oui" else ecarter_rappel
    faire(
        par=request.user,
        promotion=la_promotion,
        personne=donnees["personne"],
        cle=donnees["cle"],
        jour=donnees["jour"],
        instant=maintenant(),
    )
    suite = "recevra ce rappel" if donnees["envoyer"] == "oui" else "ne recevra pas ce rappel"
    messages.success(request, f"{donnees['personne']} {suite}.")
    return SeeOther(reverse("equipe:rappels", args=[la_promotion.code]))


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def reglages(request: SignedInRequest, promotion: str) -> HttpResponse:
    """« Réglages des rappels »: which kinds are on, how many days apart."""
    la_promotion = promotion_de(request, promotion)
    form = ReglagesForm(posted(request), delais=reglages_de(la_promotion))

    def regler() -> str:
        regler_rappels(
            par=request.user,
            promotion=la_promotion,
            reglages=form.reglages(),
            lu=form.cleaned_data["lu"],
        )
        messages.success(request, "Les réglages sont enregistrés.")
        return reverse("equipe:rappels", args=[la_promotion.code])

    def relire(promotion: Promotion) -> ReglagesForm:
        return ReglagesForm(delais=reglages_de(promotion))

    outcome = submit(request, regler, form, reread=relire)
    if outcome.response:
        return outcome.response
    return render(
        request,
        "promotions/rappels/reglages.html",
        {
            "ariane": _ariane(la_promotion, "Réglages"),
            "promotion": la_promotion,
            "form": form,
            "lignes": form.lignes(),
            "organise": peut_regler_les_rappels(request.user, la_promotion),
        },
        status=outcome.status,
    )


@ouvert_a(Chapeau.EQUIPE)
def journal(request: SignedInRequest, promotion: str) -> HttpResponse:
    """What was told, to whom, when, and what became of the mail."""
    la_promotion = promotion_de(request, promotion)
    envoyes = (
        RappelEnvoye.objects.filter(promotion=la_promotion)
        .select_related("envoi__personne")
        .order_by("-envoi__jour", "envoi__personne__cle_de_tri", "pk")
    )
    page = Paginator(envoyes, PAR_PAGE).get_page(request.GET.get("page"))
    courriels = {
        courriel.objet_id: courriel.get_etat_display()
        for courriel in Courriel.objects.filter(
            genre="rappels", objet_id__in=[ligne.envoi_id for ligne in page]
        ).order_by("pk")
    }
    contexte = {
        "ariane": _ariane(la_promotion, "Journal"),
        "promotion": la_promotion,
        "page": page,
        "lignes": [(ligne, courriels.get(ligne.envoi_id, "")) for ligne in page],
    }
    return render(request, "promotions/rappels/journal.html", contexte)


def _ariane(promotion: Promotion, page: str) -> list[tuple[str, str]]:
    *debut, _ = ariane_equipe(promotion, "")
    return [*debut, ("Rappels", reverse("equipe:rappels", args=[promotion.code])), (page, "")]
