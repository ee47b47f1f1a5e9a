"""« À partager chez moi »: the binôme prepares its page; a link opens it without an account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.debug import sensitive_variables

from parcours.animation.actions.partages import (
    PAS_ENCORE,
    creer_lien,
    empreinte_du_jeton,
    noter_destinataire,
    oublier_destinataire,
    raconter_session,
    retirer_lien,
)
from parcours.animation.documents.partages import diapositives_du_partage
from parcours.animation.forms.partages import DestinataireForm, LienForm, RecitForm
from parcours.animation.models import LienDePartage, PageAPartager, Synthese
from parcours.promotions.models import Binome, Rencontre
from parcours.promotions.views.portes import rencontre_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.registres import Format
from rameau.commun.routes import TOUS, ouvert_a
from rameau.commun.submissions import submit
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.lectures.requests import SignedInRequest

FERME = (
    "Ce lien ne s’ouvre pas ou plus : il a expiré, ou la structure qui vous l’a donné l’a retiré. "
    "Demandez-lui un nouveau lien."
)


# --- the binôme ------------------------------------------------------------------------------
@ouvert_a(Chapeau.CATALYSEUR, Chapeau.ALUMNI, methodes="GET POST")
@sensitive_variables("jeton")
def a_partager(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Prepare the page of one's structure: its words, its links, who received them."""
    rencontre = rencontre_de(request, promotion, pk)
    binome = (
        Binome.objects.de(request.user)
        .filter(promotion=rencontre.promotion)
        .select_related("structure", "territoire")
        .first()
    )
    if binome is None or rencontre.nature != Rencontre.Nature.SESSION:
        raise Http404
    if request.method != "POST":
        return _page(request, rencontre, binome)
    acte, _, quoi = request.POST.get("acte", "raconter").partition(":")
    if acte == "lien":
        return _creer_un_lien(request, rencontre, binome)
    if acte in ("retirer", "oublier"):
        return _retirer(request, rencontre, acte, quoi)
    if acte == "destinataire":
        return _noter(request, rencontre, binome)
    return _raconter(request, rencontre, binome)


def _raconter(request: SignedInRequest, rencontre: Rencontre, binome: Binome) -> HttpResponse:
    form = RecitForm(request.POST)

    def raconter() -> str:
        raconter_session(par=request.user, rencontre=rencontre, binome=binome, **form.cleaned_data)
        messages.success(request, "Votre texte est enregistré.")
        return request.path

    outcome = submit(request, raconter, form)
    return outcome.response or _page(
        request, rencontre, binome, recit=form, autre=outcome.current, status=outcome.status
    )


def _creer_un_lien(request: SignedInRequest, rencontre: Rencontre, binome: Binome) -> HttpResponse:
    """201 and not 303: the token is in this answer alone, nothing keeps it for a next page."""
    form = LienForm(request.POST)

    @sensitive_variables("jeton")
    def creer() -> HttpResponse:
        _, jeton = creer_lien(
            par=request.user,
            rencontre=rencontre,
            binome=binome,
            instant=maintenant(),
            **form.cleaned_data,
        )
        adresse = settings.URL_PUBLIQUE + reverse("partages:page", args=[jeton])
        return _page(request, rencontre, binome, adresse=adresse, status=201)

    outcome = submit(request, creer, form)
    return outcome.response or _page(request, rencontre, binome, lien=form, status=outcome.status)


def _retirer(request: SignedInRequest, rencontre: Rencontre, acte: str, quoi: str) -> HttpResponse:
    page = get_object_or_404(
        PageAPartager.objects.de(request.user).select_related("binome", "rencontre__promotion"),
        rencontre=rencontre,
    )
    pk = int(quoi) if quoi.isdecimal() else 0
    if acte == "retirer":
        lien = get_object_or_404(page.liens.select_related("page"), pk=pk)
        lien.page = page
        retirer_lien(par=request.user, lien=lien, instant=maintenant())
        messages.success(request, "Ce lien ne s’ouvre plus.")
    else:
        destinataire = get_object_or_404(page.destinataires, pk=pk)
        destinataire.page = page
        oublier_destinataire(par=request.user, destinataire=destinataire)
        messages.success(request, f"{destinataire.nom} n’est plus dans votre liste.")
    return SeeOther(request.path)


