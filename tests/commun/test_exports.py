"""Lists as they leave: read back by openpyxl and csv, hostile values disarmed."""

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.utils.timezone import localtime
from hypothesis import given, settings
from hypothesis import strategies as st

from rameau.commun import exports
from rameau.commun.erreurs import RegleViolee
from rameau.commun.exports import Format, Tableau, export_response, format_demande, neutraliser

LETTRES = {"Texte": lambda objet: objet}


def tableau(*objets: object, **champs: object) -> Tableau:
    return Tableau(**{"titre": "Essai", "objets": objets, "colonnes": LETTRES, **champs})


def lire_csv(octets: bytes) -> list[list[str]]:
    assert octets.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=";"))


def lire_xlsx(octets: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(octets)).active


@pytest.mark.parametrize(
    "texte",
    [
        "=1+1",
        '=HYPERLINK("https://exemple.fr";"Gagné")',
        "+33612345678",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1:A2)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        "\u00a0=1+1",
        "＝1+1",
        "\x00=1+1",
        "\x0b=1+1",
    ],
)
def test_a_text_that_would_begin_a_formula_is_disarmed_in_both(texte):
    ecrit = lire_csv(exports.en_csv(tableau(texte)))[1][0]
    assert ecrit.startswith("'")
    cellule = lire_xlsx(exports.en_xlsx(tableau(texte)))["A2"]
    assert cellule.data_type == "s"
    assert cellule.value.startswith("'")


@pytest.mark.parametrize(
    "texte", ["Élan d’été", "a=b", "06 12 34 56 78", "", "l'an « deux » ; fin"]
)
def test_an_ordinary_text_is_left_as_it_is(texte):
    assert neutraliser(texte) == texte
    assert lire_csv(exports.en_csv(tableau(texte)))[1] == [texte]


@pytest.mark.parametrize("texte", ["#N/A", "#REF!", "TRUE", "12", "2026-03-03"])
def test_a_text_stays_a_text(texte):
    cellule = lire_xlsx(exports.en_xlsx(tableau(texte)))["A2"]
    assert (cellule.data_type, cellule.value) == ("s", texte)


def test_headings_are_disarmed_too():
    hostile = tableau("a", colonnes={"=1+1": lambda objet: objet})
    assert lire_csv(exports.en_csv(hostile))[0] == ["'=1+1"]
    assert lire_xlsx(exports.en_xlsx(hostile))["A1"].value == "'=1+1"


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.text())
def test_whatever_is_written_opens_again_and_begins_no_formula(texte):
    lu = lire_xlsx(exports.en_xlsx(tableau(texte)))["A2"]
    assert lu.data_type != "f"
    (ecrit,) = lire_csv(exports.en_csv(tableau(texte)))[1] or [""]
    assert not ecrit.lstrip().startswith(("=", "+", "-", "@"))


def test_dates_numbers_and_hours_are_what_they_are():
    instant = datetime(2026, 3, 3, 13, 30, 59, tzinfo=UTC)
    valeurs = {
        "Jour": date(2026, 3, 3),
        "Instant": instant,
        "Combien": 12,
        "Oui": True,
        "Non": False,
        "Rien": None,
    }
    genres = tableau(valeurs, colonnes={nom: (lambda v, n=nom: v[n]) for nom in valeurs})
    assert lire_csv(exports.en_csv(genres))[1] == [
        *("2026-03-03", f"{localtime(instant):%Y-%m-%d %H:%M}", "12", "oui", "non", "")
    ]
    feuille = lire_xlsx(exports.en_xlsx(genres))
    assert feuille["A2"].is_date
    assert feuille["A2"].value.date() == date(2026, 3, 3)
    assert feuille["A2"].number_format == "dd/mm/yyyy"
    assert feuille["B2"].value == datetime(2026, 3, 3, 14, 30)  # noqa: DTZ001  # Paris, in winter
    assert feuille["B2"].number_format == "dd/mm/yyyy hh:mm"
    assert [feuille.cell(2, rang).value for rang in range(3, 7)] == [12, "oui", "non", None]


def test_the_headings_stay_in_view_and_filter():
    feuille = lire_xlsx(
        exports.en_xlsx(tableau("court", "x" * 200, titre="Un [titre] : très/long" * 3))
    )
    assert feuille.freeze_panes == "A2"
    assert feuille.auto_filter.ref == "A1:A3"
    assert feuille["A1"].font.bold
    assert feuille.column_dimensions["A"].width == exports.LARGEUR_MAX
    assert feuille["A3"].alignment.wrap_text
    # Folded, it is shown whole; a line alone has the height of a line.
    assert feuille.row_dimensions[3].height == 4 * exports.HAUTEUR_DE_LIGNE
    assert feuille.row_dimensions[2].height is None
    assert feuille.print_title_rows == "$1:$1"
    assert feuille.page_setup.orientation == "landscape"
    assert len(feuille.title) <= 31


def test_an_empty_list_has_its_headings():
    assert lire_csv(exports.en_csv(tableau())) == [["Texte"]]
    feuille = lire_xlsx(exports.en_xlsx(tableau()))
    assert (feuille.max_row, feuille["A1"].value) == (1, "Texte")


def test_what_a_cell_cannot_hold_is_cut():
    for octets in (exports.en_xlsx(tableau("=" * 40_000)), exports.en_xlsx(tableau("é" * 40_000))):
        ecrit = lire_xlsx(octets)["A2"].value
        assert len(ecrit) <= 32_767
        assert ecrit.endswith("…")


def test_a_list_is_bounded_and_says_so(monkeypatch):
    monkeypatch.setattr(exports, "LIGNES_MAX", 2)
    assert len(tableau("a", "b").lignes()) == 2
    lus = []
    with pytest.raises(RegleViolee, match="plus de"):
        tableau(objets=(lus.append(n) or str(n) for n in range(100))).lignes()
    assert len(lus) == 3  # no more is read than what says that it is too much


def test_the_file_is_named_after_its_list_its_owner_and_the_day():
    response = export_response(
        tableau("a", titre="Présences", de="Promotion « Été »\r\nX: y"),
        Format.CSV,
        jour=date(2026, 3, 3),
    )
    assert response["Content-Disposition"] == (
        'attachment; filename="presences-promotion-ete-x-y-2026-03-03.csv"'
    )
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_the_address_says_the_format():
    assert format_demande({}) is Format.XLSX
    assert format_demande({"format": "csv"}) is Format.CSV
    assert format_demande({"format": "pdf"}) is None
