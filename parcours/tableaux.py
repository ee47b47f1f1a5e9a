"""Composed pictures of a promotion, in a constant number of queries."""

from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from parcours.chemin import Chemin, Feuille, Noeud, composer_chemin
from parcours.models import Binome, Livrable, Promotion, Rencontre


def chemin_de(promotion: Promotion, binome: Binome | None, *, aujourdhui: date) -> Chemin:
    """Compose the path of a promotion; with a binôme, its works show where they are.

    A session is current on its day; a work is current while its stage is the one under way
    (between its session and the next). Two queries, three with a binôme.
    """
    rencontres = list(
        promotion.rencontres.maintenues().select_related("etape").order_by("debut", "pk")
    )
    noeuds = [
        Noeud(
            ordre=r.etape.ordre,
            titre=r.etape.titre,
            date=localdate(r.debut),
            statut=_statut(localdate(r.debut), aujourdhui),
            url=reverse("parcours:rencontre", args=[promotion.code, r.pk]),
        )
        for r in rencontres
        if r.nature == Rencontre.Nature.SESSION and r.etape is not None
    ]
    feuilles = [
        Feuille(
            voie="rencontres",
            titre=r.titre,
            date=localdate(r.debut),
            statut=_statut(localdate(r.debut), aujourdhui),
            url=reverse("parcours:rencontre", args=[promotion.code, r.pk]),
            etape=r.etape.ordre if r.etape else 4,
        )
        for r in rencontres
        if r.nature != Rencontre.Nature.SESSION
    ]
    etape_en_cours = max((n.ordre for n in noeuds if n.date <= aujourdhui), default=0)
    feuilles += _travaux(promotion, binome, etape_en_cours)
    return composer_chemin(promotion.debut, promotion.fin, aujourdhui, noeuds, feuilles)


def _statut(jour: date, aujourdhui: date) -> str:
    if jour == aujourdhui:
        return "en-cours"
    return "fait" if jour < aujourdhui else "a-venir"


def _travaux(promotion: Promotion, binome: Binome | None, etape_en_cours: int) -> list[Feuille]:
    if binome is None:
        return [
            Feuille(
                voie="livrables",
                titre=etape.modele.livrable.titre,
                date=etape.livrable_du_le,
                statut=_statut_de_travail(
                    etape.ordre < etape_en_cours, etape.ordre, etape_en_cours
                ),
                etape=etape.ordre,
            )
            for etape in promotion.etapes.select_related("modele__livrable").order_by("ordre")
            if etape.livrable_du_le
        ]
    return [
        Feuille(
            voie="livrables",
            titre=travail.titre,
            date=travail.du_le,
            statut=_statut_de_travail(
                travail.remis_le is not None, travail.etape.ordre, etape_en_cours
            ),
            url=reverse("parcours:livrable", args=[promotion.code, travail.pk]),
            etape=travail.etape.ordre,
        )
        for travail in Livrable.objects.filter(binome=binome)
        .select_related("etape")
        .order_by("etape__ordre")
    ]


def _statut_de_travail(remis: bool, etape: int, etape_en_cours: int) -> str:
    """Done when remis; else current as soon as its stage has begun, late or not."""
    if remis:
        return "fait"
    return "en-cours" if etape <= etape_en_cours else "a-venir"
