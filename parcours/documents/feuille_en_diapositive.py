"""A roadmap as one slide (16:9), several as a deck; every text bounded: nothing overflows."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from parcours.feuille_de_route import Action, FeuilleDeRoute
from parcours.models import Element
from rameau.commun.limits import Progress
from rameau.commun.markdown import plain_text
from rameau.commun.texte import borner, typographier
from rameau.commun.word import clean, xml_of

ENCRE, RAMEAU, GRIS = RGBColor(0x17, 0x33, 0x2B), RGBColor(0x1F, 0x6B, 0x4F), RGBColor(68, 80, 74)
BLANC = RGBColor(255, 255, 255)
LARGEUR, HAUTEUR = Cm(33.867), Cm(19.05)
MARGE, GAUCHE = Cm(1.4), Cm(11)
ACTIONS, AXES = 5, 5
TITRE_SEUL = 5  # the layout of the default template that holds a title and nothing else


@dataclass(frozen=True)
class Diapositive:
    """A slide of a deck: its title, and the roadmap it sums up, or what it says instead."""

    titre: str
    feuille: FeuilleDeRoute | None
    mot: str = ""


def diaporama(diapositives: Sequence[Diapositive], avancer: Progress) -> bytes:
    """Make a deck, telling each slide done."""
    presentation = nouvelle_presentation("Feuilles de route")
    for rang, diapositive in enumerate(diapositives, start=1):
        if diapositive.feuille is not None:
            diapositive_de(presentation, diapositive.feuille, diapositive.titre)
        else:
            nouvelle_diapositive(presentation, diapositive.titre, diapositive.mot)
        avancer(rang, len(diapositives))
    return en_octets(presentation)


def nouvelle_presentation(titre: str) -> Any:
    """An empty deck, 16:9."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = LARGEUR, HAUTEUR
    presentation.core_properties.title = titre
    presentation.core_properties.author = "Le RAMEAU"
    presentation.core_properties.language = "fr-FR"
    return presentation


def en_octets(presentation: Any) -> bytes:
    """Return the file."""
    contenu = io.BytesIO()
    presentation.save(contenu)
    return contenu.getvalue()


def diapositive_de(presentation: Any, feuille: FeuilleDeRoute, titre: str) -> None:
    """Add the slide of a roadmap: its vision, its axes, its key actions, its partners."""
    diapositive = nouvelle_diapositive(presentation, titre, sous_titre(feuille))
    haut = Cm(4.3)
    colonne = boite(diapositive, MARGE, haut, GAUCHE, Cm(12.2))
    intituler(colonne, "Notre vision")
    dire(colonne, borner(plain_text(feuille.texte("vision")) or "À écrire.", 380), 14)
    if axes := [axe for axe in feuille.axes if axe.detail or axe.titre]:
        intituler(colonne, "Nos axes")
        for axe in axes[:AXES]:
            dire(colonne, f"{axe.numero}. {borner(axe.titre, 74)}", 14)
    droite = MARGE + GAUCHE + Cm(1)
    cles = actions_cles(feuille)
    if cles:
        _tableau(diapositive, cles, droite, haut)
    pied = boite(diapositive, MARGE, Cm(16.7), LARGEUR - 2 * MARGE, Cm(1.9))
    avec = ", ".join(feuille.partenaires) or "partenaires à trouver"
    dire(pied, f"Avec : {borner(avec, 210)}", 12)
    dire(pied, f"Ce qui dira que l’on avance : {borner(_indicateur(feuille), 180)}", 12)


def sous_titre(feuille: FeuilleDeRoute) -> str:
    """What stands under the name on a slide."""
    morceaux = [feuille.structure] if feuille.territoire else []
    return borner(
        " – ".join([*morceaux, f"{feuille.titre}, version {feuille.numero}", feuille.promotion]),
        150,
    )


def actions_cles(feuille: FeuilleDeRoute) -> list[Action]:
    """A few actions: the first of each axis, then the second of each; none that was given up."""
    vivantes = [
        [a for a in axe.actions if a.etat != Element.Etat.ABANDONNEE] for axe in feuille.axes
    ]
    en_tour = chain.from_iterable(zip_longest(*vivantes))
    return sorted(
        [action for action in en_tour if action is not None][:ACTIONS],
        key=lambda action: [int(part) for part in action.numero.split(".")],
    )


def _indicateur(feuille: FeuilleDeRoute) -> str:
    dits: Iterable[str] = (a.indicateur for a in actions_cles(feuille))
    jalons = (jalon.titre for jalon in feuille.jalons)
    return next((mots for mots in chain(dits, jalons) if mots), "à préciser")


