"""Slides (PPTX): the kit that draws them.

Each slide has its title in the title's own place, its texts and tables in reading order, its
pictures of colour marked as decoration; the colours are those of the stage. Nothing here reads
the database: a worker's child makes them out of what it is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from rameau.commun.mesure import INTERLIGNE, fit, largest
from rameau.commun.texte import typographier
from rameau.commun.word import clean

PAPIER, ENCRE, GRIS, RAMEAU = "FBF8F2", "17332B", "5B6660", "1F6B4F"
FILET = "DAD5C8"
# The same colours as on screen (static/css/jetons.css), by stage.
ETAPES = {1: "2B5C8F", 2: "2C7A3F", 3: "8A5A00", 4: "6D3F7C"}
TITRE, TEXTE = "Georgia", "Calibri"
LARGEUR, HAUTEUR = Cm(33.867), Cm(19.05)
MARGE = Cm(2.4)
CORPS = (24, 22, 20, 18)
# What a box keeps for its edges, and for the mark before a line, in points.
BORDS, RETRAIT = 15, 45
LIGNES_MAX = 6
SIGNES_MAX = 110


@dataclass(frozen=True, kw_only=True)
class Tableau:
    """A table: its heads, its rows; cut in several slides when it is long."""

    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    largeurs: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Diapositive:
    """One thing said: a title, then lines or a table."""

    titre: str
    lignes: tuple[str, ...] = ()
    tableau: Tableau | None = None


@dataclass(frozen=True, kw_only=True)
class Diaporama:
    """Slides as they are to be drawn."""

    titre: str
    sous_titre: str
    etape: int = 0
    surtitre: str = ""
    diapositives: tuple[Diapositive, ...] = field(default=())


def dessiner(diaporama: Diaporama) -> bytes:
    """Draw a slide show."""
    fichier = nouvelle_presentation(f"{diaporama.titre} – {diaporama.sous_titre}")
    couleur = ETAPES.get(diaporama.etape, RAMEAU)
    _couverture(fichier, diaporama, couleur)
    for diapositive in diaporama.diapositives:
        for suite in _coupees(diapositive):
            _feuillet(fichier, suite, couleur, diaporama)
    return en_octets(fichier)


def nouvelle_presentation(titre: str) -> Any:
    """An empty deck, 16:9, its models as wide as its slides."""
    fichier = Presentation()
    part = LARGEUR / fichier.slide_width
    fichier.slide_width, fichier.slide_height = LARGEUR, HAUTEUR
    modele = fichier.slide_master
    for forme in [*modele.shapes, *(f for plan in modele.slide_layouts for f in plan.shapes)]:
        if forme._element.xpath(".//a:xfrm"):  # noqa: SLF001 those that have a place of their own
            forme.left, forme.width = int(forme.left * part), int(forme.width * part)
    fichier.core_properties.title = titre
    fichier.core_properties.author = "Le RAMEAU"
    fichier.core_properties.language = "fr-FR"
    return fichier


def en_octets(fichier: Any) -> bytes:
    """Return the file."""
    tampon = BytesIO()
    fichier.save(tampon)
    return tampon.getvalue()


def _coupees(diapositive: Diapositive) -> list[Diapositive]:
    """A long list or table goes on over the next slides, under the same title."""
    tableau = diapositive.tableau
    entiere: Sequence[Any] = tableau.lignes if tableau else diapositive.lignes
    if len(entiere) <= LIGNES_MAX:
        return [diapositive]
    # Slides of one weight, rather than a full one and a poor one.
    combien = -(-len(entiere) // LIGNES_MAX)
    par_page = -(-len(entiere) // combien)
    pages = [entiere[debut : debut + par_page] for debut in range(0, len(entiere), par_page)]
    return [
        Diapositive(
            titre=f"{diapositive.titre} ({rang} sur {len(pages)})",
            lignes=() if tableau else tuple(page),
            tableau=Tableau(entetes=tableau.entetes, lignes=tuple(page), largeurs=tableau.largeurs)
            if tableau
            else None,
        )
        for rang, page in enumerate(pages, start=1)
    ]


def _couverture(fichier: Any, diaporama: Diaporama, couleur: str) -> None:
    page = fichier.slides.add_slide(fichier.slide_layouts[0])
    poser_le_fond(page)
    titre, sous_titre = page.shapes.title, page.placeholders[1]
    placer(titre, MARGE, Cm(5.2), LARGEUR - 2 * MARGE, Cm(5.2))
    titre.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    ecrire(titre, [diaporama.titre], taille=44, police=TITRE, couleur=ENCRE)
    placer(sous_titre, MARGE, Cm(11.2), LARGEUR - 2 * MARGE, Cm(3.4))
    lignes = [diaporama.sous_titre, *([diaporama.surtitre] if diaporama.surtitre else [])]
    ecrire(sous_titre, lignes, taille=22, police=TEXTE, couleur=GRIS)
    decorer(page, MSO_SHAPE.RECTANGLE, 0, 0, LARGEUR, Cm(0.9), couleur)
    decorer(page, MSO_SHAPE.RECTANGLE, MARGE, Cm(10.75), Cm(5), Cm(0.08), couleur)
    if diaporama.etape:
        _noeud(page, diaporama.etape, couleur, MARGE, Cm(3))


def _feuillet(fichier: Any, diapositive: Diapositive, couleur: str, diaporama: Diaporama) -> None:
    layout = 5 if diapositive.tableau else 1
    page = fichier.slides.add_slide(fichier.slide_layouts[layout])
    poser_le_fond(page)
    intituler(page, diapositive.titre, MARGE, couleur)
    if diapositive.tableau:
        _tableau(page, diapositive, couleur)
    else:
        corps = page.placeholders[1]
        placer(corps, MARGE, Cm(4.6), LARGEUR - 2 * MARGE, Cm(12.4))
        lignes = diapositive.lignes or ("Rien à dire ici pour le moment.",)
        largeur = (LARGEUR - 2 * MARGE) / Pt(1) - RETRAIT
        taille = largest(lignes, CORPS, largeur, Cm(12.4).pt - BORDS, 10)
        tenues = [fit(ligne, taille, largeur, 2) for ligne in lignes]
        ecrire(corps, tenues, taille=taille, police=TEXTE, couleur=ENCRE, espace=10)
    decorer(page, MSO_SHAPE.RECTANGLE, 0, 0, Cm(0.5), HAUTEUR, couleur)
    decorer(page, MSO_SHAPE.RECTANGLE, MARGE, Cm(4), LARGEUR - 2 * MARGE, Cm(0.03), FILET)
    pied = page.shapes.add_textbox(MARGE, HAUTEUR - Cm(1.5), LARGEUR - 2 * MARGE, Cm(0.9))
    pied.name = "Pied de page"
    ecrire(pied, [f"{diaporama.titre} – Le RAMEAU"], taille=11, police=TEXTE, couleur=GRIS)


def _tableau(page: Any, diapositive: Diapositive, couleur: str) -> None:
    tableau = diapositive.tableau
    assert tableau is not None  # noqa: S101 the caller has looked
    largeur = LARGEUR - 2 * MARGE
    cadre = page.shapes.add_table(
        len(tableau.lignes) + 1, len(tableau.entetes), MARGE, Cm(4.5), largeur, Cm(2)
    )
    cadre.name = diapositive.titre
    decrire(cadre, f"Tableau : {diapositive.titre}")
    dessin = cadre.table
    dessin.horz_banding = False
    for rangee in dessin.rows:
        rangee.height = Cm(1.4)
    hautes = int(Cm(11.5).pt / len(tableau.lignes) / (18 * INTERLIGNE))
    total = sum(tableau.largeurs)
    for colonne, part in zip(dessin.columns, tableau.largeurs, strict=True):
        colonne.width = int(largeur * part / total)
    for rang, cellules in enumerate((tableau.entetes, *tableau.lignes)):
        for colonne, mots in enumerate(cellules):
            cellule = dessin.cell(rang, colonne)
            cellule.fill.solid()
            cellule.vertical_anchor = MSO_ANCHOR.MIDDLE
            cellule.fill.fore_color.rgb = RGBColor.from_string(couleur if rang == 0 else PAPIER)
            place = dessin.columns[colonne].width / Pt(1) - RETRAIT
            ecrire(
                cellule,
                [fit(mots, 18, place, hautes, gras=rang == 0 or colonne == 0)],
                taille=18,
                police=TEXTE,
                couleur="FFFFFF" if rang == 0 else ENCRE,
                gras=rang == 0 or colonne == 0,
            )


def intituler(page: Any, titre: str, gauche: int, couleur: str) -> None:
    """Write the title of a slide in its own place, on two lines at most."""
    place = page.shapes.title
    placer(place, gauche, Cm(1.2), LARGEUR - 2 * gauche, Cm(2.7))
    place.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    largeur = (LARGEUR - 2 * gauche) / Pt(1) - BORDS
    # The face of titles is wider than the one that is measured.
    taille = largest([titre], [30, 24], largeur * 0.88, 40, 0)
    mots = fit(titre, taille, largeur * 0.88, 2)
    ecrire(place, [mots], taille=taille, police=TITRE, couleur=couleur)


def poser_le_fond(page: Any) -> None:
    """Lay the paper."""
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = RGBColor.from_string(PAPIER)


def placer(forme: Any, gauche: int, haut: int, largeur: int, hauteur: int) -> None:
    """Put a shape where it goes."""
    forme.left, forme.top, forme.width, forme.height = gauche, haut, largeur, hauteur


def ecrire(
    forme: Any,
    lignes: Sequence[str],
    *,
    taille: int,
    police: str,
    couleur: str,
    gras: bool = False,
    espace: int = 0,
) -> None:
    """Write paragraphs in French."""
    cadre = forme.text_frame
    cadre.word_wrap = True
    for rang, ligne in enumerate(lignes):
        paragraphe = cadre.paragraphs[0] if rang == 0 else cadre.add_paragraph()
        paragraphe.space_after = Pt(espace)
        paragraphe.alignment = 1  # to the left, whatever the model says
        passage = paragraphe.add_run()
        passage.text = clean(typographier(ligne))
        passage.font.size, passage.font.name, passage.font.bold = Pt(taille), police, gras
        passage.font.color.rgb = RGBColor.from_string(couleur)
        passage.font.language_id = 1036  # French of France


def decorer(
    page: Any, forme: Any, gauche: int, haut: int, largeur: int, hauteur: int, couleur: str
) -> Any:
    """A shape that says nothing: marked as decoration, so that a reader passes over it."""
    dessin = page.shapes.add_shape(forme, gauche, haut, largeur, hauteur)
    dessin.name = "Décor"
    dessin.fill.solid()
    dessin.fill.fore_color.rgb = RGBColor.from_string(couleur)
    dessin.line.fill.background()
    dessin.shadow.inherit = False
    proprietes = dessin._element.nvSpPr.cNvPr  # noqa: SLF001 python-pptx has no word for it
    proprietes.set("descr", "")
    liste = proprietes.makeelement(qn("a:extLst"), {})
    extension = liste.makeelement(qn("a:ext"), {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"})
    espace = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    extension.append(
        extension.makeelement(f"{{{espace}}}decorative", {"val": "1"}, {"adec": espace})
    )
    liste.append(extension)
    proprietes.append(liste)
    return dessin


def _noeud(page: Any, etape: int, couleur: str, gauche: int, haut: int) -> None:
    """The stage's sign: its number in a node."""
    noeud = page.shapes.add_shape(MSO_SHAPE.OVAL, gauche, haut, Cm(1.7), Cm(1.7))
    noeud.name = "Étape"
    noeud.fill.solid()
    noeud.fill.fore_color.rgb = RGBColor.from_string(couleur)
    noeud.line.fill.background()
    noeud.shadow.inherit = False
    decrire(noeud, f"Étape {etape}")
    noeud.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    ecrire(noeud, [str(etape)], taille=24, police=TITRE, couleur="FFFFFF", gras=True)
    noeud.text_frame.paragraphs[0].alignment = 2


def decrire(forme: Any, texte: str) -> None:
    """Give a shape its alternative text."""
    cadre = forme._element  # noqa: SLF001 python-pptx has no word for it
    cadre.xpath(".//p:cNvPr")[0].set("descr", texte)


# --- what a binôme takes home ----------------------------------------------------------------
