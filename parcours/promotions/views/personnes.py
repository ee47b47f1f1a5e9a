"""People as the équipe sees them: their hats, their invitations, the équipe's own seats."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from parcours.promotions.actions.personnes import inviter_dans_equipe
from parcours.promotions.forms.binomes import InviteForm
from parcours.promotions.lectures.personnes import lire_personne, personnes_connues
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.actions.invitations import renvoyer_invitation, retirer_invitation
from rameau.comptes.actions.personnes import retirer_de_equipe
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Invitation, Personne

PAR_PAGE = 40


@ouvert_a(Chapeau.EQUIPE)
def personnes(request: SignedInRequest) -> HttpResponse:
    """List the people known to the platform with their hats, searched by name or e-mail."""
    cherche, chapeau = request.GET.get("q", "").strip(), request.GET.get("chapeau", "")
    liste = personnes_connues(request.GET, instant=maintenant())
    page = Paginator(liste, PAR_PAGE).get_page(request.GET.get("page"))
    filtres = {nom: v for nom, v in (("q", cherche), ("chapeau", chapeau)) if v}
    contexte = {
        "page": page,
        "lignes": [lire_personne(personne) for personne in page],
        "q": cherche,
        "chapeau": chapeau,
        "choix": [(un.value, un.libelle) for un in Chapeau]
        + [("a-relancer", "Invitations à relancer")],
        "parametres": urlencode(filtres),
    }
    return render(request, "promotions/personnes/liste.html", contexte)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def inviter_equipe(request: SignedInRequest) -> HttpResponse:
    """Name someone in the équipe; a newcomer gets an invitation."""
    form = InviteForm(posted(request))

    def inviter() -> str:
        membre = inviter_dans_equipe(par=request.user, invite=form.invite(), instant=maintenant())
        messages.success(request, f"{membre.personne} est de l’équipe.")
        return reverse("equipe:personnes")

    outcome = submit(request, inviter, form, field="email")
    if outcome.response:
        return outcome.response
    contexte = {"ariane": _ariane("Inviter dans l’équipe"), "form": form}
    return render(request, "promotions/personnes/inviter.html", contexte, status=outcome.status)


@ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
def quitter_equipe(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask before taking someone out of the équipe, then do it: her sessions end at once."""
    personne: Personne = get_object_or_404(Personne.objects.equipe(), pk=pk)
    if request.method == "POST":
        retirer_de_equipe(par=request.user, personne=personne, jour=aujourdhui())
        messages.success(request, f"{personne} n’est plus de l’équipe.")
        return SeeOther(reverse("equipe:personnes"))
    contexte = {"ariane": _ariane("Retirer de l’équipe"), "personne": personne}
    return render(request, "promotions/personnes/quitter.html", contexte)


def _ariane(ici: str) -> list[tuple[str, str]]:
    return [("Personnes", reverse("equipe:personnes")), (ici, "")]


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def renvoyer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send an invitation again; the former link and code die."""
    invitation: Invitation = get_object_or_404(Invitation.objects.select_related("personne"), pk=pk)
    renvoyer_invitation(par=request.user, invitation=invitation, instant=maintenant())
    messages.success(request, f"L’invitation de {invitation.personne} repart par courriel.")
    return _suite(request)


@ouvert_a(Chapeau.EQUIPE, methodes="POST")
def retirer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Withdraw an invitation nobody has accepted."""
    invitation: Invitation = get_object_or_404(Invitation.objects.select_related("personne"), pk=pk)
    retirer_invitation(par=request.user, invitation=invitation, instant=maintenant())
    messages.success(request, f"L’invitation de {invitation.personne} est retirée.")
    return _suite(request)


def _suite(request: SignedInRequest) -> HttpResponse:
    """Go back to the page of ours the act was on."""
    suite = request.POST.get("suite", "")
    if not url_has_allowed_host_and_scheme(suite, allowed_hosts=None):
        suite = reverse("equipe:personnes")
    return SeeOther(suite)
