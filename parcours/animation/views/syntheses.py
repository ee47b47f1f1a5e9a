"""The synthesis of a session: the équipe writes and publishes it, the promotion reads it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.animation.actions.syntheses import ecrire_synthese, publier_synthese
from parcours.animation.droits.syntheses import peut_rediger
from parcours.animation.forms.syntheses import SyntheseForm
from parcours.animation.lectures.syntheses import ebaucher
from parcours.animation.models import Synthese
from parcours.promotions.models import Binome, Rencontre
from parcours.promotions.views.portes import ariane_equipe, ariane_promotion, rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(CONNECTES)
def synthese(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Read the synthesis of a session, once it is published."""
    rencontre = rencontre_de(request, promotion, pk)
    la_synthese = get_object_or_404(
        Synthese.objects.visibles_par(request.user), rencontre=rencontre
    )
    contexte = {
        "ariane": [
            *ariane_promotion(request.user, rencontre.promotion),
            (rencontre.titre, rencontre.get_absolute_url()),
            ("Synthèse", ""),
        ],
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "synthese": la_synthese,
        "redige": peut_rediger(request.user, rencontre),
        "mien": Binome.objects.de(request.user).filter(promotion=rencontre.promotion).exists(),
    }
    return render(request, "animation/syntheses/synthese.html", contexte)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def rediger(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Write the synthesis, from what the session left; save it, or save and publish it."""
    rencontre = rencontre_de(request, promotion, pk)
    if rencontre.nature != Rencontre.Nature.SESSION:
        raise Http404
    ecrite = (
        Synthese.objects.visibles_par(request.user)
        .select_related("modifiee_par")
        .filter(rencontre=rencontre)
        .first()
    )
    if request.method == "POST":
        return _enregistrer(request, rencontre, ecrite)
    return _page(request, rencontre, ecrite, _formulaire(rencontre, ecrite))


def _formulaire(rencontre: Rencontre, ecrite: Synthese | None) -> SyntheseForm:
    depart = ecrite or ebaucher(rencontre)
    return SyntheseForm(
        initial={
            "texte": depart.texte,
            "pour_l_exterieur": depart.pour_l_exterieur,
            "revision": ecrite.revision if ecrite else 0,
        }
    )


def _enregistrer(
    request: SignedInRequest, rencontre: Rencontre, ecrite: Synthese | None
) -> HttpResponse:
    form = SyntheseForm(request.POST)

    def ecrire() -> str:
        par, instant = request.user, maintenant()
        gardee = ecrire_synthese(par=par, rencontre=rencontre, instant=instant, **form.cleaned_data)
        if request.POST.get("acte") == "publier":
            publier_synthese(par=par, synthese=gardee, revision=gardee.revision, instant=instant)
            messages.success(request, "La synthèse est publiée : toute la promotion peut la lire.")
            return gardee.get_absolute_url()
        messages.success(request, "La synthèse est enregistrée.")
        return reverse("equipe:synthese", args=[rencontre.promotion.code, rencontre.pk])

    outcome = submit(request, ecrire, form)
    autre = outcome.current
    return outcome.response or _page(
        request, rencontre, autre or ecrite, form, autre=autre, status=outcome.status
    )


def _page(
    request: SignedInRequest,
    rencontre: Rencontre,
    ecrite: Synthese | None,
    form: SyntheseForm,
    *,
    autre: Synthese | None = None,
    status: int = 200,
) -> HttpResponse:
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Synthèse"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "synthese": ecrite,
        "form": form,
        "autre": autre,
        "redige": peut_rediger(request.user, rencontre),
    }
    return render(request, "animation/syntheses/rediger.html", contexte, status=status)
