"""Lists that leave for a spreadsheet, written as XLSX or CSV.

    tableau = Tableau(
        titre="Rencontres",
        de=promotion.nom,
        objets=rencontres,
        colonnes={"Rencontre": lambda r: r.titre, "Début": lambda r: r.debut},
    )
    return export_response(tableau, Format.XLSX, jour=aujourdhui())

Dates are dates, numbers are numbers, hours are those of Paris. A text that a spreadsheet would
take for a formula is given an apostrophe, in both formats.
"""

import csv
import enum
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from rameau.commun.erreurs import RegleViolee
from rameau.commun.texte import borner, nombre

T = TypeVar("T")
Valeur = str | int | date | datetime | bool | None
LIGNES_MAX = 20_000
"""Rows that one export may have: some seconds of writing."""
SIGNES_MAX = 32_000
"""What a cell of a spreadsheet holds, less what neutralising adds."""
LARGEUR_MIN, LARGEUR_MAX = 10, 60
HAUTEUR_DE_LIGNE, HAUTEUR_MAX = 15, 12
"""Width of the columns, in signs; height of a line of text, in points, and lines that show."""
DEFORMULE = "'"
_FORMULE = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


class Format(enum.Enum):
    """What a list may leave as; its value is the extension."""

    XLSX = "xlsx"
    CSV = "csv"

    @property
    def content_type(self) -> str:
        return _CONTENT_TYPES[self]


_CONTENT_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True, kw_only=True)
class Demande:
    """Who asks for a list, with the filter of its page, when."""

    personne: Any
    filtre: Mapping[str, str]
    instant: datetime


@dataclass(frozen=True, kw_only=True)
class Tableau(Generic[T]):
    """A list: its title, whose it is (a promotion, a rencontre), one object per row, and under
    each heading what is said of it."""

    titre: str
    objets: Iterable[T]
    colonnes: Mapping[str, Callable[[T], Valeur]]
    de: str = ""

    def lignes(self) -> list[list[Valeur]]:
        """Return the rows; raise RegleViolee when there are more than one export may have."""
        objets = self.objets[: LIGNES_MAX + 1] if isinstance(self.objets, QuerySet) else self.objets
        lues = [
            [dire(objet) for dire in self.colonnes.values()]
            for objet in islice(objets, LIGNES_MAX + 1)
        ]
        if len(lues) > LIGNES_MAX:
            raise RegleViolee(
                f"Cette liste compte plus de {nombre(LIGNES_MAX)} lignes : "
                "filtrez-la, puis exportez-la."
            )
        return lues


def neutraliser(texte: str) -> str:
    """Return a text that no spreadsheet takes for a formula nor refuses: an apostrophe before
    what would begin one, no control character, no more signs than a cell holds."""
    propre = ILLEGAL_CHARACTERS_RE.sub("", texte)
    if len(propre) > SIGNES_MAX:
        propre = f"{propre[: SIGNES_MAX - 1]}…"
    return f"{DEFORMULE}{propre}" if _FORMULE.match(propre) else propre


def en_csv(tableau: Tableau[Any]) -> bytes:
    """Write a list as CSV: UTF-8 with its mark, semicolons, dates as 2026-03-03 14:30."""
    sortie = io.StringIO(newline="")
    ecrivain = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
    ecrivain.writerow([neutraliser(titre) for titre in tableau.colonnes])
    ecrivain.writerows([_en_texte(v) for v in ligne] for ligne in tableau.lignes())
    return sortie.getvalue().encode("utf-8-sig")


def _en_texte(valeur: Valeur) -> str:
    propre = _de_tableur(valeur)
    if isinstance(propre, datetime):
        return f"{propre:%Y-%m-%d %H:%M}"
    return "" if propre is None else str(propre)


def _de_tableur(valeur: Valeur) -> str | int | date | datetime | None:
    """A value as a cell holds it: hours of Paris, oui or non, text that is only text."""
    match valeur:
        case bool():
            return "oui" if valeur else "non"
        case datetime():
            # A spreadsheet knows no zone, and shows minutes.
            return localtime(valeur).replace(tzinfo=None, second=0, microsecond=0)
        case str():
            return neutraliser(valeur)
    return valeur


