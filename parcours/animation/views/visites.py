"""Visites: prepared by the équipe, received with a sheet, told by those who came."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify

from parcours.animation.actions.visites import (
    clore_inscriptions,
    preparer_visite,
    rapporter,
    rouvrir_inscriptions,
)
from parcours.animation.documents.visites import accueil_de, visites_a_accueillir
from parcours.animation.droits.visites import peut_preparer_la_visite
from parcours.animation.forms.visites import CHAMP_DE, RapportForm, VisiteForm
from parcours.animation.models import Inscription, Visite
from parcours.promotions.models import Rencontre
from parcours.promotions.views.portes import ariane_equipe, rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.courriels import inline_styles
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


def _visite_de(request: SignedInRequest, rencontre: Rencontre) -> Visite:
    visite: Visite = get_object_or_404(
        visites_a_accueillir(request.user).select_related("hote", "personnalite"),
        rencontre=rencontre,
    )
    visite.rencontre = rencontre
    return visite


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def preparer(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Say whom one meets, the story of the place, the host, the places: registrations open."""
    rencontre = rencontre_de(request, promotion, pk)
    if rencontre.nature != Rencontre.Nature.VISITE:
        raise Http404(pk)
    visite = visites_a_accueillir(request.user).filter(rencontre=rencontre).first()
    form = VisiteForm.de(rencontre, visite, posted(request))
    dit = "La visite est à jour." if visite else "Les inscriptions sont ouvertes."

    def ecrire() -> str:
        preparer_visite(par=request.user, rencontre=rencontre, **form.champs())
        messages.success(request, dit)
        return reverse("equipe:inscriptions", args=[promotion, pk])

    def relire(actuelle: Visite) -> VisiteForm:
        return VisiteForm.de(rencontre, actuelle)

    outcome = submit(request, ecrire, form, field=CHAMP_DE.get, reread=relire)
    if outcome.response:
        return outcome.response
    if outcome.current:
        visite = outcome.current
    contexte = {
        "ariane": ariane_equipe(rencontre.promotion, rencontre, "Préparer la visite"),
        "promotion": rencontre.promotion,
        "rencontre": rencontre,
        "visite": visite,
        "form": form,
        "prepare": peut_preparer_la_visite(request.user, rencontre),
    }
    return render(request, "animation/visites/preparer.html", contexte, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def fermeture(request: SignedInRequest, promotion: str, pk: int, acte: str) -> HttpResponse:
    """Close the registrations of a visite, or open them again."""
    visite = _visite_de(request, rencontre_de(request, promotion, pk))
    if acte == "clore":
        clore_inscriptions(par=request.user, visite=visite, instant=maintenant())
        messages.success(request, "Les inscriptions sont closes ; la liste reste la vôtre.")
    elif acte == "rouvrir":
        rouvrir_inscriptions(par=request.user, visite=visite)
        messages.success(request, "Les inscriptions sont ouvertes à nouveau.")
    else:
        raise Http404(acte)
    return SeeOther(reverse("equipe:inscriptions", args=[promotion, pk]))


@ouvert_a(Chapeau.EQUIPE)
def fiche_a_garder(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Give the host sheet as one file, read afterwards without network."""
    visite = _visite_de(request, rencontre_de(request, promotion, pk))
    contexte = {"accueil": accueil_de(visite), "instant": maintenant(), "demo": settings.DEMO}
    page = render(request, "animation/visites/fiche_a_garder.html", contexte)
    response = HttpResponse(inline_styles(page.content.decode()))
    nom = slugify(f"fiche d accueil {visite.rencontre.titre}")
    response["Content-Disposition"] = f'attachment; filename="{nom}.html"'
    return response


@ouvert_a(CONNECTES, methodes="GET POST")
def rapport(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Say what one brings back of a visite; said again, it is changed."""
    rencontre = rencontre_de(request, promotion, pk)
    inscription: Inscription = get_object_or_404(
        Inscription.objects.visibles_par(request.user).select_related(
            "rencontre__promotion", "rapport"
        ),
        rencontre=rencontre,
        personne=request.user,
        etat=Inscription.Etat.INSCRITE,
    )
    ecrit = getattr(inscription, "rapport", None)
    form = RapportForm(posted(request), initial={"texte": ecrit.texte if ecrit else ""})

    def rapporte() -> str:
        texte = form.cleaned_data["texte"]
        rapporter(par=request.user, inscription=inscription, texte=texte, instant=maintenant())
        messages.success(request, "Merci : la promotion peut vous lire.")
        return f"{rencontre.get_absolute_url()}#rapports"

    outcome = submit(request, rapporte, form)
    if outcome.response:
        return outcome.response
    contexte = {
        "ariane": [
            (rencontre.promotion.nom, rencontre.promotion.get_absolute_url()),
            (rencontre.titre, rencontre.get_absolute_url()),
            ("Ce que j’en rapporte", ""),
        ],
        "rencontre": rencontre,
        "form": form,
    }
    return render(request, "animation/visites/rapport.html", contexte, status=outcome.status)
