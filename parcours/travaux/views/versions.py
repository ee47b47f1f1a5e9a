"""Sharing a work, handing it in, taking it back; who reads a version, part by part."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from parcours.travaux.actions.versions import (
    PARTAGES_OFFERTS,
    elargir_partage,
    partager_version,
    remettre_livrable,
    reprendre_livrable,
)
from parcours.travaux.droits.versions import peut_remettre, peut_reprendre
from parcours.travaux.forms.versions import PartageForm, PartiesForm, RemiseForm
from parcours.travaux.lectures.ecriture import composer
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Publication, Version
from parcours.travaux.models.chaine import Partage
from parcours.travaux.views.portes import AUTEURS, ariane_de, coach_de, membres_de, mien, visible
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(*AUTEURS, methodes="GET POST")
def partager(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Share the work as it stands with the coach."""
    le_livrable = mien(request, promotion, pk)
    parties = PartiesForm(posted(request), livrable=le_livrable)

    def faire() -> str:
        version = partager_version(
            par=request.user,
            livrable=le_livrable,
            retenues=parties.retenues,
            instant=maintenant(),
        )
        coach = coach_de(le_livrable)
        qui = f"{coach} reçoit un courriel." if coach else "L'équipe peut la lire."
        messages.success(request, f"La version {version.numero} est partagée. {qui}")
        return version.get_absolute_url()

    outcome = submit(request, faire, parties)
    if outcome.response:
        return outcome.response
    return render(
        request,
        "travaux/livrables/partager.html",
        {
            "livrable": le_livrable,
            "trame": trame_de(le_livrable.nature),
            "coach": coach_de(le_livrable),
            "parties": parties,
            "vides": [s.guide for s in composer(le_livrable) if not s.est_remplie],
            "erreur": outcome.refusal,
            "ariane": ariane_de(request.user, le_livrable, "Partager au coach"),
        },
        status=outcome.status,
    )


@ouvert_a(*AUTEURS, Chapeau.EQUIPE, methodes="GET POST")
def remettre(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Declare the work remis: what is empty, who will be told, who will read it."""
    le_livrable = visible(request, promotion, pk)
    if not peut_remettre(request.user, le_livrable):
        raise Http404
    membres = membres_de(le_livrable)
    au_nom_du_binome = request.user not in membres
    form = RemiseForm(
        posted(request), livrable=le_livrable, membres=membres if au_nom_du_binome else None
    )
    parties = PartiesForm(posted(request), livrable=le_livrable)

    def faire() -> str:
        pour = form.cleaned_data.get("pour_le_compte_de")
        version = remettre_livrable(
            par=request.user,
            livrable=le_livrable,
            partage=form.cleaned_data["partage"],
            retenues=parties.retenues,
            pour_le_compte_de=next((m for m in membres if m.pk == pour), None),
            instant=maintenant(),
        )
        travail = trame_de(le_livrable.nature).avec_article
        messages.success(request, f"C'est fait : {travail} est remis, version {version.numero}.")
        return le_livrable.get_absolute_url()

    outcome = submit(request, faire, form, parties)
    if outcome.response:
        return outcome.response
    coach = coach_de(le_livrable)
    return render(
        request,
        "travaux/livrables/remettre.html",
        {
            "livrable": le_livrable,
            "trame": trame_de(le_livrable.nature),
            "form": form,
            "parties": parties,
            "vides": [s.guide for s in composer(le_livrable) if not s.est_remplie],
            "prevenus": [p for p in [*membres, *([coach] if coach else [])] if p != request.user],
            "au_nom_du_binome": au_nom_du_binome,
            "ariane": ariane_de(request.user, le_livrable, "Remettre"),
        },
        status=outcome.status,
    )


@ouvert_a(*AUTEURS, methodes="GET POST")
def reprendre(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """Take the work back, within 48 hours."""
    le_livrable = mien(request, promotion, pk)

    def faire() -> str:
        reprendre_livrable(par=request.user, livrable=le_livrable, instant=maintenant())
        messages.success(request, "Votre travail est repris : il n'est plus remis.")
        return le_livrable.get_absolute_url()

    outcome = submit(request, faire)
    if outcome.response:
        return outcome.response
    return render(
        request,
        "travaux/livrables/reprendre.html",
        {
            "livrable": le_livrable,
            "trame": trame_de(le_livrable.nature),
            "avant": Partage(le_livrable.partage_avant_remise or 0).label,
            "possible": peut_reprendre(request.user, le_livrable, maintenant()),
            "erreur": outcome.refusal,
            "ariane": ariane_de(request.user, le_livrable, "Reprendre"),
        },
        status=outcome.status,
    )


@ouvert_a(*AUTEURS, methodes="GET POST")
def elargir(request: SignedInRequest, promotion: str, pk: int, numero: int) -> HttpResponse:
    """Let more people read a version."""
    le_livrable = mien(request, promotion, pk)
    version = get_object_or_404(
        Version.objects.visibles_par(request.user).select_related("livrable__binome__promotion"),
        livrable=le_livrable,
        numero=numero,
    )
    form = PartageForm(posted(request), version=version)
    parties = PartiesForm(posted(request), livrable=le_livrable, version=version)

    def faire() -> str:
        elargie = elargir_partage(
            par=request.user,
            version=version,
            partage=form.cleaned_data["partage"],
            retenues=parties.retenues,
        )
        lecteurs = elargie.get_partage_display()
        messages.success(request, f"La version {numero} se lit maintenant par : {lecteurs}.")
        return elargie.get_absolute_url()

    outcome = submit(request, faire, form, parties)
    if outcome.response:
        return outcome.response
    return render(
        request,
        "travaux/livrables/elargir.html",
        {
            "livrable": le_livrable,
            "version": version,
            "form": form,
            "parties": parties,
            "possible": version.partage < max(PARTAGES_OFFERTS),
            "publication": Publication.objects.visibles_par(request.user)
            .filter(version=version)
            .order_by("-pk")
            .first(),
            "est_publique": version.partage == Partage.PUBLIC,
            "ariane": ariane_de(request.user, le_livrable, f"Version {numero}"),
        },
        status=outcome.status,
    )