def _noter(request: SignedInRequest, rencontre: Rencontre, binome: Binome) -> HttpResponse:
    form = DestinataireForm(request.POST)

    def noter() -> str:
        noter_destinataire(
            par=request.user,
            rencontre=rencontre,
            binome=binome,
            aujourdhui=aujourdhui(),
            **form.cleaned_data,
        )
        messages.success(request, f"{form.cleaned_data['nom']} est dans votre liste.")
        return request.path

    outcome = submit(request, noter, form, field="remis_le")
    return outcome.response or _page(
        request, rencontre, binome, destinataire=form, status=outcome.status
    )


def _page(
    request: SignedInRequest,
    rencontre: Rencontre,
    binome: Binome,
    *,
    status: int = 200,
    adresse: str = "",
    autre: PageAPartager | None = None,
    **formulaires: Any,
) -> HttpResponse:
    page = PageAPartager.objects.de(request.user).filter(rencontre=rencontre).first()
    synthese = Synthese.objects.visibles_par(request.user).filter(rencontre=rencontre).first()
    recit = {"texte": page.texte, "revision": page.revision} if page else {"revision": 0}
    contexte = {
        "ariane": [
            (rencontre.promotion.nom, rencontre.promotion.get_absolute_url()),
            (rencontre.titre, rencontre.get_absolute_url()),
            ("À partager chez moi", ""),
        ],
        "rencontre": rencontre,
        "binome": binome,
        "synthese": synthese,
        "pas_encore": "" if synthese else PAS_ENCORE,
        "page": page,
        "recit": RecitForm(initial=recit),
        "lien": LienForm(),
        "destinataire": DestinataireForm(initial={"remis_le": aujourdhui()}),
        "liens": _liens(page),
        "destinataires": page.destinataires.order_by("-remis_le", "-pk") if page else [],
        "adresse": adresse,
        "autre": autre,
        **formulaires,
    }
    response = render(request, "animation/partages/a_partager.html", contexte, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _liens(page: PageAPartager | None) -> list[tuple[LienDePartage, str]]:
    """Each link with its state, in words and for its badge."""
    if page is None:
        return []
    instant = maintenant()
    return [
        (lien, "retiree" if lien.retire_le else "expiree" if lien.expire_le <= instant else "")
        for lien in page.liens.select_related("cree_par").order_by("-pk")
    ]


# --- whoever holds the link ------------------------------------------------------------------
@ouvert_a(TOUS, second_facteur=False)
@sensitive_variables("jeton")
def page(request: HttpRequest, jeton: str) -> HttpResponse:
    """The page of a structure about a session; reading it changes nothing."""
    lien = _ouvrir(jeton)
    if lien is None:
        return _discret(
            render(request, "animation/partages/ferme.html", {"motif": FERME}, status=404)
        )
    contexte = {**_de_la_page(lien), "jeton": jeton}
    return _discret(render(request, "animation/partages/page.html", contexte))


@ouvert_a(TOUS, second_facteur=False)
@sensitive_variables("jeton")
def diapositives(request: HttpRequest, jeton: str) -> HttpResponse:
    """The same as three slides."""
    lien = _ouvrir(jeton)
    if lien is None:
        return _discret(
            render(request, "animation/partages/ferme.html", {"motif": FERME}, status=404)
        )
    dit = _de_la_page(lien)
    response = HttpResponse(
        diapositives_du_partage(
            rencontre=dit["rencontre"],
            structure=str(dit["binome"].structure),
            nom=dit["binome"].nom,
            session=dit["synthese"].pour_l_exterieur,
            chez_nous=dit["page"].texte,
        ),
        content_type=Format.PPTX.content_type,
    )
    nom = slugify(f"{dit['rencontre'].titre} {dit['binome'].nom}")
    response["Content-Disposition"] = f'attachment; filename="{nom}.pptx"'
    return _discret(response)


def _ouvrir(jeton: str) -> LienDePartage | None:
    return (
        LienDePartage.objects.ouverts(maintenant=maintenant())
        .select_related("page__rencontre__promotion", "page__rencontre__etape")
        .select_related("page__rencontre__synthese")
        .select_related("page__binome__structure", "page__binome__territoire")
        .filter(empreinte_jeton=empreinte_du_jeton(jeton))
        .first()
    )


def _de_la_page(lien: LienDePartage) -> dict[str, Any]:
    la_page = lien.page
    return {
        "page": la_page,
        "rencontre": la_page.rencontre,
        "binome": la_page.binome,
        "synthese": la_page.rencontre.synthese,
        "expire_le": lien.expire_le,
    }


def _discret(response: HttpResponse) -> HttpResponse:
    """The address holds the secret: no search engine, no other site, no cache is to have it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store, private"
    return response
