"""PDF: our own assets only, our own fonts only, PDF/UA-1, in reading order, within limits."""

import io
import logging
import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import page
import pypdf
import pytest
from fontTools.ttLib import TTFont

from rameau.commun import pdf, registres
from rameau.commun.documents import render_document
from rameau.commun.limits import DocumentImpossible
from rameau.commun.pdf import own_asset, pdf_bytes, pdf_bytes_within_limits
from rameau.commun.registres import Format
from tests.attente import DELAI

ROOT = Path(__file__).resolve().parents[2]
GENRES = [
    "attestation_de_presence",
    "certificat_de_realisation",
    "feuille_de_presence",
    "feuille_de_route",
    "feuille_signee",
    "feuilles_en_recueil",
    "fiche_d_accueil",
    "tableau-de-bord",
    "trombinoscope",
]


def html_of(body: str, head: str = "") -> str:
    return f'<html lang="fr"><head><title>Essai</title>{head}</head><body>{body}</body></html>'


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(p.extract_text() for p in pages).split())


def example(genre: str) -> str:
    return render_document(registres.documents[genre].exemple())


def test_every_kind_of_document_is_shown_here():
    en_pdf = [code for code, g in registres.documents.items() if g.format is Format.PDF]
    assert sorted(en_pdf) == GENRES


@pytest.mark.parametrize("genre", GENRES)
def test_a_document_is_pdf_ua_1_without_a_complaint(genre, caplog):
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    try:
        content = pdf_bytes(example(genre))
    finally:
        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    assert caplog.records == []
    report = page.validate_pdf_bytes(content, profile="ua1")
    assert [(f.rule_id, f.message) for f in report.failures] == []
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert reader.metadata.title == pypdf_title(genre)
    assert {round(float(p.mediabox.width)) for p in reader.pages} <= {595, 842}


def pypdf_title(genre: str) -> str:
    composition = registres.documents[genre].exemple()
    return f"{composition.titre} – {composition.sous_titre}"


def test_the_dashboard_is_read_in_its_order():
    text = text_of(pdf_bytes(example("tableau-de-bord")))
    order = [
        "Tableau de bord",
        "4 / 12",
        "Où en est la promotion",
        "Ce qui demande attention",
        "Les dix-huit mois du programme",
        "Conception et lancement",
        "Le chemin des neuf mois",
        "Les dates du chemin",
        "jeudi 18 janvier 2018 Session 1 – Comprendre fait",
        "Où en sont les travaux",
        "Plan de mise en œuvre 2 1 1 0",
        "Où en est chaque structure",
        "Agence des alliances Vallée de l’Exemple",
        "Les territoires",
        "CC BY 4.0",
    ]
    places = [text.replace("\u00a0", " ").find(words) for words in order]
    assert -1 not in places, [w for w, p in zip(order, places, strict=True) if p < 0]
    assert places == sorted(places)


def test_each_figure_has_its_words_and_each_header_its_scope():
    content = pdf_bytes(example("tableau-de-bord"))
    elements = list(structure(pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]))
    figures = [str(e.get("/Alt", "")) for e in elements if e.get("/S") == "/Figure"]
    assert [alt.split(",")[0].split("\u00a0:")[0] for alt in figures] == [
        "Le chemin des neuf mois",
        "Les trois travaux",
        "Carte de France",
    ]
    assert sum(e.get("/S") == "/Table" for e in elements) == 4


def structure(root):
    """Walk the tags of a PDF, in reading order."""
    waiting = [root["/StructTreeRoot"].get_object()]
    while waiting:
        element = waiting.pop(0)
        if isinstance(element, dict):
            yield element
            kids = element.get("/K", [])
            kids = kids if isinstance(kids, list) else [kids]
            waiting[:0] = [kid.get_object() for kid in kids if hasattr(kid, "get_object")]


@pytest.mark.parametrize("demo", [True, False])
def test_a_demonstration_says_so_on_every_page(settings, demo):
    settings.DEMO = demo
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(example("trombinoscope"))))
    assert all(("démonstration" in p.extract_text()) is demo for p in reader.pages)


# --- fonts -----------------------------------------------------------------------------------
def test_every_sign_we_print_is_in_the_font():
    ours = "→✓«»’…–—·€°œŒæéèêëàâîïôùûüçÉÈÀÇ\u00a0\u202f"
    texts = "".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "templates/documents").glob("*.html")
    )
    wanted = {c for c in texts + ours if c.isprintable() or c in "\u00a0\u202f"}
    for face in ("Regular", "Semibold", "Bold"):
        with TTFont(own_asset("police", f"SourceSansPro-{face}")) as font:
            assert {c for c in wanted if ord(c) not in font.getBestCmap()} == set(), face