def en_xlsx(tableau: Tableau[Any]) -> bytes:
    """Write a list as a workbook of one sheet: its headings stay in view and filter."""
    lignes = [[_de_tableur(v) for v in ligne] for ligne in tableau.lignes()]
    classeur = Workbook(write_only=True)
    classeur.properties.creator = "Le RAMEAU"
    classeur.properties.title = f"{tableau.titre}, {tableau.de}" if tableau.de else tableau.titre
    feuille = classeur.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", tableau.titre)[:31])
    feuille.freeze_panes = "A2"
    for rang, largeur in enumerate(_largeurs(list(tableau.colonnes), lignes), start=1):
        feuille.column_dimensions[get_column_letter(rang)].width = largeur
    derniere = get_column_letter(len(tableau.colonnes))
    feuille.auto_filter.ref = f"A1:{derniere}{len(lignes) + 1}"
    # On paper: lying, as wide as the sheet, its headings on each page.
    feuille.page_setup.orientation = "landscape"
    feuille.page_setup.fitToHeight = 0
    feuille.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    feuille.print_title_rows = "1:1"
    feuille.append([_titre(feuille, titre) for titre in tableau.colonnes])
    for rang, ligne in enumerate(lignes, start=2):
        if (hauteur := max(map(_hauteur, ligne))) > 1:
            feuille.row_dimensions[rang].height = HAUTEUR_DE_LIGNE * min(hauteur, HAUTEUR_MAX)
        feuille.append([_cellule(feuille, valeur) for valeur in ligne])
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


_GRAS = Font(name="Calibri", size=11, bold=True)
_FOND = PatternFill("solid", fgColor="E8EFE4")
_HAUT = Alignment(vertical="top", wrap_text=True)
_CENTRE = Alignment(vertical="top", horizontal="center")


def _titre(feuille: Any, titre: str) -> WriteOnlyCell:
    cellule = WriteOnlyCell(feuille, neutraliser(titre))
    cellule.font, cellule.fill, cellule.alignment = _GRAS, _FOND, _HAUT
    return cellule


def _cellule(feuille: Any, valeur: str | int | date | datetime | None) -> WriteOnlyCell:
    cellule = WriteOnlyCell(feuille, valeur)
    cellule.alignment = _HAUT
    if isinstance(valeur, datetime):
        cellule.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(valeur, date):
        cellule.number_format = "dd/mm/yyyy"
    elif isinstance(valeur, int):
        cellule.alignment = _CENTRE
    elif isinstance(valeur, str):
        cellule.data_type = "s"
    return cellule


def _largeurs(
    colonnes: Sequence[str], lignes: Sequence[Sequence[str | int | date | datetime | None]]
) -> list[int]:
    """The width of each column: its longest line, within bounds."""
    largeurs = [len(titre) + 4 for titre in colonnes]  # the arrow of the filter
    for ligne in lignes:
        for rang, valeur in enumerate(ligne):
            largeurs[rang] = max(largeurs[rang], _longueur(valeur))
    return [min(max(largeur + 2, LARGEUR_MIN), LARGEUR_MAX) for largeur in largeurs]


def _longueur(valeur: str | int | date | datetime | None) -> int:
    if isinstance(valeur, datetime):
        return len("03/03/2026 14:30")
    if isinstance(valeur, date):
        return len("03/03/2026")
    return 0 if valeur is None else max(map(len, str(valeur).split("\n")))


def format_demande(adresse: Mapping[str, str]) -> Format | None:
    """Return the format that an address wishes, `?format=csv`; XLSX when it says none, None when
    it is no format of ours."""
    demande = adresse.get("format", Format.XLSX.value)
    return next((forme for forme in Format if forme.value == demande), None)


def _hauteur(valeur: str | int | date | datetime | None) -> int:
    """How many lines a value takes in the widest column: those of a long text, once folded."""
    if not isinstance(valeur, str):
        return 1
    return sum(1 + len(ligne) // LARGEUR_MAX for ligne in valeur.split("\n"))


_WRITERS = {Format.XLSX: en_xlsx, Format.CSV: en_csv}


def export_response(tableau: Tableau[Any], forme: Format, *, jour: date) -> HttpResponse:
    """Give a list as an attachment, named after it, whose it is and the day."""
    nom = slugify(f"{tableau.titre} {borner(tableau.de, 60)} {jour:%Y-%m-%d}")
    return HttpResponse(
        _WRITERS[forme](tableau),
        content_type=forme.content_type,
        headers={"Content-Disposition": f'attachment; filename="{nom}.{forme.value}"'},
    )
