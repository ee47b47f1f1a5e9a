"""Texts to edit (DOCX): real styles, real tables, in French; Markdown through its token tree."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx import Document
from docx.document import Document as Texte
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from markdown_it.tree import SyntaxTreeNode

from rameau.commun.markdown import TITLE_SHIFT, tokens_of

ENCRE, RAMEAU = RGBColor(0x17, 0x33, 0x2B), RGBColor(0x1F, 0x6B, 0x4F)
LANGUE = "fr-FR"
# Illegal in XML: a text of people may hold them.
_CONTROLES = {code: None for code in range(32) if code not in (9, 10, 13)}


def new_text(titre: str, sujet: str) -> Texte:
    """Return an empty A4 text in French, its title and subject told to the machine as well."""
    texte = Document()
    texte.core_properties.title = clean(titre)
    texte.core_properties.subject = clean(sujet)
    texte.core_properties.author = "Le RAMEAU"
    texte.core_properties.language = LANGUE
    texte.core_properties.comments = ""
    section = texte.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for nom in ("Normal", "Title", "Subtitle", *(f"Heading {rang}" for rang in range(1, 7))):
        style = texte.styles[nom]
        style.font.name = "Calibri"
        style.font.color.rgb = ENCRE if nom == "Normal" else RAMEAU
        fontes = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribut in [a for a in fontes.attrib if a.endswith("Theme")]:
            del fontes.attrib[attribut]
    for bord in texte.styles["Title"].element.iter(qn("w:pBdr")):
        for trait in bord:
            trait.set(qn("w:color"), str(RAMEAU))
            for attribut in [a for a in trait.attrib if "theme" in a]:
                del trait.attrib[attribut]
    for rang in range(1, 4):
        texte.styles[f"Heading {rang}"].font.size = Pt(20 - 3 * rang)
        texte.styles[f"Heading {rang}"].paragraph_format.space_before = Pt(22 - 5 * rang)
        texte.styles[f"Heading {rang}"].paragraph_format.space_after = Pt(4)
    texte.styles["Normal"].font.size = Pt(11)
    texte.styles["Caption"].font.size, texte.styles["Caption"].font.color.rgb = Pt(9), ENCRE
    for langue in texte.styles.element.iter(qn("w:lang")):
        langue.set(qn("w:val"), LANGUE)
    return texte


def to_bytes(texte: Texte) -> bytes:
    """Return the file."""
    contenu = io.BytesIO()
    texte.save(contenu)
    return contenu.getvalue()


def clean(mots: str) -> str:
    """Words without what a file of this format cannot hold."""
    return mots.translate(_CONTROLES)


def xml_of(piece: Any) -> Any:
    """The XML under a piece of a text or of a slide, for what their libraries do not offer."""
    return piece._element  # noqa: SLF001 (they have no other way)


def add_contents(texte: Texte, titres: Iterable[tuple[int, str]], niveaux: str = "1-2") -> None:
    """Add a table of contents that already names what is in the text (level, title), so that it
    reads without being brought up to date; the program adds the pages when it is."""
    texte.add_paragraph("Sommaire", style="TOC Heading")
    paragraphe = texte.add_paragraph(style=_style_de_sommaire(texte, 1))
    for nature, code in (("begin", ""), ("", f'TOC \\o "{niveaux}" \\h \\z \\u'), ("separate", "")):
        _champ(paragraphe, nature, code)
    for rang, (niveau, titre) in enumerate(titres):
        if rang:
            paragraphe = texte.add_paragraph(style=_style_de_sommaire(texte, niveau))
        paragraphe.add_run(clean(titre))
    _champ(paragraphe, "end")


def _style_de_sommaire(texte: Texte, niveau: int) -> Any:
    """The style of a line of the table of contents: the one that programs give it themselves."""
    nom = f"toc {niveau}"
    if nom not in texte.styles:
        style = texte.styles.add_style(nom, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = texte.styles["Normal"]
        style.paragraph_format.left_indent = Cm(0.8 * (niveau - 1))
        style.paragraph_format.space_after = Pt(4)
    return texte.styles[nom]


def _champ(paragraphe: Paragraph, nature: str, code: str = "") -> None:
    run = paragraphe.add_run()
    if nature:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), nature)
    else:
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = code
    xml_of(run).append(element)


def add_page_numbers(texte: Texte, mots: str) -> None:
    """Say these words and the number of the page at the foot of each."""
    pied = texte.sections[0].footer.paragraphs[0]
    pied.add_run(clean(f"{mots} – page "))
    _champ(pied, "begin")
    _champ(pied, "", "PAGE")
    _champ(pied, "separate")
    pied.add_run("1")
    _champ(pied, "end")


def add_table(
    texte: Texte,
    titre: str,
    entetes: Sequence[str],
    lignes: Iterable[Sequence[str]],
    largeurs: Sequence[float],
) -> None:
    """Add a table whose first row is its header on every page; `titre` says it to all, and to
    those who do not see it; `largeurs` are those of its columns, in centimetres."""
    legende = texte.add_paragraph(clean(titre), style="Caption")
    legende.paragraph_format.keep_with_next = True
    table = texte.add_table(rows=1, cols=len(entetes))
    table.style = "Table Grid"
    proprietes = xml_of(table).tblPr
    description = OxmlElement("w:tblCaption")
    description.set(qn("w:val"), clean(titre))
    proprietes.append(description)
    tete = xml_of(table.rows[0]).get_or_add_trPr()
    repetee = OxmlElement("w:tblHeader")
    repetee.set(qn("w:val"), "true")
    tete.append(repetee)
    for case, mots in zip(table.rows[0].cells, entetes, strict=True):
        case.paragraphs[0].add_run(clean(mots)).bold = True
    for ligne in lignes:
        rangee = table.add_row()
        _entiere(rangee)
        for case, mots in zip(rangee.cells, ligne, strict=True):
            _remplir(case, mots)
    table.autofit = False
    for colonne, largeur in zip(table.columns, largeurs, strict=True):
        colonne.width = Cm(largeur)
        for case in colonne.cells:
            case.width = Cm(largeur)


def _entiere(rangee: Any) -> None:
    """A row never goes over two pages."""
    xml_of(rangee).get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _remplir(case: Any, mots: str) -> None:
    premiere, *autres = clean(mots).split("\n")
    case.paragraphs[0].add_run(premiere).font.size = Pt(9.5)
    for ligne in autres:
        case.add_paragraph().add_run(ligne).font.size = Pt(9.5)


# --- numbered lists --------------------------------------------------------------------------
def restart(texte: Texte, style: str, depart: int = 1) -> int:
    """Begin a numbered list of this style anew: without it, Word goes on from the last one."""
    numerotation = texte.part.numbering_part.element
    modele = xml_of(texte.styles[style]).pPr.numPr.numId.val
    abstraite = numerotation.num_having_numId(modele).abstractNumId.val
    neuve = numerotation.add_num(abstraite)
    neuve.add_lvlOverride(ilvl=0).add_startOverride(val=depart)
    return int(neuve.numId)


def number(paragraphe: Paragraph, numeros: int) -> None:
    """Make a paragraph an item of the list that began."""
    proprietes = xml_of(paragraphe).get_or_add_pPr().get_or_add_numPr()
    proprietes.get_or_add_numId().val = numeros
    proprietes.get_or_add_ilvl().val = 0


# --- Markdown --------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Ton:
    """How a run is written."""

    gras: bool = False
    italique: bool = False
    code: bool = False


def add_markdown(texte: Texte, markdown: str) -> None:
    """Add a text of people: paragraphs, titles under those of the text, lists, tables, links."""
    for bloc in SyntaxTreeNode(tokens_of(markdown)).children:
        _bloc(texte, bloc)


def _bloc(
    texte: Texte,
    bloc: SyntaxTreeNode,
    *,
    niveau: int = 0,
    style: str | None = None,
    numeros: int = 0,
) -> None:
    match bloc.type:
        case "heading":
            rang = min(int(bloc.tag[1]) + TITLE_SHIFT - 1, 6)
            _en_ligne(texte.add_paragraph(style=f"Heading {rang}"), bloc)
        case "paragraph":
            paragraphe = texte.add_paragraph(style=style)
            if numeros:
                number(paragraphe, numeros)
            _en_ligne(paragraphe, bloc)
        case "bullet_list" | "ordered_list":
            _liste(texte, bloc, niveau)
        case "blockquote":
            for enfant in bloc.children:
                _bloc(texte, enfant, niveau=niveau, style="Quote")
        case "table":
            _tableau(texte, bloc)
        case "fence" | "code_block":
            texte.add_paragraph(clean(bloc.content.rstrip("\n")))
        case "hr":
            texte.add_paragraph("* * *")


def _liste(texte: Texte, bloc: SyntaxTreeNode, niveau: int) -> None:
    """A list, each numbered one from its own beginning; what follows the first paragraph of a
    point stands under it, without a mark."""
    suite = "" if niveau == 0 else f" {min(niveau + 1, 3)}"
    numerotee = bloc.type == "ordered_list"
    style = f"{'List Number' if numerotee else 'List Bullet'}{suite}"
    numeros = restart(texte, style, int(bloc.attrs.get("start", 1))) if numerotee else 0
    for point in bloc.children:
        for rang, enfant in enumerate(point.children):
            if rang == 0:
                _bloc(texte, enfant, niveau=niveau + 1, style=style, numeros=numeros)
            else:
                _bloc(texte, enfant, niveau=niveau + 1, style=f"List Continue{suite}")


def _tableau(texte: Texte, bloc: SyntaxTreeNode) -> None:
    rangees = [[*rangee.children] for partie in bloc.children for rangee in partie.children]
    table = texte.add_table(rows=0, cols=len(rangees[0]))
    table.style = "Table Grid"
    for rang, rangee in enumerate(rangees):
        neuve = table.add_row()
        _entiere(neuve)
        for case, contenu in zip(neuve.cells, rangee, strict=True):
            _en_ligne(case.paragraphs[0], contenu, _Ton(gras=rang == 0))
    repetee = OxmlElement("w:tblHeader")
    repetee.set(qn("w:val"), "true")
    xml_of(table.rows[0]).get_or_add_trPr().append(repetee)


def _en_ligne(paragraphe: Paragraph, bloc: SyntaxTreeNode, ton: _Ton | None = None) -> None:
    for enfant in bloc.children:
        for mot in enfant.children if enfant.type == "inline" else (enfant,):
            _mot(paragraphe, xml_of(paragraphe), mot, ton or _Ton())


def _mot(paragraphe: Paragraph, parent: Any, mot: SyntaxTreeNode, ton: _Ton) -> None:
    match mot.type:
        case "text":
            _run(paragraphe, parent, mot.content, ton)
        case "code_inline":
            _run(paragraphe, parent, mot.content, replace(ton, code=True))
        case "softbreak" | "hardbreak":
            _run(paragraphe, parent, "\n", ton)
        case "link":
            lien = _lien(paragraphe, str(mot.attrs.get("href", "")))
            for enfant in mot.children:
                _mot(paragraphe, lien, enfant, ton)
        case _:
            suite = {
                "strong": replace(ton, gras=True),
                "em": replace(ton, italique=True),
            }.get(mot.type, ton)
            for enfant in mot.children:
                _mot(paragraphe, parent, enfant, suite)


def _lien(paragraphe: Paragraph, adresse: str) -> Any:
    lien = OxmlElement("w:hyperlink")
    relation = paragraphe.part.relate_to(
        clean(adresse), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    lien.set(qn("r:id"), relation)
    xml_of(paragraphe).append(lien)
    return lien


def _run(paragraphe: Paragraph, parent: Any, mots: str, ton: _Ton) -> None:
    run = paragraphe.add_run(clean(mots))
    run.bold, run.italic = ton.gras or None, ton.italique or None
    if ton.code:
        run.font.name = "Consolas"
    if parent is not xml_of(paragraphe):
        run.font.underline = True
        run.font.color.rgb = RAMEAU
        parent.append(xml_of(run))
