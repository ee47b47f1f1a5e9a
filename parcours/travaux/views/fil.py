"""The thread of a binôme's works: frein → objectif → action → indicateur → suivi."""

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parcours.promotions.droits.promotions import est_du_binome
from parcours.promotions.models import Binome, Promotion
from parcours.promotions.views.portes import ariane_promotion, binome_de
from parcours.travaux.lectures.contenus import contenu_au_niveau
from parcours.travaux.lectures.fil import Maillon, composer_fil
from parcours.travaux.lectures.suivis import derniers_suivis
from parcours.travaux.models import Element, Suivi, Version
from parcours.travaux.models.chaine import Nature
from parcours.travaux.views.portes import LECTEURS
from rameau.commun.routes import ouvert_a
from rameau.comptes.lectures.requests import SignedInRequest
from rameau.comptes.models import Personne


@ouvert_a(*LECTEURS)
def fil(request: SignedInRequest, promotion: str, pk: int) -> HttpResponse:
    """The binôme sees its thread as it writes it; others, what the versions they read say."""
    binome = binome_de(request, promotion, pk)
    request.promotion = binome.promotion  # type: ignore[attr-defined]
    membre = est_du_binome(request.user, binome)
    maillons = list(_vivants(binome) if membre else _figes(binome, request.user))
    suivis = derniers_suivis(
        Version.objects.visibles_par(request.user).filter(livrable__binome=binome),
        personne=request.user,
    )
    return render(
        request,
        "travaux/fil/fil.html",
        {
            "binome": binome,
            "membre": membre,
            "le_fil": composer_fil(
                replace(maillon, suivi=_dire(suivis.get(maillon.id))) for maillon in maillons
            ),
            "ariane": [
                *ariane_promotion(request.user, binome.promotion),
                ("Travaux", reverse("parcours:livrables", args=[binome.promotion.code])),
                ("Le fil", ""),
            ],
        },
    )


def _dire(suivi: Suivi | None) -> str:
    """« faite, à 12 mois : 8 conventions »; nothing when nothing was said."""
    if suivi is None:
        return ""
    mesure = f" : {suivi.mesure}" if suivi.mesure else ""
    return f"{suivi.get_etat_display()}, à {suivi.get_mois_display()}{mesure}"


def _vivants(binome: Binome) -> Iterator[Maillon]:
    """The lines of its works as they stand, those taken out included; each leads to where it is
    written, or to its work once the promotion is closed."""
    ouverte = binome.promotion.etat != Promotion.Etat.CLOSE
    elements = (
        Element.tous.filter(livrable__binome=binome)
        .select_related("livrable")
        .order_by("livrable__etape__ordre", "nature", "ordre", "pk")
    )
    for element in elements:
        adresse = [binome.promotion.code, element.livrable_id]
        if ouverte:
            adresse.append(element.pk)
        yield Maillon(
            id=element.pk,
            nature=element.nature,
            titre=element.titre,
            rang=list(Nature).index(Nature(element.livrable.nature)),
            issu_de=element.issu_de_id,
            indicateur=element.indicateur,
            etat=element.etat,
            fin=element.fin.isoformat() if element.fin else "",
            retire=element.retire_le is not None,
            url=""
            if element.retire_le
            else reverse("parcours:element" if ouverte else "parcours:livrable", args=adresse),
        )


def _figes(binome: Binome, personne: Personne) -> Iterator[Maillon]:
    """The lines of the latest versions that this person reads."""
    visibles = Version.objects.visibles_par(personne).filter(livrable__binome=binome)
    for version in (
        visibles.dernieres()
        .avec_niveau(personne)
        .select_related("livrable__binome__promotion")
        .order_by("livrable__etape__ordre", "pk")
    ):
        contenu = contenu_au_niveau(version, version.niveau_du_lecteur)
        for element in contenu.elements:
            yield Maillon.fige(
                element,
                rang=list(Nature).index(Nature(contenu.nature)),
                url=version.get_absolute_url(),
            )
