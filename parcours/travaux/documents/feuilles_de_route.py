"""Roadmaps as documents: one (PDF, text to edit, slide), or all those of a promotion."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from parcours.promotions.models import Promotion
from parcours.travaux.documents.feuille_d_exemple import feuille_d_exemple
from parcours.travaux.documents.feuille_en_diapositive import Diapositive, diaporama
from parcours.travaux.documents.feuille_en_texte import texte_a_modifier
from parcours.travaux.documents.feuilles_en_archive import archive
from parcours.travaux.lectures.feuilles_de_route import (
    FeuilleDeRoute,
    composer,
    composer_toutes,
    versions_a_reunir,
)
from parcours.travaux.lectures.frise import Frise, dessiner_frise
from parcours.travaux.models import Version
from parcours.travaux.models.livrables import Nature
from rameau.commun import registres
from rameau.commun.documents import render_document
from rameau.commun.limits import Progress
from rameau.commun.pdf import pdf_bytes
from rameau.commun.registres import Composition, Fabrication, Format, GenreDeDocument
from rameau.comptes.models import Personne

UNE = ("feuille_de_route", "feuille_en_texte", "feuille_en_diapositive")
TOUTES = ("feuilles_en_archive", "feuilles_en_recueil", "feuilles_en_diaporama")
MINUTES = 5 * 60


def inscrire() -> None:
    """Register these kinds of document."""
    une = partial(GenreDeDocument, objets=feuilles_a_lire, sujet=lambda v: v.livrable.binome.nom)
    toutes = partial(GenreDeDocument, objets=promotions_a_reunir, secondes=MINUTES)
    for code, genre in {
        "feuille_de_route": une(
            libelle="Feuille de route",
            composer=en_pdf,
            exemple=lambda: page_d_une_feuille(feuille_d_exemple(), timezone.now()),
        ),
        "feuille_en_texte": une(
            libelle="Feuille de route à modifier",
            composer=en_texte,
            exemple=lambda: _texte(feuille_d_exemple()),
            format=Format.DOCX,
        ),
        "feuille_en_diapositive": une(
            libelle="Feuille de route en une diapositive",
            composer=en_diapositive,
            exemple=lambda: _diapositives((feuille_d_exemple(),)),
            format=Format.PPTX,
        ),
        "feuilles_en_archive": toutes(
            libelle="Feuilles de route, une à une",
            composer=en_archive,
            exemple=lambda: _archive(_reunion_d_exemple(), timezone.now()),
            format=Format.ZIP,
        ),
        "feuilles_en_recueil": toutes(
            libelle="Recueil des feuilles de route",
            composer=en_recueil,
            exemple=lambda: recueil_d_exemple(2),
        ),
        "feuilles_en_diaporama": toutes(
            libelle="Diaporama des feuilles de route",
            composer=en_diaporama,
            exemple=lambda: _diapositives(_reunion_d_exemple().feuilles),
            format=Format.PPTX,
        ),
    }.items():
        registres.documents.inscrire(code, genre)


def feuilles_a_lire(personne: Personne) -> QuerySet[Version]:
    """Rule: whoever sees a version of a roadmap may have it in every form."""
    versions: QuerySet[Version] = Version.objects.visibles_par(personne).filter(
        livrable__nature=Nature.FEUILLE_DE_ROUTE
    )
    return versions.select_related("livrable__binome__structure", "livrable__binome__territoire")


def promotions_a_reunir(personne: Personne) -> QuerySet[Promotion]:
    """Rule: whoever sees a promotion may bring together the roadmaps that she may read in it."""
    return Promotion.objects.visibles_par(personne)


# --- one -------------------------------------------------------------------------------------
def en_pdf(*, objet: Version, personne: Personne, instant: datetime) -> Composition:
    """One roadmap as a PDF."""
    return page_d_une_feuille(composer(objet, personne=personne), instant)


def en_texte(*, objet: Version, personne: Personne, instant: datetime) -> Fabrication:
    """One roadmap as a text to edit."""
    return _texte(composer(objet, personne=personne))


def en_diapositive(*, objet: Version, personne: Personne, instant: datetime) -> Fabrication:
    """One roadmap as one slide."""
    return _diapositives((composer(objet, personne=personne),))


def page_d_une_feuille(feuille: FeuilleDeRoute, instant: datetime) -> Composition:
    """The pages of a roadmap."""
    return Composition(
        titre=feuille.titre,
        sous_titre=feuille.nom,
        template="documents/feuille_de_route",
        contexte={"feuille": feuille, "frise": dessiner_frise(feuille)},
        instant=instant,
    )


def _texte(feuille: FeuilleDeRoute) -> Fabrication:
    return Fabrication(
        titre=f"{feuille.titre} – {feuille.nom}", fabriquer=lambda _: texte_a_modifier(feuille)
    )


def _diapositives(feuilles: tuple[FeuilleDeRoute, ...]) -> Fabrication:
    return Fabrication(
        titre="Feuilles de route",
        fabriquer=lambda avancer: diaporama(
            [Diapositive(feuille.nom, feuille) for feuille in feuilles], avancer
        ),
    )


# --- all those of a promotion ----------------------------------------------------------------
@dataclass(frozen=True)
class Reunion:
    """The roadmaps that a person may read in a promotion, and those that are not there, each
    with the reason."""

    promotion: str
    feuilles: tuple[FeuilleDeRoute, ...]
    manquantes: tuple[tuple[str, str], ...]


def reunir(promotion: Promotion, personne: Personne) -> Reunion:
    """Bring together what a person may read of the roadmaps handed in."""
    paires = versions_a_reunir(promotion, personne)
    manquantes = tuple(
        (
            livrable.binome.nom,
            "sa feuille de route n’est pas encore remise"
            if livrable.remis_le is None
            else "sa feuille de route n’est pas partagée avec vous",
        )
        for livrable, version in paires
        if version is None
    )
    versions = [version for _, version in paires if version is not None]
    return Reunion(promotion.nom, tuple(composer_toutes(versions, personne=personne)), manquantes)


def en_archive(*, objet: Promotion, personne: Personne, instant: datetime) -> Fabrication:
    """The roadmaps of a promotion as PDFs in one archive, with the list of who is missing."""
    return _archive(reunir(objet, personne), instant)


def en_recueil(*, objet: Promotion, personne: Personne, instant: datetime) -> Fabrication:
    """The roadmaps of a promotion bound in one PDF, its pages numbered through."""
    return _recueil(reunir(objet, personne), instant)


def en_diaporama(*, objet: Promotion, personne: Personne, instant: datetime) -> Fabrication:
    """The roadmaps of a promotion, one slide each."""
    return _diapositives(reunir(objet, personne).feuilles)


def _archive(reunion: Reunion, instant: datetime) -> Fabrication:
    # Rendered to HTML here: the child that makes the PDFs must not touch the database.
    pages = [
        (feuille, render_document(page_d_une_feuille(feuille, instant)))
        for feuille in reunion.feuilles
    ]
    return Fabrication(
        titre=f"Feuilles de route – {reunion.promotion}",
        fabriquer=lambda avancer: archive(pages, reunion.manquantes, avancer),
    )


def _recueil(reunion: Reunion, instant: datetime) -> Fabrication:
    html = render_document(composition_du_recueil(reunion, instant))

    def fabriquer(avancer: Progress) -> bytes:
        return pdf_bytes(html, on_progress=avancer)

    return Fabrication(titre=f"Recueil – {reunion.promotion}", fabriquer=fabriquer)


def composition_du_recueil(reunion: Reunion, instant: datetime) -> Composition:
    """The pages of the collection."""
    feuilles: list[tuple[FeuilleDeRoute, Frise | None]] = [
        (feuille, dessiner_frise(feuille)) for feuille in reunion.feuilles
    ]
    contexte: dict[str, Any] = {"feuilles": feuilles, "manquantes": reunion.manquantes}
    return Composition(
        titre="Les feuilles de route",
        sous_titre=reunion.promotion,
        template="documents/feuilles_de_route",
        contexte=contexte,
        instant=instant,
    )


def recueil_d_exemple(combien: int) -> Composition:
    """An invented collection, one roadmap missing."""
    return composition_du_recueil(_reunion_d_exemple(combien), timezone.now())


def _reunion_d_exemple(combien: int = 2) -> Reunion:
    return Reunion(
        "Promotion d’exemple",
        tuple(feuille_d_exemple(rang) for rang in range(1, combien + 1)),
        (("Vallée voisine", "sa feuille de route n’est pas encore remise"),),
    )