# --- what a slide is made of -----------------------------------------------------------------
def nouvelle_diapositive(presentation: Any, titre: str, sous: str) -> Any:
    """Add a slide with its title, and a line under it."""
    diapositive = presentation.slides.add_slide(presentation.slide_layouts[TITRE_SEUL])
    place = diapositive.shapes.title
    place.left, place.top, place.width, place.height = MARGE, Cm(0.7), LARGEUR - 2 * MARGE, Cm(1.7)
    cadre = place.text_frame
    cadre.word_wrap = True
    cadre.vertical_anchor = MSO_ANCHOR.BOTTOM
    cadre.margin_left = cadre.margin_right = 0
    dire(cadre, borner(titre, 70), 30, gras=True, couleur=RAMEAU)
    dessous = boite(diapositive, MARGE, Cm(2.5), LARGEUR - 2 * MARGE, Cm(1))
    dire(dessous, sous, 14, couleur=GRIS)
    filet = diapositive.shapes.add_connector(1, MARGE, Cm(3.8), LARGEUR - MARGE, Cm(3.8))
    filet.line.color.rgb, filet.line.width = RAMEAU, Pt(1.5)
    _decrire(filet, "")
    return diapositive


def boite(diapositive: Any, gauche: int, haut: int, largeur: int, hauteur: int) -> Any:
    """Add a box of text and return what is written in it."""
    cadre = diapositive.shapes.add_textbox(gauche, haut, largeur, hauteur).text_frame
    cadre.word_wrap = True
    cadre.margin_left = cadre.margin_right = cadre.margin_top = cadre.margin_bottom = 0
    return cadre


def intituler(cadre: Any, mots: str) -> None:
    """Write a small heading."""
    dire(cadre, mots, 15, gras=True, couleur=RAMEAU, avant=6)


def dire(
    cadre: Any,
    mots: str,
    corps: int,
    *,
    gras: bool = False,
    couleur: RGBColor = ENCRE,
    avant: int = 3,
) -> None:
    """Write a paragraph in French."""
    neuf = not cadre.paragraphs[0].runs
    paragraphe = cadre.paragraphs[0] if neuf else cadre.add_paragraph()
    paragraphe.space_before = Pt(0 if neuf else avant)
    paragraphe.alignment = 1
    run = paragraphe.add_run()
    run.text = clean(typographier(mots))
    run.font.size, run.font.bold, run.font.name = Pt(corps), gras, "Calibri"
    run.font.color.rgb = couleur
    run.font.language_id = MSO_LANGUAGE_ID.FRENCH


def _tableau(diapositive: Any, actions: Sequence[Action], gauche: int, haut: int) -> None:
    largeur = LARGEUR - MARGE - gauche
    forme = diapositive.shapes.add_table(
        len(actions) + 1, 3, gauche, haut, largeur, Cm(0.9 + 1.9 * len(actions))
    )
    forme.name = "Les actions clés"
    _decrire(forme, "Les actions clés, qui les porte et quand")
    table = forme.table
    for rang, part in enumerate((0.5, 0.26, 0.24)):
        table.columns[rang].width = int(largeur * part)
    for rang, rangee in enumerate(table.rows):
        rangee.height = Cm(1.9 if rang else 0.9)
    for rang, mots in enumerate(("Action", "Qui porte", "Quand")):
        _case(table.cell(0, rang), mots, 13, gras=True, couleur=BLANC, fond=RAMEAU)
    for ligne, action in enumerate(actions, start=1):
        _case(table.cell(ligne, 0), f"{action.numero} {borner(action.titre, 110)}", 12, gras=True)
        _case(table.cell(ligne, 1), borner(action.porteur, 70) or "à trouver", 12)
        _case(table.cell(ligne, 2), action.mois or "à préciser", 12)


def _case(
    case: Any,
    mots: str,
    corps: int,
    *,
    gras: bool = False,
    couleur: RGBColor = ENCRE,
    fond: RGBColor = BLANC,
) -> None:
    case.fill.solid()
    case.fill.fore_color.rgb = fond
    case.margin_left = case.margin_right = Cm(0.2)
    dire(case.text_frame, mots, corps, gras=gras, couleur=couleur)


def _decrire(forme: Any, mots: str) -> None:
    """Say what a shape shows to those who do not see it; nothing for a line of decoration."""
    xml_of(forme).find(f".//{qn('p:cNvPr')}").set("descr", mots)