def test_a_machine_without_any_font_prints_well(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<?xml version='1.0'?><fontconfig><dir>{tmp_path}/rien</dir>"
        f"<cachedir>{tmp_path}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    (tmp_path / "page.html").write_text(example("tableau-de-bord"), encoding="utf-8")
    script = (
        "import django, pathlib, sys; django.setup(); from rameau.commun.pdf import pdf_bytes; "
        "folder = pathlib.Path(sys.argv[1]); "
        "(folder / 'page.pdf').write_bytes(pdf_bytes((folder / 'page.html').read_text('utf-8')))"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.reglages"
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=DELAI,
    )
    assert done.returncode == 0, done.stderr
    reader = pypdf.PdfReader(tmp_path / "page.pdf")
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for p in reader.pages
        for font in p["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert all(name.startswith("Source-Sans-Pro") for name in fonts), fonts
    assert "Où en est la promotion" in text_of((tmp_path / "page.pdf").read_bytes())


# --- our own assets only ---------------------------------------------------------------------
@pytest.fixture
def temoin():
    """An HTTP server that keeps the addresses it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_evil_page_opens_no_file_and_asks_nobody(temoin, tmp_path, monkeypatch):
    address, asked = temoin
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'SECRET' }", encoding="utf-8")
    opened: list[str] = []
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: opened.append(str(self)) or real(self))
    urls = [f"{address}/x", f"file://{secret}", f"FILE://{secret}", str(secret), "//127.0.0.1/x"]
    urls += ["ftp://127.0.0.1/x", "static:../../manage.py", "static:/etc/passwd"]
    urls += ["police:../../x", "gopher://127.0.0.1/"]
    body = "".join(
        f'<img alt="x" src="{u}"><object data="{u}"></object><embed src="{u}">'
        f'<p style="background:url({u})">p</p><svg><image href="{u}"/><use href="{u}"/></svg>'
        f'<svg><style>@import url("{u}");</style></svg>'
        for u in urls
    )
    head = "".join(
        f'<link rel="stylesheet" href="{u}"><link rel="attachment" href="{u}">'
        f'<style>@import url("{u}"); @font-face {{ font-family: x; src: url("{u}") }}</style>'
        for u in urls
    )
    head += f'<base href="{address}/"><meta http-equiv="refresh" content="0;url={address}">'
    content = pdf_bytes(html_of(f"{body}<p>Fin</p>", head))
    assert asked == []
    assert "SECRET" not in text_of(content)
    assert "Fin" in text_of(content)
    assert not pypdf.PdfReader(io.BytesIO(content)).attachments
    inside = (str(ROOT / "static"), str(Path(pdf.font_faces()["SourceSansPro-Bold"]).parent))
    assert all(name.startswith(inside) for name in opened), opened


@pytest.mark.parametrize(
    ("scheme", "name"),
    [
        ("static", "absent.css"),
        ("static", "../rameau/settings.py"),
        ("police", "Absente"),
        ("file", "/etc/passwd"),
        ("http", "//127.0.0.1/"),
        ("", "/etc/passwd"),
    ],
)
def test_a_name_that_is_not_ours_is_refused(scheme, name):
    with pytest.raises(Exception, match=r"refused|outside|path"):
        own_asset(scheme, name)
    assert own_asset("static", "css/pdf.css").name == "pdf.css"


def test_a_data_address_carries_its_own_bytes():
    pixel = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    assert pdf_bytes(html_of(f'<img alt="un carré" src="{pixel}"><p>ok</p>'))


# --- limits ----------------------------------------------------------------------------------
def test_a_page_within_its_limits_comes_back():
    assert text_of(pdf_bytes_within_limits(html_of("<p>Bonjour</p>"))).startswith("Bonjour")


def test_one_that_takes_too_long_is_stopped():
    endless = html_of("<table>" + "<tr><td><p>x</p></td></tr>" * 200_000 + "</table>")
    with pytest.raises(DocumentImpossible):
        pdf_bytes_within_limits(endless, seconds=1)


def test_one_that_takes_too_much_memory_is_stopped():
    long = html_of("<table>" + "<tr><td>x</td></tr>" * 50_000 + "</table>")
    with pytest.raises(DocumentImpossible, match="memory"):
        pdf_bytes_within_limits(long, megabytes=64)


def test_the_colours_of_the_pictures_are_the_tokens():
    """WeasyPrint's pictures know no var(): none may be left, none may be unknown."""
    styles = pdf.drawing_styles()
    assert "var(" not in styles
    assert "@" not in re.sub(r"/\*.*?\*/", "", styles, flags=re.S)
    assert "#1f6b4f" in styles
