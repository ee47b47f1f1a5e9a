"""The agenda: one's page, one's private feed, the file of one rencontre."""

import hashlib
from datetime import timedelta
from urllib.parse import urlencode

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response

from parcours.promotions.actions.agenda import empreinte_du_flux, ouvrir_flux, revoquer_flux
from parcours.promotions.lectures.agenda import (
    MOIS_DE_LA_LISTE,
    composer_agenda,
    lire_mois,
    rendez_vous_de,
)
from parcours.promotions.lectures.rencontres import en_rendez_vous
from parcours.promotions.models import FluxAgenda
from parcours.promotions.views.portes import rencontre_de
from rameau.commun.ics import ecrire_calendrier
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import CONNECTES, TOUS, ouvert_a
from rameau.commun.temps import ajouter_mois, aujourdhui, maintenant
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne

LISTE = "liste"
# The address just made, encrypted, from the POST that made it to the one page that shows it.
ADRESSE = "adresse_agenda"
FLUX_PASSE, FLUX_A_VENIR = timedelta(days=92), timedelta(days=550)


@ouvert_a(CONNECTES)
def agenda(request: SignedInRequest) -> HttpResponse:
    """« Mon agenda »: a month or a list, as the address says."""
    jour = aujourdhui()
    liste = request.GET.get("vue") == LISTE
    nature = request.GET.get("nature", "")[:40]
    mois = lire_mois(request.GET.get("mois", ""), aujourdhui=jour)
    page = composer_agenda(request.user, mois=mois, liste=liste, nature=nature, aujourdhui=jour)
    pas = MOIS_DE_LA_LISTE if liste else 1

    def adresse(**changes: str) -> str:
        demande = {"mois": f"{mois:%Y-%m}", "vue": LISTE if liste else "", "nature": nature}
        gardes = {nom: valeur for nom, valeur in (demande | changes).items() if valeur}
        return f"?{urlencode(gardes)}"

    contexte = {
        "page": page,
        "liste": liste,
        "nature": nature,
        "filtres": [
            (libelle, adresse(nature=code), code == nature)
            for code, libelle in [("", "tout"), *page.natures]
        ],
        "precedent": adresse(mois=f"{ajouter_mois(mois, -pas):%Y-%m}"),
        "suivant": adresse(mois=f"{ajouter_mois(mois, pas):%Y-%m}"),
        "ce_mois": adresse(mois=f"{jour:%Y-%m}"),
        "vues": [
            ("Mois", adresse(vue=""), not liste),
            ("Liste", adresse(vue=LISTE), liste),
        ],
    }
    return render(request, "promotions/agenda/agenda.html", contexte)


# --- the private feed ------------------------------------------------------------------------
@ouvert_a(CONNECTES, methodes="GET POST")
def abonnement(request: SignedInRequest) -> HttpResponse:
    """Say how to follow one's agenda elsewhere; a POST makes a new address, shown once."""
    if request.method == "POST":
        jeton = ouvrir_flux(par=request.user, instant=maintenant())
        adresse = settings.URL_PUBLIQUE + reverse("agenda:flux", args=[jeton])
        request.session[ADRESSE] = get_adapter().encrypt(adresse)
        return SeeOther(reverse("agenda:abonnement"))
    chiffree = request.session.pop(ADRESSE, "")
    adresse = get_adapter().decrypt(chiffree) if chiffree else ""
    contexte = {
        "ariane": [("Mon agenda", reverse("agenda:agenda")), ("L’avoir ailleurs", "")],
        "flux": request.user.flux_agenda.ouverts().first(),
        "adresse": adresse,
        "webcal": f"webcal://{adresse.split('//', 1)[1]}" if adresse else "",
    }
    return render(request, "promotions/agenda/abonnement.html", contexte)


@ouvert_a(CONNECTES, methodes="POST")
def revoquer(request: SignedInRequest) -> HttpResponse:
    """Close one's private address."""
    revoquer_flux(par=request.user, instant=maintenant())
    messages.success(request, "L’adresse est fermée : plus aucun calendrier ne peut la lire.")
    return SeeOther(reverse("agenda:abonnement"))


@ouvert_a(TOUS)
def flux(request: HttpRequest, jeton: str) -> HttpResponse:
    """The agenda of the person of this address, as she may see it now: no sign-in, nothing
    written. 404 for an unknown address, 410 for a revoked one."""
    le_flux = FluxAgenda.objects.filter(empreinte=empreinte_du_flux(jeton)).first()
    if le_flux is None:
        raise Http404
    if le_flux.revoque_le is not None:
        return _prive(HttpResponse("Cette adresse est fermée.", status=410))
    personne = Personne.objects.avec_chapeaux().get(pk=le_flux.personne_id)
    if not personne.is_active:
        raise Http404
    jour = aujourdhui()
    les_siens = rendez_vous_de(personne, du=jour - FLUX_PASSE, au=jour + FLUX_A_VENIR)
    # Over the facts: the calendar itself says at which instant it was written.
    etag = f'W/"{hashlib.sha256(repr(les_siens).encode()).hexdigest()[:32]}"'
    inchange = get_conditional_response(request, etag=etag)
    if inchange is not None:
        return _prive(inchange, etag)
    contenu = ecrire_calendrier(les_siens, instant=maintenant(), nom="Le RAMEAU, mon agenda")
    return _prive(HttpResponse(contenu, content_type="text/calendar; charset=utf-8"), etag)


def _prive(response: HttpResponse, etag: str = "") -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    if etag:
        response["ETag"] = etag
    return response


# --- one rencontre ---------------------------------------------------------------------------
@ouvert_a(CONNECTES)
def telecharger(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """The file of one rencontre, for any calendar."""
    rencontre = rencontre_de(request, promotion, pk)
    contenu = ecrire_calendrier([en_rendez_vous(rencontre)], instant=maintenant())
    response = HttpResponse(contenu, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rencontre-{rencontre.pk}.ics"'
    return response
