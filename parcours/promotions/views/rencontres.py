"""Rencontres: the équipe plans them, the promotion sees when and where."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime

from parcours.promotions.actions.rencontres import (
    annuler_rencontre,
    modifier_rencontre,
    planifier_rencontre,
)
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.forms.rencontres import CHAMP_DE, NouvelleRencontreForm, RencontreForm
from parcours.promotions.lectures.calendrier import avertir
from parcours.promotions.lectures.destinataires import EN_MARCHE, prevenues, toute_la_promotion
from parcours.promotions.lectures.etapes import travail_attendu
from parcours.promotions.models import Promotion, Rencontre
from parcours.promotions.views.portes import (
    ariane_equipe,
    ariane_promotion,
    promotion_de,
    rencontre_de,
)
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.commun.texte import accorder, date_longue, heure
from rameau.comptes.lectures.requests import SignedInRequest


# --- the équipe ----------------------------------------------------------------------------
@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def nouvelle_rencontre(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Plan a rencontre of the promotion."""
    la_promotion = promotion_de(request, promotion)
    form = NouvelleRencontreForm(posted(request), promotion=la_promotion)
    return _saisie(request, la_promotion, form, None)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def modifier(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Change what people need to know of a rencontre."""
    rencontre = rencontre_de(request, promotion, pk)
    form = RencontreForm.de(rencontre, posted(request))
    return _saisie(request, rencontre.promotion, form, rencontre)


def _saisie(
    request: SignedInRequest, promotion: Promotion, form: RencontreForm, rencontre: Rencontre | None
) -> HttpResponse:
    def ecrire() -> str:
        par, instant, champs = request.user, maintenant(), form.champs()
        if rencontre is None:
            ecrite = planifier_rencontre(par=par, promotion=promotion, instant=instant, **champs)
        else:
            lu = form.cleaned_data["lu"]
            ecrite = modifier_rencontre(
                par=par, rencontre=rencontre, instant=instant, lu=lu, **champs
            )
        _dire(request, ecrite)
        return reverse("equipe:promotion", args=[promotion.code])

    outcome = submit(request, ecrire, form, field=CHAMP_DE.get, reread=RencontreForm.de)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": ariane_equipe(promotion, rencontre, "Modifier")
        if rencontre
        else ariane_equipe(promotion, "Prévoir une rencontre"),
        "promotion": promotion,
        "rencontre": rencontre,
        "form": form,
        "attendu": travail_attendu(rencontre) if rencontre else None,
        "diffusion": _diffusion(rencontre) if rencontre else "",
        "annoncee_a": toute_la_promotion(Rencontre(promotion=promotion)).count()
        if promotion.etat in EN_MARCHE
        else 0,
        "organise": peut_organiser(request.user, promotion),
    }
    return render(request, "promotions/rencontres/saisie.html", contexte, status=outcome.status)


def _dire(request: SignedInRequest, rencontre: Rencontre) -> None:
    """Tell what was written, and what deserves a second look about its day."""
    debut = localtime(rencontre.debut)
    messages.success(request, f"« {rencontre.titre} » : {date_longue(debut)}, à {heure(debut)}.")
    avis = avertir(debut.date())
    if avis:
        messages.warning(request, f"{date_longue(debut)} : {', '.join(avis)}.")


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def annuler(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Ask before cancelling a rencontre, saying how many people it concerns; then do it."""
    rencontre = rencontre_de(request, promotion, pk)
    if request.method == "POST":
        annuler_rencontre(par=request.user, rencontre=rencontre, instant=maintenant())
        messages.success(
            request, f"« {rencontre.titre} » est annulée ; elle reste visible, barrée."
        )
        return SeeOther(reverse("equipe:promotion", args=[promotion]))
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Annuler"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "titre": f"{date_longue(localtime(rencontre.debut)).capitalize()}",
        "effet": f"{_diffusion(rencontre)} La rencontre restera visible, barrée, sur les pages "
        "de la promotion ; cela ne se défait pas.",
    }
    return render(request, "promotions/rencontres/annuler.html", contexte)


def _diffusion(rencontre: Rencontre) -> str:
    """How many people a mail tells at once of what changes in a rencontre."""
    combien = prevenues(rencontre, instant=maintenant()).count()
    if not combien:
        return "Personne ne sera prévenu par courriel."
    qui = accorder(combien, "personne sera prévenue", "personnes seront prévenues")
    return f"{qui} par courriel."


# --- everyone of the promotion ---------------------------------------------------------------
@ouvert_a(CONNECTES)
def rencontres(request: SignedInRequest, promotion: str) -> HttpResponse:
    """List the rencontres of a promotion: those to come, then those that took place."""
    la_promotion = promotion_de(request, promotion)
    liste = list(
        Rencontre.objects.visibles_par(request.user)
        .filter(promotion=la_promotion)
        .select_related("etape")
        .order_by("debut", "pk")
    )
    for rencontre in liste:
        rencontre.promotion = la_promotion
    instant = maintenant()
    contexte = {
        "ariane": [*ariane_promotion(request.user, la_promotion), ("Rencontres", "")],
        "promotion": la_promotion,
        "a_venir": [r for r in liste if r.fin >= instant],
        "passees": [r for r in reversed(liste) if r.fin < instant],
    }
    return render(request, "promotions/rencontres/liste.html", contexte)
